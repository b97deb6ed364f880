#!/bin/sh
# growth.sh NETC COST: the emitted C does not grow with image or kernel, and netc does not need much
# memory for a deep network. How long it takes is not asked.
set -eu
netc=$1
cost=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# bytes SIDE KERNEL: of the C of a small network for images of that side.
bytes() {
    cat >"$work/n.net" <<END_NET
network n {
    input $1x$1x1
    conv 8 of $2x$2, pad same, relu
    maxpool 2x2
    conv 16 of $2x$2, pad same, relu
    maxpool 2x2
    flatten
    dense 10, softmax
}
data { }
train { loss cross_entropy; optimizer sgd, rate 0.001; batch 64 }
END_NET
    "$netc" --target=avx512 "$work/n.net" -o "$work/n.c"
    wc -c <"$work/n.c"
}

# near A B WHAT: B is at most a tenth more than A.
near() {
    [ "$2" -le $(($1 * 11 / 10)) ] || {
        echo "$3: $1 bytes of C become $2"
        exit 1
    }
}

small=$(bytes 16 5)
for side in 31 64 128 256; do
    near "$small" "$(bytes $side 5)" "a side of $side"
done
small=$(bytes 32 3)
for kernel in 5 7 11 15; do
    near "$small" "$(bytes 32 $kernel)" "a kernel of $kernel"
done

{
    echo "network n { input 28x28x1"
    for _ in $(seq 198); do
        echo "conv 8 of 3x3, pad same, relu"
    done
    echo "flatten; dense 10, softmax }"
    echo "data { }; train { loss cross_entropy; optimizer sgd, rate 0.001; batch 64 }"
} | sed 's/}; train/}\ntrain/' >"$work/deep.net"
memory=$("$cost" 1 "$netc" --target=avx512 "$work/deep.net" -o "$work/deep.c" | cut -d ' ' -f 3)
[ "$memory" -le 50000000 ] || {
    echo "200 layers take $memory bytes of memory, more than 50 MB"
    exit 1
}
