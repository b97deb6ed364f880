#!/bin/sh
# runtime.sh NETC ROOT - the whole program of a network, its runtime included, gives the same weights
# however it is compiled: images are scaled and distorted, shuffled and dropped from with the same bits.
. "$(dirname "$0")/../generated/common.sh"
IMAGES=300
export WORK ROOT
write_data
"$NETC" "$ROOT/tests/generated/dropout.net" --target avx512 -o "$WORK/dropout.c" || die "netc"

# All of them with -ffp-contract=off, as the runtime is built. Compiler, options.
cat >"$WORK/list" <<'END'
gcc -O1 -march=x86-64-v4
gcc -O3 -march=x86-64-v3
clang -O1 -march=x86-64-v3
clang -O3 -march=x86-64-v4
END
if ! grep -q avx512f /proc/cpuinfo; then
    echo "no AVX-512 here: AVX2 instead"
    sed -i 's/x86-64-v4/x86-64-v3/' "$WORK/list"
fi

# build COMPILER OPTION...: the weights after an epoch go to $WORK/BUILD.safetensors.
cat >"$WORK/build" <<'END'
set -eu
label=$(echo "$*" | tr -d ' ')
mkdir "$WORK/$label"
cd "$WORK/$label"
compiler=$1
shift
"$compiler" -std=c11 "$@" -ffp-contract=off -DNETC_LANES=8 -DNETC_MAIN -D_POSIX_C_SOURCE=200809L \
    '-DNETC_VERSION="bits"' -I"$ROOT/runtime" "$WORK/dropout.c" "$ROOT"/runtime/*.c \
    -lpng -ljansson -lz -lm -o program
./program train --data "$WORK/data" --epochs 1 --quiet --output "../$label.safetensors" \
    --history history.csv
END
xargs -P "$(nproc)" -L 1 sh "$WORK/build" <"$WORK/list" || die "a build"

first=
for weights in "$WORK"/*.safetensors; do
    [ -n "$first" ] || first=$weights
    cmp "$first" "$weights" || die "${first##*/} and ${weights##*/} differ"
done
echo "4 builds give the same weights"
