#!/bin/sh
# ThreadSanitizer on training and testing with 2 to 4 threads: clang's, with clang's OpenMP, whose
# barriers and tasks libarcher explains to it. Two programs of which one has a race show first that
# it sees races, and no others.
. "$(dirname "$0")/common.sh"
IMAGES=600
archer=$(dirname "$(readlink -f "$(command -v clang)")")/../lib/libarcher.so
[ -f "$archer" ] || die "clang has no libarcher.so (Debian: libomp-dev)"
FLAGS="-std=c11 -O1 -g -fsanitize=thread -fopenmp -ffp-contract=off -D_POSIX_C_SOURCE=200809L"
TSAN_OPTIONS="ignore_noninstrumented_modules=1 exitcode=66"
export TSAN_OPTIONS OMP_TOOL_LIBRARIES="$archer" ARCHER_OPTIONS="verbose=1" OMP_WAIT_POLICY=passive

cat > "$WORK/race.c" << 'END'
#include <stdio.h>
#include <stdlib.h>
int main(int argc, char **argv) {
    long sum = 0, count = argc > 1 ? strtol(argv[1], NULL, 10) : 1;
#pragma omp parallel for num_threads(4)
    for (long i = 0; i < count; i++) {
#ifndef RACE
#pragma omp critical
#endif
        sum += i;
    }
    printf("%ld\n", sum);
}
END
# shellcheck disable=SC2086 # words
{
    clang $FLAGS -o "$WORK/clean" "$WORK/race.c"
    clang $FLAGS -DRACE -o "$WORK/race" "$WORK/race.c"
}
"$WORK/clean" 20000 > "$WORK/output" 2>&1 || die "a race is seen where none is"
grep -q "Archer detected" "$WORK/output" || die "libarcher is not at work"
status=0
"$WORK/race" 20000 > "$WORK/output" 2>&1 || status=$?
[ $status = 66 ] || die "a race is not seen"

mkdir "$WORK/objects"
# shellcheck disable=SC2086 # words
(cd "$WORK/objects" && clang $FLAGS -DNETC_VERSION='"tsan"' -c "$ROOT"/runtime/*.c) || die "runtime"

# program ARGUMENTS...: without a race, and with libarcher.
program() {
    "$WORK/program" "$@" > "$WORK/output" 2>&1 || {
        cat "$WORK/output"
        die "$network: $*"
    }
    grep -q "Archer detected" "$WORK/output" || die "libarcher is not at work"
}

write_data
for network in golden/small generated/dropout generated/sdlm; do
    SPEC=$ROOT/tests/$network.net OPTIONS=
    generate net --lanes 4 --target generic
    # shellcheck disable=SC2086 # words
    clang $FLAGS -DNETC_MODEL -DNETC_MAIN -I"$ROOT/runtime" -o "$WORK/program" "$WORK/net.c" \
        "$WORK"/objects/*.o -lpng -lz -ljansson -lm || die "$network"
    for threads in 2 3 4; do
        program train --data "$WORK/data" --epochs 1 --threads $threads --output "$WORK/$threads" \
            --history "$WORK/history" --checkpoint "$WORK/checkpoint"
        cmp "$WORK/2" "$WORK/$threads" || die "$network: $threads threads give other weights"
    done
    program test --data "$WORK/data" --threads 4 --weights "$WORK/4"
done
