#!/bin/sh
# nan.sh NETC ROOT RUNTIME OPTIMIZER...: one image among many is so bright that the last layer overflows. Training
# stops and names that layer; or it leaves the step out, in one go and in parts to the same bits, and what it has
# learnt is finite. Where all images are so bright, it gives up.
. "$(dirname "$0")/../generated/common.sh"
runtime=$1
shift
IMAGES=40
write_data
for set in train t10k; do # all are black, but one
    {
        head -c 16 "$WORK/images"
        head -c $((30 * 784)) /dev/zero
        head -c 784 /dev/zero | tr '\0' '\377'
        head -c $((9 * 784)) /dev/zero
    } > "$WORK/data/$set-images-idx3-ubyte"
done
cd "$WORK"
cp -r data bright
for set in train t10k; do
    { head -c 16 images && head -c $((IMAGES * 784)) /dev/zero | tr '\0' '\377'; } > bright/$set-images-idx3-ubyte
done

# has FILE TEXT
has() {
    grep -q -- "$2" "$1" || die "$optimizer: no \`$2\` in: $(cat "$1")"
}

# train STATUS DATA OPTION...
train() {
    expected=$1 data=$2 status=0
    shift 2
    ./small train --data "$data" --threads 2 "$@" > out 2> err || status=$?
    [ $status -eq "$expected" ] || die "$optimizer: train $*: status $status: $(cat err)"
}

for optimizer; do
    options=
    case $optimizer in
    sgd | rmsprop) options=", momentum 0.5" ;;
    sdlm) options=", patterns 20" ;;
    esac
    cat > small.net << END
network small {
    input 28x28x1
    C1: conv 3 of 7x7, stride 3, relu, init constant 1e6
    C2: conv 3 of 1x1, relu, init constant 1e6
    C3: conv 3 of 1x1, relu, init constant 1e6
    C4: conv 3 of 1x1, relu, init constant 1e6
    S5: avgpool 2x2
    D6: dropout 0.2
        flatten
    F7: dense 10, softmax, init constant 1e6
}
data mnist { scale 1e6 }
train {
    optimizer $optimizer, rate 0.01$options
    batch 4; epochs 3
    validate none
}
END
    "$NETC" small.net -o small.c || die "netc"
    ${CC:-cc} -std=c11 -O1 -ffp-contract=off -DNETC_MAIN -I"$ROOT/runtime" small.c "$runtime" -fopenmp -lpng -ljansson -lz \
        -lm -o small || die "cc"
    rm -f small.safetensors
    train 1 data
    has err "^error: the loss is not a number after step [0-9]*: the output of \`F7\` is the first that is not finite;"
    [ ! -e small.safetensors ] || die "$optimizer: weights of a training that failed"
    train 0 data --on-nan skip --output whole
    has err "^warning: step [0-9]* is left out: the output of \`F7\` is the first"
    has out "^left out: 3 steps with numbers that are not finite"
    rm -f c
    train 0 data --on-nan skip --output parts --checkpoint c --epochs 1
    train 0 data --on-nan skip --output parts --checkpoint c --resume --json
    has out '"status":"done","epoch":3,"skipped":3}'
    cmp whole parts || die "$optimizer: in parts, the weights differ"
    train 1 bright --on-nan skip
    has err "^error: after step 10, 10 steps in a row were left out: the output of \`F7\`"
done
