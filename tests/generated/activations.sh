#!/bin/sh
# `activations` of generated programs: every layer of test images and of a picture, with the shapes of
# the summary; the answers are those of `predict`. Arguments: NETC ROOT LIBRARY CHECK.
. "$(dirname "$0")/common.sh"
NETC_RUNTIME=$(dirname "$1") CHECK=$2 CFLAGS=-O1 IMAGES=50
export NETC_RUNTIME CFLAGS

# program COMMAND [OPTION...]: of the network at hand.
program() {
    # shellcheck disable=SC2086 # words
    "$NETC" train "$SPEC" $OPTIONS --lanes "$lanes" -- "$@"
}

# examine LANES
examine() {
    lanes=$1
    # shellcheck disable=SC2086 # words
    "$NETC" summary "$SPEC" $OPTIONS --json > "$WORK/summary" || die "$SPEC: summary"
    program train --data "$WORK/data" --epochs 1 --threads 1 --quiet --output "$WORK/weights" \
        --history "$WORK/history" || die "$SPEC: train"
    program activations --data "$WORK/data" --weights "$WORK/weights" --output "$WORK/maps" \
        test:0 "$WORK/one.pgm" test:49 || die "$SPEC: activations"
    "$CHECK" "$WORK/summary" "$WORK/maps" 3 || die "$SPEC, $lanes lanes"
    said=$(program predict --weights "$WORK/weights" "$WORK/one.pgm" | sed -n '1s/.*: \([0-9]*\).*/\1/p')
    shown=$(sed -n 's/.*one\.pgm","label":null,"answer":\([0-9]*\),.*/\1/p' "$WORK/maps")
    [ "$said" = "$shown" ] || die "$SPEC, $lanes lanes: predict says $said, activations $shown"
    grep -q '"test:49","label":9,' "$WORK/maps" || die "$SPEC, $lanes lanes: no label"
}

write_data
awk 'BEGIN { print "P2 28 28 255"
             for (y = 0; y < 28; y++) for (x = 0; x < 28; x++) print(x > 11 && x < 15 && y > 4 && y < 23 ? 0 : 255) }' \
    > "$WORK/one.pgm"
use lenet5
examine 16
examine 1
use rbf
examine 8
SPEC=$ROOT/tests/generated/dropout.net OPTIONS=
examine 4

# A picture that cannot be read, behind one that can: an old file stays as it was.
echo old > "$WORK/maps"
status=0
program activations --weights "$WORK/weights" --output "$WORK/maps" "$WORK/one.pgm" "$WORK/two.pgm" \
    2> "$WORK/errors" || status=$?
[ $status = 3 ] || die "a picture that is not there: status $status"
grep -q '^error: cannot open .*two\.pgm' "$WORK/errors" || die "a picture that is not there: $(cat "$WORK/errors")"
[ "$(cat "$WORK/maps")" = old ] || die "half of the images were written"
