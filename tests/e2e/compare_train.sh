#!/bin/sh
# compare_train.sh NETC: `netc compare --train` on a small data set: fair, resumable, and honest about
# what goes wrong.
here=$(cd "$(dirname "$0")" && pwd)
. "$(dirname "$0")/lib.sh"
facts=$here/compare_facts.py
python3 "$here/tiny_data.py" data || exit 3
mkdir tmp
TMPDIR=$scratch/tmp
export TMPDIR
cat >>small.net <<'END'
variant twin of small {
    train.seed 2
}
variant wild of small {
    OUT dense 10, linear
    train.loss mse
    train.optimizer sgd, rate 1000
}
variant held of small {
    train.validate last 1000, held_out
}
END
sed 's/28x28x1/26x26x1/; s/-> 12x12x2, params 52/-> 11x11x2/; s/-> 6x6x2/-> 5x5x2/; s/-> 72/-> 50/; s/params 730//; s/params 10,/10/; /expect/d; s/-> 10, *$/-> 10/
     /^variant/,$d; /^data/,/^}/d' small.net >narrow.net
sed 's/dense 10, softmax             -> 10, params 730/dense 11, softmax -> 11/; /expect/d; /^variant/,$d; /^data/,/^}/d' small.net >eleven.net

# compare NAME ARGUMENTS...: JSON to NAME.json, with a folder of runs of that name.
compare() {
    name=$1
    shift
    netc compare "$@" --train --data data --epochs 2 --threads 2 --keep "$name" --json >"$name.json" 2>"$name.err"
}
fact() {
    python3 "$facts" "$@"
}

check "trains two variants" compare one small.net small.net:twin small.net:rectified --seeds 2
check "says how each run ended" same "$(grep -c 'seed [12] of 2, 2 of 2 epochs, test' one.err)" 6
check "leaves no temporary folder" same "$(ls -A tmp)" ""
check "the same network has the same curve to the bit" fact same-curves one.json small twin
check "and the verdict is no difference" fact equal one.json small twin
check "another network has another one" fact other-curves one.json small rectified
check "keeps weights and predictions" test -s "$(echo one/small_rectified-*)/seed-2/weights.safetensors" -a -s "$(echo one/small_rectified-*)/seed-2/predictions.csv"

check "in another order" compare other small.net:rectified small.net:twin small.net --seeds 2
check "it finds the same" fact same-results one.json other.json
touch before
check "what is done is not done again" compare one small.net small.net:twin small.net:rectified --seeds 2
check "nor are its files touched" same "$(find one -newer before -name '*.csv')" ""
check "a further seed is trained alone" compare one small.net small.net:twin small.net:rectified --seeds 3
check "beside those of before" same "$(find one -newer before -name history.csv | grep -cv seed-3)" 0

check "a network that diverges does not stop the others" compare wild small.net:wild small.net:rectified
check "it is called so" fact states wild.json wild=diverged rectified=done
check "a report says in which epoch" status 0 netc compare small.net:wild small.net:rectified --train --data data --epochs 2 --threads 2 --keep wild --html wild.html
check "as the terminal does" sh -c 'grep -q "diverged in epoch 1" out && grep -q "seed 1 diverged in epoch 1" wild.html'
check "and its weights are not tested" sh -c '! ls wild/small_wild-*/seed-1/predictions.csv 2>/dev/null'

# interrupted: sends SIGNAL while the first run trains, and looks at the status.
interrupted() {
    rm -rf stopped
    env --default-signal=INT netc compare small.net small.net:rectified --train --data data --epochs 200 --keep stopped --threads 1 >out 2>err &
    pid=$!
    tries=0
    while [ "$(cat stopped/small-*/seed-1/history.csv 2>/dev/null | wc -l)" -lt 3 ] && [ $tries -lt 400 ]; do
        sleep 0.05
        tries=$((tries + 1))
    done
    kill -"$1" $pid
    wait $pid
    same $? "$2" && same "$(ls -A tmp)" ""
}
check "Ctrl-C ends it" interrupted INT 130
check "with what is done so far" grep -q 'the same command goes on' err
check "SIGTERM, too" interrupted TERM 143
check "and the same command goes on" status 0 netc compare small.net small.net:rectified --train --data data --epochs 200 --keep stopped --threads 1 --json
cp out stopped.json
check "in the middle of the training" grep -q '"epoch":[1-9]' stopped/small-*/seed-1/start.json
check "to the end that it would have come to" status 0 netc compare small.net small.net:rectified --train --data data --epochs 200 --keep whole --threads 1 --json
cp out whole.json
check "to the bit" fact same-results stopped.json whole.json

# A second one in the same folder, while the first works.
busy() {
    netc compare small.net small.net:rectified --train --data data --epochs 4000 --keep busy >/dev/null 2>&1 &
    pid=$!
    tries=0
    while [ ! -s "$(echo busy/small-*/seed-1/history.csv)" ] && [ $tries -lt 400 ]; do
        sleep 0.05
        tries=$((tries + 1))
    done
    status 3 netc compare small.net small.net:twin --train --data data --keep busy
    found=$?
    kill -TERM $pid
    wait $pid
    return $found
}
check "two trials in one folder are refused" busy
check "with the reason" grep -q 'another `netc compare` is at work in `busy`' err

check "a report of all that" status 0 netc compare small.net small.net:twin small.net:rectified --train --data data --epochs 2 --threads 2 --keep one --seeds 2 --html report.html --image test:3
check "is one whole page" same "$(tail -c 8 report.html)" "</html>"
for id in curves confusion disagreements filters feature-maps times; do
    check "with $id" grep -q "<section id=\"$id\"" report.html
done
check "an image that is not there" status 3 netc compare small.net small.net:twin --train --data data --epochs 2 --threads 2 --keep one --html other.html --image test:200
check "is named" grep -q '200' err
check "and no report is written" test ! -e other.html

refused() {
    status 2 netc compare "$@" --train --data data --keep refused && test ! -e refused
}
check "other images are refused" refused small.net narrow.net
check "with the reason" grep -q 'cannot be shown the same images' err
check "but compared on paper" status 0 netc compare small.net narrow.net
check "other classes are refused" refused small.net eleven.net
check "with the reason" grep -q 'answers do not mean the same' err
check "another split is refused" refused small.net small.net:held
check "with the way out" grep -q -e "--set 'train.validate=test'" err
check "no data" status 2 netc compare small.net small.net:twin --train
check "is said" grep -q 'no data: neither' err
check "a folder without data" status 3 netc compare small.net small.net:twin --train --data tmp
check "a folder that is not there" status 3 netc compare small.net small.net:twin --train --data none
check "a compiler that fails" status 3 env CC=false netc compare small.net small.net:twin --train --data data
check "a report that cannot be written" status 3 netc compare small.net small.net:twin --train --data data --html none/report.html --keep unwritten
check "is known before the work" test ! -e unwritten
check "runs that cannot be kept" status 3 netc compare small.net small.net:twin --train --data data --keep small.net/x

# A disk that fills up: files may not grow beyond 1 KB.
full() {
    sh -c 'ulimit -f 2; exec netc compare small.net small.net:twin --train --data data --epochs 1 --keep full'
}
check "a disk that is full" status 3 full
check "is said" grep -q 'File too large' err
check "leaves nothing behind" same "$(ls -A tmp)" ""
finish
