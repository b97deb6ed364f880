#!/bin/sh
# The same network gives the same bytes: twice, from elsewhere, in another locale, and from YAML.
. "$(dirname "$0")/common.sh"

same() {
    for ending in c h; do
        cmp "$WORK/$1/lenet.$ending" "$WORK/$2/lenet.$ending" || die "$1 and $2 differ"
    done
}

for variant in "" relu_max; do
    mkdir -p "$WORK/first" "$WORK/second" "$WORK/elsewhere" "$WORK/yaml"
    options=${variant:+--variant $variant}
    "$NETC" "$SPEC" -o "$WORK/first/lenet.c" $options
    "$NETC" "$SPEC" -o "$WORK/second/lenet.c" $options
    same first second
    cp "$SPEC" "$WORK/elsewhere/other_name.net"
    (cd "$WORK/elsewhere" &&
        TZ=Asia/Tokyo LC_ALL=C HOME=/nowhere "$NETC" other_name.net -o lenet.c $options)
    same first elsewhere
    "$NETC" "$ROOT/models/lenet5.yaml" -o "$WORK/yaml/lenet.c" $options
    same first yaml
    "$NETC" convert "$SPEC" --to yaml > "$WORK/yaml/converted.yaml"
    "$NETC" "$WORK/yaml/converted.yaml" -o "$WORK/yaml/lenet.c" $options
    same first yaml
done
