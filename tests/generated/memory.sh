#!/bin/sh
# The memory that `netc summary` and the header promise is what sizeof gives.
. "$(dirname "$0")/common.sh"

# field NAME FILE: the number of a key in the JSON of the summary.
field() {
    sed -n "s/^ *\"$1\": \([0-9][0-9]*\),*$/\1/p" "$2"
}

# said WORDS: the number of bytes that the header names in this sentence.
said() {
    sed -n "s/.*$1: *\([0-9,]*\) bytes.*/\1/p" "$WORK/net.h" | tr -d ,
}

for prefix in $NETWORKS; do
    use "$prefix"
    for lanes in 16 8 4 1; do
        # shellcheck disable=SC2086 # words
        "$NETC" summary "$SPEC" $OPTIONS --lanes "$lanes" --json > "$WORK/json"
        generate net --lanes "$lanes"
        inference=$(field inference "$WORK/json") training=$(field training "$WORK/json")
        [ "$(said "Working memory of ${prefix}_forward")" = "$inference" ] || die "inference in the header"
        cat > "$WORK/sizes.c" << END
#include "net.h"
#define CHECK(condition) _Static_assert(condition, #condition)
CHECK(sizeof(struct ${prefix}_weights) == $(field weights "$WORK/json"));
CHECK(sizeof(struct ${prefix}_inference) == $inference);
CHECK(sizeof(struct ${prefix}_weights) + sizeof(struct ${prefix}_training) == $training);
CHECK(sizeof(struct ${prefix}_training) == $(said "beside the weights"));
END
        for compiler in $(compilers); do
            "$compiler" -std=c11 -c -o "$WORK/sizes.o" "$WORK/sizes.c" ||
                die "$compiler, $prefix, $lanes lanes: sizes"
        done
    done
done
