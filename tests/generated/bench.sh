#!/bin/sh
# `bench --json` of generated programs: every operation once, with the multiply-adds of the summary.
# `netc summary --roofline` predicts the same operations. Arguments: NETC ROOT LIBRARY CHECK.
. "$(dirname "$0")/common.sh"
NETC_RUNTIME=$(dirname "$1") CHECK=$2 CFLAGS=-O1
export NETC_RUNTIME CFLAGS

# examine NAME [netc's options]
examine() {
    name=$1
    shift
    # shellcheck disable=SC2086 # words
    "$NETC" summary "$SPEC" $OPTIONS "$@" --json > "$WORK/summary" || die "$name: summary"
    # shellcheck disable=SC2086 # words
    "$NETC" train "$SPEC" $OPTIONS "$@" -- bench --json --only operations --time 1 --repeats 1 \
        --threads 1 > "$WORK/bench" || die "$name: bench"
    # shellcheck disable=SC2086 # words
    "$NETC" summary "$SPEC" $OPTIONS "$@" --roofline --json > "$WORK/roofline" || die "$name: roofline"
    "$CHECK" "$WORK/summary" "$WORK/bench" "$WORK/roofline" || die "$name $*"
}

for prefix in $NETWORKS; do
    use "$prefix"
    examine "$prefix"
done
use lenet5
examine lenet5 --lanes 1
SPEC=$ROOT/tests/generated/dropout.net
examine dropout --lanes 4
