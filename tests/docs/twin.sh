#!/bin/sh
# twin.sh NETC MODELS: what `netc convert` makes of every MODEL.net gives the same C to the byte, of the network and
# of each variant, and becomes the same .net again but for comments and blank lines. A MODEL.yaml that is there is that twin.
set -u
netc=$1 models=$2
scratch=$(mktemp -d) || exit 3
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$scratch/net" "$scratch/yaml"
failed=0 count=0 files=0

same() { # FILE FILE
    diff -u "$1" "$2" || failed=1
}

for net in "$models"/*.net; do
    count=$((count + 1))
    yaml=$scratch/twin.yaml
    "$netc" convert "$net" --to yaml >"$yaml" || failed=1
    if [ -f "${net%.net}.yaml" ]; then
        files=$((files + 1))
        same "${net%.net}.yaml" "$yaml"
    fi

    for variant in "" $(sed -n 's/^variant \([A-Za-z0-9_]*\) of .*/\1/p' "$net"); do
        "$netc" "$net" ${variant:+--variant "$variant"} -o "$scratch/net/model.c" || failed=1
        "$netc" "$yaml" ${variant:+--variant "$variant"} -o "$scratch/yaml/model.c" || failed=1
        same "$scratch/net/model.c" "$scratch/yaml/model.c"
        same "$scratch/net/model.h" "$scratch/yaml/model.h"
    done

    sed -e '/^ *#/d' -e 's/ *#.*//' "$net" | "$netc" fmt - >"$scratch/plain.net" || failed=1
    "$netc" convert "$yaml" --to net >"$scratch/back.net" || failed=1
    sed -i '/./,$!d' "$scratch/plain.net"
    diff -u -B "$scratch/plain.net" "$scratch/back.net" || failed=1
done
if [ $files -eq 0 ] || [ $count -le $files ]; then
    echo "$files of $count models have a twin"
    failed=1
fi
exit $failed
