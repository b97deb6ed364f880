#!/bin/sh
# warnings.sh NETC RUNTIME SPEC: the C of the network and of each of its variants compiles without a warning,
# as a library and as a program.
set -eu
netc=$1 runtime=$2 spec=$3
strict="-std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror"
work=$(mktemp -d "${TMPDIR:-/tmp}/netc-models-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

count=0
for variant in "" $(sed -n 's/^variant \([A-Za-z0-9_]*\) of .*/\1/p' "$spec"); do
    "$netc" "$spec" ${variant:+--variant "$variant"} -o "$work/model.c"
    for compiler in ${CC:-gcc clang}; do
        command -v "$compiler" >/dev/null || continue
        for use in "" -DNETC_MAIN; do
            # shellcheck disable=SC2086
            "$compiler" $strict -O1 $use -I"$runtime" -c -o "$work/model.o" "$work/model.c"
            count=$((count + 1))
        done
    done
done
echo "${spec##*/}: compiled $count times"
[ $count -gt 0 ]
