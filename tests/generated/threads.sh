#!/bin/sh
# The same seed gives the same weights to the bit: for 1, 2 and 8 threads and on a second run, with
# each compiler.
. "$(dirname "$0")/common.sh"

train() {
    CC=$compiler "$NETC" train "$spec" --lanes "$lanes" -- --data synthetic --epochs 1 \
        --threads "$1" --seed 7 --quiet --output "$WORK/$2" --history "$WORK/history" ||
        die "$compiler, $spec, $1 threads"
}

for compiler in $(compilers); do
    for lanes in 16 8; do
        spec=$ROOT/tests/generated/dropout.net
        train 1 one
        train 2 two
        train 8 eight
        train 2 again
        for other in two eight again; do
            cmp "$WORK/one" "$WORK/$other" || die "$compiler, $spec, $lanes lanes: one, $other differ"
        done
    done
    lanes=16 spec=$SPEC
    train 1 one
    train 8 eight
    cmp "$WORK/one" "$WORK/eight" || die "$compiler, $spec: 1 and 8 threads differ"
done
