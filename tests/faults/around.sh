#!/bin/sh
# around.sh NETC ROOT RUNTIME INJECT: what happens around a program while it works. Signals interrupt it all the
# time, also where it reads and writes pipes; its folder becomes read-only, or is taken away; the disk is full.
. "$(dirname "$0")/../generated/common.sh"
runtime=$1 inject=$2 script=$(realpath "$0")
OMP_WAIT_POLICY=passive
export OMP_WAIT_POLICY
cd "$WORK"
chmod 755 .
cat > small.net << END
network small {
    input 28x28x1
    C1: conv 3 of 7x7, stride 3, squash
    S2: avgpool 2x2
        flatten
    F3: dense 10, softmax
}
data mnist { scale 1/255 }
train { optimizer adam, rate 0.002; batch 4; epochs 30; validate none }
END
IMAGES=200
write_data
"$NETC" small.net -o small.c --target generic || die "netc"
${CC:-cc} -std=c11 -O1 -ffp-contract=off -DNETC_MAIN -I"$ROOT/runtime" small.c "$runtime" -fopenmp -lpng -ljansson -lz \
    -lm -o small || die "cc"

# storm COMMAND...: a signal every 200 microseconds.
storm() {
    INJECT="storm 200" LD_PRELOAD=$inject "$@"
}

slowly() { # from one end of a pipe to the other
    while IFS= read -r line; do
        sleep 0.01
        printf '%s\n' "$line"
    done
}

./small train --data data --threads 2 --json --output calm --checkpoint calm.checkpoint > calm.json
storm ./small train --data data --threads 2 --json --output stormy --checkpoint stormy.checkpoint | slowly > stormy.json
cmp calm stormy || die "signals: other weights"
tail -n 1 calm.json > calm.end
tail -n 1 stormy.json | cmp - calm.end || die "signals: not all events arrived: $(tail -n 1 stormy.json)"
"$NETC" summary small.net > calm.txt
slowly < small.net | storm "$NETC" summary - | slowly > stormy.txt
sed 's/<stdin>/small.net/' stormy.txt | cmp - calm.txt || die "signals: netc"

# Becomes the program, for somebody to whom a folder can be read-only.
become() {
    if [ "$(id -u)" -eq 0 ]; then
        exec setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
    else
        exec "$@"
    fi
}

# train_until: begins a training in the folder `there`, and waits for its first checkpoint.
train_until() {
    mkdir -m 777 there
    become ./small train --data data --quiet --epochs 100000 --threads 1 --output there/w --history there/h \
        --checkpoint there/c 2> err &
    child=$!
    while [ ! -s there/c ]; do
        sleep 0.02
    done
}

# fails TEXT: the training cannot write, and says so.
fails() {
    status=0
    kill $child 2> /dev/null || true # it may have found out by itself
    wait $child || status=$?
    [ $status -eq 3 ] || die "$1: status $status: $(cat err)"
    grep -q "^error: .*: cannot write: $1" err || die "no \`$1\` in: $(cat err)"
}

train_until
chmod 555 there
cp there/c kept
fails "Permission denied"
cmp there/c kept || die "read-only folder: the checkpoint has changed"
chmod 777 there
rm -r there
train_until
mv there elsewhere
fails "No such file or directory"

# A disk of 64 KiB, where one may be mounted.
if unshare -rm true 2> unshare.txt; then
    unshare -rm sh "$(dirname "$script")/full_disk.sh" "$NETC"
else
    echo "a small disk cannot be mounted here: $(cat unshare.txt)"
fi
