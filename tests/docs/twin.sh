#!/bin/sh
# twin.sh NETC MODELS: every MODEL.yaml there is what `netc convert` makes of MODEL.net, gives the same C to
# the byte, and becomes the same .net again but for comments.
set -u
netc=$1 models=$2
scratch=$(mktemp -d) || exit 3
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$scratch/net" "$scratch/yaml"
failed=0 count=0

same() { # FILE FILE
    diff -u "$1" "$2" || failed=1
}

for yaml in "$models"/*.yaml; do
    net=${yaml%.yaml}.net
    count=$((count + 1))
    "$netc" convert "$net" --to yaml >"$scratch/converted.yaml" || failed=1
    same "$yaml" "$scratch/converted.yaml"

    "$netc" "$net" -o "$scratch/net/model.c" || failed=1
    "$netc" "$yaml" -o "$scratch/yaml/model.c" || failed=1
    same "$scratch/net/model.c" "$scratch/yaml/model.c"
    same "$scratch/net/model.h" "$scratch/yaml/model.h"

    sed -e '/^ *#/d' -e 's/ *#.*//' "$net" | "$netc" fmt - >"$scratch/plain.net" || failed=1
    "$netc" convert "$yaml" --to net >"$scratch/back.net" || failed=1
    sed -i '/./,$!d' "$scratch/plain.net"
    same "$scratch/plain.net" "$scratch/back.net"
done
[ $count -gt 0 ] || { echo "no model has a twin"; failed=1; }
exit $failed
