#!/bin/sh
# bits.sh NETC ROOT DIFFERENTIAL - generated C gives the same bits for the same number of lanes, however
# it is compiled: with gcc and clang, -O1 to -O3, for AVX2 and AVX-512, whether the compiler may
# contract or not; and without fused multiply-adds the bits of a machine that has none.
set -eu
NETC=$1 ROOT=$2 DIFFERENTIAL=$3
HERE=$ROOT/tests/bits
WORK=$(mktemp -d "${TMPDIR:-/tmp}/netc-bits-XXXXXX")
trap 'rm -rf "$WORK"' EXIT
trap 'exit 1' HUP INT TERM
export HERE WORK ROOT

die() {
    echo "FAILED: $*" >&2
    exit 1
}

# network NAME SPEC [OPTION...]
network() {
    name=$1
    shift
    "$NETC" "$@" --target avx512 -o "$WORK/c/$name.c" || die "netc $*"
}

mkdir "$WORK/c"
network lenet5 "$ROOT/models/lenet5.net"
network online "$ROOT/models/lenet5_1998.net"
network wide "$ROOT/models/lenet_20_50_500.net" --set C1.filters=6 --set C3.filters=11 --set FC5.units=37
network dropout "$ROOT/tests/generated/dropout.net"
# Random ones, with the other kinds of layers, losses and optimizers.
"$DIFFERENTIAL" --seed 5 --count 3 --keep "$WORK/c" >/dev/null || die "$DIFFERENTIAL"
sed -n 's/^const struct netc_model \([a-zA-Z0-9_]*\) = {$/extern const struct netc_model \1;/p' "$WORK"/c/*.c \
    >"$WORK/networks.h"
sed 's/.* \(.*\);/MODEL(\1)/' "$WORK/networks.h" | tr '\n' ' ' | sed 's/^/#define MODELS /' >"$WORK/models"
cat "$WORK/models" >>"$WORK/networks.h"

# build GROUP COMPILER FLAGS...: the hashes go to $WORK/GROUP.FLAGS.
cat >"$WORK/build" <<'END'
set -eu
group=$1 compiler=$2
shift 2
label=$(echo "$compiler $*" | tr ' ' '_')
mkdir "$WORK/$label"
cd "$WORK/$label"
$compiler -std=c11 "$@" -DNETC_MODEL -I"$ROOT/runtime" -c "$WORK"/c/*.c
$compiler -std=c11 -O1 -I"$ROOT/runtime" -I"$WORK" "$HERE/bits.c" ./*.o -lm -o bits
./bits >"$WORK/$group.$label"
END

# Builds, one a line: the group whose bits are the same, the compiler, its options. With fused
# multiply-adds in the C, a compiler has nothing left to contract; without, it must be told not to.
cat >"$WORK/list" <<'END'
8_fused gcc -O1 -march=x86-64-v3 -ffp-contract=off -DNETC_LANES=8
8_fused gcc -O2 -march=x86-64-v3 -ffp-contract=fast -DNETC_LANES=8
8_fused gcc -O3 -march=x86-64-v3 -ffp-contract=fast -DNETC_LANES=8
8_fused gcc -O1 -march=x86-64-v4 -ffp-contract=fast -DNETC_LANES=8
8_fused gcc -O2 -march=x86-64-v4 -ffp-contract=off -DNETC_LANES=8
8_fused gcc -O3 -march=x86-64-v4 -ffp-contract=fast -DNETC_LANES=8
8_fused clang -O1 -march=x86-64-v3 -ffp-contract=fast -DNETC_LANES=8
8_fused clang -O2 -march=x86-64-v3 -ffp-contract=off -DNETC_LANES=8
8_fused clang -O3 -march=x86-64-v3 -ffp-contract=fast -DNETC_LANES=8
8_fused clang -O1 -march=x86-64-v4 -ffp-contract=off -DNETC_LANES=8
8_fused clang -O2 -march=x86-64-v4 -ffp-contract=fast -DNETC_LANES=8
8_fused clang -O3 -march=x86-64-v4 -ffp-contract=fast -DNETC_LANES=8
16_fused gcc -O1 -march=x86-64-v3 -ffp-contract=fast -DNETC_LANES=16
16_fused gcc -O3 -march=x86-64-v4 -ffp-contract=off -mprefer-vector-width=512
16_fused clang -O3 -march=x86-64-v4 -ffp-contract=fast
4_plain gcc -O1 -march=x86-64 -ffp-contract=off
4_plain clang -O2 -march=x86-64 -ffp-contract=off
4_plain gcc -O3 -march=x86-64-v3 -ffp-contract=off -DNETC_LANES=4 -DNETC_FUSED=0
4_plain clang -O1 -march=x86-64-v3 -ffp-contract=off -DNETC_LANES=4 -DNETC_FUSED=0
END
if ! grep -q avx512f /proc/cpuinfo; then
    echo "no AVX-512 here: left out"
    sed -i '/x86-64-v4/d' "$WORK/list"
fi

# build GROUP COMPILER OPTION...: the hashes go to $WORK/GROUP/BUILD.
cat >"$WORK/build" <<'END'
set -eu
group=$1 compiler=$2
shift 2
label=$(echo "$compiler$*" | tr -d ' /')
mkdir "$WORK/$label"
mkdir -p "$WORK/$group"
cd "$WORK/$label"
"$compiler" -std=c11 "$@" -DNETC_MODEL -I"$ROOT/runtime" -c "$WORK"/c/*.c
"$compiler" -std=c11 -O1 -I"$ROOT/runtime" -I"$WORK" "$HERE/bits.c" ./*.o -lm -o bits
./bits >"$WORK/$group/$label"
END
xargs -P "$(nproc)" -L 1 sh "$WORK/build" <"$WORK/list" || die "a build"

for group in 8_fused 16_fused 4_plain; do
    first=
    for build in "$WORK/$group"/*; do
        [ -n "$first" ] || first=$build
        diff "$first" "$build" >"$WORK/differences" || {
            cat "$WORK/differences"
            die "${first##*/} and ${build##*/} give other bits"
        }
    done
    echo "$group: $(find "$WORK/$group" -type f | wc -l) builds give the same bits"
done
