#!/bin/sh
# kill.sh NETC ROOT RUNTIME KILLER OPTIMIZER [KILLS [SEED]]: a network with dropout and distorted images,
# trained by the optimizer and killed so many times, ends with the bits of a training that was not. RUNTIME
# is the library; KILLER is kill_rounds.
. "$(dirname "$0")/../generated/common.sh"
runtime=$1 killer=$2 optimizer=$3 kills=${4-12} seed=${5-}
case $optimizer in
sgd) options="momentum 0.9, nesterov yes, weight_decay 0.001" ;;
rmsprop) options="momentum 0.5" ;;
sdlm) options="patterns 100" ;;
*) options="weight_decay 0.01" ;;
esac
cat >"$WORK/small.net" <<END
network small {
    input 28x28x1
    C1: conv 3 of 7x7, stride 3, squash
    S2: avgpool 2x2
    D3: dropout 0.2
        flatten
    F4: dense 10, softmax
}
data mnist { scale 1/255 }
train {
    optimizer $optimizer, rate 0.002, $options
    schedule cosine, epochs 5, warmup 1
    augment affine, copies 1, fresh yes
    batch 4; epochs 6
    validate last 50, held_out
}
END
IMAGES=800
write_data
"$NETC" "$WORK/small.net" -o "$WORK/small.c" || die "netc"
${CC:-cc} -std=c11 -O2 -march=native -ffp-contract=off -DNETC_MAIN -I"$ROOT/runtime" "$WORK/small.c" \
    "$runtime" -fopenmp -lpng -ljansson -lz -lm -o "$WORK/small" || die "cc"
cd "$WORK"
"$killer" ./small data "$kills" $seed
