# shellcheck shell=sh disable=SC2034
# What the scripts of this folder share. Sourced with: NETC ROOT, then the arguments of its own.
set -eu
NETC=$1 ROOT=$2
shift 2
SPEC=$ROOT/models/lenet5.net OPTIONS=
NETWORKS="lenet5 lenet5_relu_max sdlm rbf rbf_trained" # sdlm and rbf with second derivatives
STRICT="-std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror"
WORK=$(mktemp -d "${TMPDIR:-/tmp}/netc-generated-XXXXXX")
trap 'rm -rf "$WORK"' EXIT
trap 'exit 1' HUP INT TERM

die() {
    echo "FAILED: $*" >&2
    exit 1
}

# The compilers to try: those of gcc and clang that are there, or $CC.
compilers() {
    for compiler in ${CC:-gcc clang}; do
        if command -v "$compiler" > /dev/null; then
            echo "$compiler"
        fi
    done
}

# use NETWORK: what `generate` is to make, one of $NETWORKS.
use() {
    SPEC=$ROOT/models/lenet5.net OPTIONS=
    case $1 in
    lenet5_*) OPTIONS="--variant ${1#lenet5_}" ;;
    sdlm | rbf) SPEC=$ROOT/tests/generated/$1.net ;;
    rbf_*) SPEC=$ROOT/tests/generated/rbf.net OPTIONS="--variant ${1#rbf_}" ;;
    esac
}

# generate NAME [netc's options]: NAME.c and NAME.h in $WORK.
generate() {
    generate_name=$1
    shift
    # shellcheck disable=SC2086 # words
    "$NETC" "$SPEC" $OPTIONS -o "$WORK/$generate_name.c" "$@" || die "netc $*"
}

# big_endian NUMBER: four bytes, as printf writes them.
big_endian() {
    printf '\\%03o\\%03o\\%03o\\%03o' $(($1 >> 24)) $(($1 >> 16 & 255)) $(($1 >> 8 & 255)) $(($1 & 255))
}

# write_data: $IMAGES images in $WORK/data. Labels 0 to 9 in turn, images from the bytes of netc itself.
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
