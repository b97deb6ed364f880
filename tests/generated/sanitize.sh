#!/bin/sh
# A few training steps under ASan and UBSan, each compiler, and under valgrind. Valgrind knows no
# AVX-512, so that run's code is for x86-64-v3.
. "$(dirname "$0")/common.sh"
HERE=$ROOT/tests/generated
DEFINES="-D_POSIX_C_SOURCE=200809L -DNETC_MODEL -I$ROOT/runtime -I$WORK"

run() {
    "$@" "$WORK/steps" > "$WORK/output" 2>&1 || {
        cat "$WORK/output"
        die "$what"
    }
}

for network in $NETWORKS; do
    use "$network"
    for lanes in 16 1; do
        generate net --lanes "$lanes"
        flags="$DEFINES -DMODEL=${network}_model"
        for compiler in $(compilers); do
            what="$compiler, sanitizers, $network, $lanes lanes"
            "$compiler" -std=c11 -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all $flags \
                -DNETC_LANES="$lanes" \
                -o "$WORK/steps" "$HERE/steps.c" "$WORK/net.c" -lm
            run env ASAN_OPTIONS=detect_leaks=0
        done
        if command -v valgrind > /dev/null && [ "$(uname -m)" = x86_64 ]; then
            what="valgrind, $network, $lanes lanes"
            "$(compilers | head -n 1)" -std=c11 -O1 -g -march=x86-64-v3 $flags -o "$WORK/steps" \
                "$HERE/steps.c" "$WORK/net.c" -lm
            run valgrind -q --error-exitcode=9 --leak-check=full
        fi
    done
done
