#!/bin/sh
# The same seed gives the same weights to the bit: for 1, 2 and 8 threads and on a second run, with
# each compiler. The images are noise: what matters is that every step is taken.
. "$(dirname "$0")/common.sh"
IMAGES=1000

# big_endian NUMBER: four bytes, as printf writes them.
big_endian() {
    printf '\\%03o\\%03o\\%03o\\%03o' $(($1 >> 24)) $(($1 >> 16 & 255)) $(($1 >> 8 & 255)) $(($1 & 255))
}

# Labels 0 to 9 in turn, images from the bytes of netc itself.
write_data() {
    printf "$(big_endian 2049)$(big_endian $IMAGES)" > "$WORK/labels"
    printf "$(big_endian 2051)$(big_endian $IMAGES)$(big_endian 28)$(big_endian 28)" > "$WORK/images"
    i=0
    while [ $i -lt $((IMAGES / 10)) ]; do
        printf '\000\001\002\003\004\005\006\007\010\011' >> "$WORK/labels"
        i=$((i + 1))
    done
    while cat "$NETC"; do :; done 2> /dev/null | head -c $((IMAGES * 28 * 28)) >> "$WORK/images"
    mkdir "$WORK/data"
    for set in train t10k; do
        cp "$WORK/labels" "$WORK/data/$set-labels-idx1-ubyte"
        cp "$WORK/images" "$WORK/data/$set-images-idx3-ubyte"
    done
}

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
