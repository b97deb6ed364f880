#!/bin/sh
# The memory that `netc summary` and the header promise is what sizeof gives, and what is used.
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

# All of it is used: nothing of the block keeps what was there before a whole group of images, up to
# the last of its cache lines. (Lanes are as wide as said, whatever the machine has.)
cat > "$WORK/used.c" << 'END'
#include <stdio.h>
#include <string.h>

/* Whether the last line of a block was written to, and none behind it. */
static int used(const void *block, size_t size) {
    const unsigned char *bytes = block;
    size_t end = size;
    while (end > 0 && bytes[end - 1] == 0xa5)
        end--;
    return end + 64 > size;
}

int main(void) {
    static float images[NET(LANES)][NET(PIXELS)], outputs[NET(LANES)][NET(OUTPUTS)];
    static struct weights weights;
    static struct inference inference;
    static struct shard shard;
    static uint8_t labels[NET(LANES)];
    for (int image = 0; image < NET(LANES); image++)
        for (int i = 0; i < NET(PIXELS); i++)
            images[image][i] = (float)(i % 251) / 251;
    init(&weights, 1);
    memset(&inference, 0xa5, sizeof inference);
    memset(&shard, 0xa5, sizeof shard);
    forward(&weights, images[0], NET(LANES), outputs[0], &inference);
    gradient(&weights, images[0], labels, NET(LANES), 0, 1, &shard);
    if (!used(&inference, sizeof inference))
        puts("inference");
    if (!used(&shard, sizeof shard))
        puts("training");
    return 0;
}
END
for prefix in lenet5 lenet5_relu_max; do
    use "$prefix"
    upper=$(echo "$prefix" | tr '[:lower:]' '[:upper:]')
    for lanes in 16 1; do
        generate net --lanes "$lanes"
        cat > "$WORK/main.c" << END
#include "net.h"
#define NET(name) ${upper}_##name
#define weights ${prefix}_weights
#define inference ${prefix}_inference
#define shard ${prefix}_shard
#define init ${prefix}_init
#define forward ${prefix}_forward
#define gradient ${prefix}_gradient
#include "used.c"
END
        compiler=$(compilers | head -n 1)
        "$compiler" -std=c11 -O1 -DNETC_LANES="$lanes" -o "$WORK/main" "$WORK/main.c" "$WORK/net.c" -lm ||
            die "$prefix, $lanes lanes: cannot be compiled"
        unused=$("$WORK/main")
        [ -z "$unused" ] || die "$prefix, $lanes lanes: memory that nobody uses: $unused"
    done
done
