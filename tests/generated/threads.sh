#!/bin/sh
# The same seed gives the same weights to the bit: for 1, 2 and 8 threads and on a second run, with
# each compiler. The images are noise: what matters is that every step is taken.
. "$(dirname "$0")/common.sh"
IMAGES=1000

# train THREADS OUTPUT [SEED]
train() {
    CC=$compiler "$NETC" train "$spec" --lanes "$lanes" -- --data "$WORK/data" --epochs 1 \
        --threads "$1" --seed "${3:-7}" --quiet --output "$WORK/$2" --history "$WORK/history" ||
        die "$compiler, $spec, $1 threads"
}

# The first of the files named against the others.
all_same() {
    first=$1
    shift
    for other in "$@"; do
        cmp "$WORK/$first" "$WORK/$other" || die "$compiler, $spec, $lanes lanes: $first, $other differ"
    done
}

write_data
for compiler in $(compilers); do
    lanes=16 spec=$ROOT/tests/generated/dropout.net
    train 1 one
    train 2 two
    train 8 eight
    train 2 again
    all_same one two eight again
    lanes=4
    train 1 one
    train 8 eight
    all_same one eight
    train 1 other 8
    ! cmp -s "$WORK/one" "$WORK/other" || die "$compiler, $spec: two seeds give the same weights"
    for spec in "$SPEC" "$ROOT/tests/generated/sdlm.net"; do
        lanes=16
        train 1 one
        train 8 eight
        all_same one eight
    done
done
