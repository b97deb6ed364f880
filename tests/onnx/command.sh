#!/bin/sh
# command.sh NETC: `netc export --to onnx` from outside: the same bytes each time, and what it refuses.
# shellcheck source=../e2e/lib.sh
. "$(dirname "$0")/../e2e/lib.sh"

cat >tiny.net <<'END'
network tiny {
    input 1x1x2
    flatten
    D: dense 1, bias none, linear
}
variant squashed of tiny {
    linear -> squash
}
END

# weights FILE TENSOR: a file of two numbers, 1 and 2.
weights() {
    header=$(printf '{"%s":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}' "$2")
    {
        # shellcheck disable=SC2059 # the format is the byte
        printf "\\$(printf %o ${#header})\\0\\0\\0\\0\\0\\0\\0"
        printf '%s\0\0\200\077\0\0\0\100' "$header"
    } >"$1"
}

# refused STATUS TEXT COMMAND...: ends with STATUS, says TEXT, and writes nothing.
refused() {
    wanted=$1 text=$2
    shift 2
    rm -f net.onnx
    status "$wanted" "$@" || return 1
    [ ! -e net.onnx ] || return 1
    grep -q -F -e "$text" err || { cat err; return 1; }
}

weights tiny.safetensors D.weight
weights other.safetensors E.weight
check "writes a file" status 0 netc export tiny.net --weights tiny.safetensors --to onnx -o net.onnx
check "says nothing" same "$(cat out err)" ""
check "the ending says the format" status 0 netc export tiny.net --weights tiny.safetensors -o again.onnx
check "the same bytes" cmp net.onnx again.onnx
check "the numbers are in it" sh -c "od -A n -t x1 net.onnx | tr -d ' \n' | grep -q 0000803f00000040"
check "a variant" status 0 netc export tiny.net --variant squashed --weights tiny.safetensors -o variant.onnx
check "is in the file" grep -q squashed variant.onnx
check "a setting" status 0 netc export tiny.net --set D.activation=relu --weights tiny.safetensors -o set.onnx
check "makes another file" sh -c '! cmp -s net.onnx set.onnx'

check "no weights" refused 2 "no weights are given" netc export tiny.net -o net.onnx
check "no output" refused 2 "no file to write is given" netc export tiny.net --weights tiny.safetensors
check "no format" refused 2 "export to what?" netc export tiny.net --weights tiny.safetensors -o net.bin
check "an unknown format" refused 2 "--to" netc export tiny.net --weights tiny.safetensors --to onnxx -o net.onnx
check "weights that are missing" refused 3 "none.safetensors: cannot be read" \
    netc export tiny.net --weights none.safetensors -o net.onnx
check "weights of another network" refused 3 "tensor \`D.weight\` is missing" \
    netc export tiny.net --weights other.safetensors -o net.onnx
check "a file that holds no weights" refused 3 "no safetensors file" \
    netc export tiny.net --weights tiny.net -o net.onnx
check "a folder that is missing" refused 3 "its folder does not exist" \
    netc export tiny.net --weights tiny.safetensors -o none/net.onnx
check "a spec that is wrong" refused 1 "error" netc export small.net --set C1.filters=none --weights tiny.safetensors -o net.onnx
finish
