#!/bin/sh
# The generated C keeps no state and calls nothing that allocates, prints or reads: no writable data
# in its objects (-fno-pic: tables of pointers count as constant then), and only the functions below from outside.
. "$(dirname "$0")/common.sh"
ALLOWED='memcpy|memset|memmove|cosf?|sinf?|expf?|logf?|powf?|sqrtf?|floorf?|_GLOBAL_OFFSET_TABLE_'

for network in $NETWORKS; do
    use "$network"
    for lanes in 16 1; do
        generate net --lanes "$lanes"
        for compiler in $(compilers); do
            for way in "" -DNETC_MODEL; do
                "$compiler" -std=c11 -O2 -fno-pic -fno-pie $way -I"$ROOT/runtime" -c -o "$WORK/net.o" "$WORK/net.c"
                nm "$WORK/net.o" > "$WORK/symbols"
                if grep -E ' [bBcCdDgGsSvVwW] ' "$WORK/symbols"; then
                    die "$compiler $way, $lanes lanes: writable data"
                fi
                if sed -n 's/^ *U //p' "$WORK/symbols" | grep -vxE "$ALLOWED"; then
                    die "$compiler $way, $lanes lanes: calls what it should not"
                fi
            done
        done
    done
done
