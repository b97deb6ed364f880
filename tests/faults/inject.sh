#!/bin/sh
# inject.sh NETC ROOT RUNTIME ROUNDS INJECT [COUNT [SEED]]: netc, and the program of a network, with a fault
# at COUNT places that the seed draws, or at every place (0): an allocation fails, or it and all after it; a
# call that works on a file fails, or is interrupted. ROUNDS is fault_rounds, INJECT its library.
. "$(dirname "$0")/../generated/common.sh"
runtime=$1 rounds=$2 inject=$3 count=${4-0} seed=${5-$(date +%s)}
LC_ALL=C OMP_WAIT_POLICY=passive
export LC_ALL OMP_WAIT_POLICY
EINTR=4 EIO=5 ENOSPC=28

# try NAME [-t] COMMAND...: in the folder NAME, from a copy of NAME.before.
failed=
try() {
    name=$1 times=
    shift
    if [ "$1" = -t ]; then
        times=-t
        shift
    fi
    # shellcheck disable=SC2086 # words
    "$rounds" "$inject" "$name" $times -n "$count" -s "$seed" memory "memory on" "files $EIO" \
        "files $ENOSPC" "files $EINTR" -- "$@" || failed="$failed $name"
}

cd "$WORK"
cp "$ROOT/models/lenet5.net" "$ROOT/models/lenet5.yaml" .
cat > small.net << END
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
    optimizer sdlm, rate 0.002, patterns 20
    augment affine, copies 1, fresh yes
    batch 4; epochs 1
    validate last 10, held_out
}
END
IMAGES=40
write_data
"$NETC" small.net -o small.c
${CC:-cc} -std=c11 -O2 -march=native -ffp-contract=off -DNETC_MAIN -I"$ROOT/runtime" small.c "$runtime" \
    -fopenmp -lpng -ljansson -lz -lm -o small
cp -r data packed
gzip packed/*
mkdir compile.before train.before resume.before
echo old | tee compile.before/o.c > compile.before/o.h
(
    cd train.before
    ../small train --quiet --data ../data --checkpoint c.checkpoint --seed 2 --threads 1
    cd ../resume.before
    ../small train --quiet --data ../data --checkpoint c.checkpoint --seed 3 --threads 1
    cd ..
    cp resume.before/small.safetensors weights
    ./small augment --data data --output digits.png
) > log.txt

echo "random seed $seed"
target="--target avx2"
# shellcheck disable=SC2086 # words
{
    try compile "$NETC" ../lenet5.net -o o.c $target
    try compile_first "$NETC" ../lenet5.net -o o.c $target
    try check "$NETC" check ../lenet5.net
    try check_yaml "$NETC" check ../lenet5.yaml
    try summary "$NETC" summary ../lenet5.net $target
    try roofline "$NETC" summary --roofline --json ../lenet5.net $target
    try fmt "$NETC" fmt ../lenet5.net
    try to_yaml "$NETC" convert --to yaml -o l.yaml ../lenet5.net
    try to_net "$NETC" convert --to net -o l.net ../lenet5.yaml
    try draw "$NETC" draw -o l.svg ../lenet5.net
    try compare "$NETC" compare --html l.html ../lenet5.net $target
    try compare_json "$NETC" compare --json ../lenet5.net $target
    try reference "$NETC" reference
    try train_first -t ../small train --quiet --data ../packed --checkpoint c.checkpoint --threads 1
    try train -t ../small train --quiet --data ../data --checkpoint c.checkpoint --seed 2 --threads 2
    try resume -t ../small train --json --data ../data --checkpoint c.checkpoint --seed 3 --threads 1 \
        --epochs 2 --resume
    try test ../small test --json --data ../packed --weights ../weights --threads 1 --predictions p.csv
    try predict ../small predict --weights ../weights ../digits.png
    try activations ../small activations --data ../packed --weights ../weights --output a.json test:1 \
        ../digits.png
    try augment ../small augment --data ../packed --output a.png
    try export ../small export --weights ../weights
    try info ../small info
}
[ -z "$failed" ] || die "with seed $seed:$failed"
