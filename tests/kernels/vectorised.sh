#!/bin/sh
# vectorised.sh CC ID KERNELS - every elementwise loop must become vector code with AVX2, without
# -ffast-math: ID says how the compiler (GNU, Clang) reports it.
set -eu
cc=$1 id=$2 kernels=$3
here=$(dirname "$0")
case $id in
GNU) report=-fopt-info-vec-optimized ;;
*) report=-Rpass=loop-vectorize ;;
esac
log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed=0

# expect FILE: stdin is C whose kernel FILE holds a loop.
expect() {
    "$cc" -std=c11 -O3 -march=x86-64-v3 $report -DTEST_LANES=16 -I"$here" -I"$kernels" \
        -x c -c - -o /dev/null >"$log" 2>&1 || { cat "$log"; exit 1; }
    if ! grep -E "$1:.*(loop vectorized|vectorized loop)" "$log" >/dev/null; then
        echo "$2: the loop in $1 is not vectorised"
        failed=1
    fi
}

for path in "$kernels"/activations/*.c; do
    name=$(basename "$path" .c)
    for pass in forward backward; do
        test $pass = forward && hole=FORWARD || hole=SLOPE
        expect "activation_$pass.c" "$name" <<END
#include "lanes.h"
#define PARAMETER 0.3f
#define COUNT 100
#define NAME kernel
#define $hole function
#include "activations/$name.c"
#include "activation_$pass.c"
void use(lane *a, lane *b);
void use(lane *a, lane *b) { kernel(a, b); }
END
    done
done

for path in "$kernels"/optimizers/*.c; do
    name=$(basename "$path" .c)
    case $name in *_rates) continue ;; esac # once an epoch
    expect "optimizers/$name.c" "$name" <<END
#include "lanes.h"
#define COUNT 1000
#define NAME kernel
#define BETA_1 0.9f
#define BETA_2 0.999f
#define RHO 0.9f
#define EPSILON 1e-07f
#define MOMENTUM 0.9f
#define MOMENTUM_USED 1
#define NESTEROV 1
#define WEIGHT_DECAY 0.1f
#define WEIGHT_DECAY_USED 1
#define MU 0.02f
#define SHARD shard
enum { SHARDS = 8 };
struct shard { size_t correct; struct { float numbers[COUNT]; } gradient; };
#include "optimizers/$name.c"
void use(float *w, float *s, struct shard *g, float rate, uint64_t step);
void use(float *w, float *s, struct shard *g, float rate, uint64_t step) { kernel(w, s, g, 0.5f, rate, step); }
END
done
# The slope in the pools' backward pass, lane by lane: no arithmetic on single floats may be left.
for path in "$kernels"/activations/*.c; do
    name=$(basename "$path" .c)
    "$cc" -std=c11 -O3 -march=x86-64-v3 -DTEST_LANES=8 -I"$here" -I"$kernels" -x c -S - -o "$log" <<END
#include "lanes.h"
#define PARAMETER 0.3f
#define PADDED 0
#define ACCUMULATE 0
#define SQUARED 0
enum { CHANNELS = 6, IN_HEIGHT = 28, IN_WIDTH = 28, OUT_HEIGHT = 14, OUT_WIDTH = 14 };
enum { KERNEL_HEIGHT = 2, KERNEL_WIDTH = 2, STRIDE_HEIGHT = 2, STRIDE_WIDTH = 2 };
#define SLOPE slope
#include "activations/$name.c"
#define NAME mean
#include "avgpool_backward.c"
#undef NAME
#define NAME maximum
#include "maxpool_backward.c"
void use(lane *a, lane *b, lane *c, lane *d);
void use(lane *a, lane *b, lane *c, lane *d) { mean(a, b, c); maximum(a, b, c, d); }
END
    if grep -E '[[:space:]]v(mul|add|sub|div|fn?m[a-z]*[0-9]*)ss[[:space:]]' "$log"; then
        echo "$name: the slope in the pools is not vector code"
        failed=1
    fi
done
exit $failed
