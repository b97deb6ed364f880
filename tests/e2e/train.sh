#!/bin/sh
# train.sh NETC: `netc train` with a compiler of ours, which notes its command line and "compiles" to
# a shell script; then once with the real one.
. "$(dirname "$0")/lib.sh"
mkdir tmp bin
TMPDIR=$scratch/tmp
export TMPDIR

cat >bin/fakecc <<'END'
#!/bin/sh
case "$*" in
*-dM*) echo "#define __AVX512F__ 1"; exit 0 ;;
*-fsyntax-only*) case "$*" in *prefer-vector-width*) exit 1 ;; *) exit 0 ;; esac ;;
esac
printf '%s\n' "$@" >"$HERE/arguments"
while [ "$1" != -o ]; do shift; done
[ -n "${SLOW_COMPILER:-}" ] && { : >"$HERE/started"; exec sleep 30; }
cp "$HERE/program" "$2"
chmod +x "$2"
END
cat >program <<'END'
#!/bin/sh
echo "program $*"
case " $* " in
*" --status "*) exit 42 ;;
*" --wait "*) trap 'echo stopped; exit 7' TERM INT; : >"$HERE/started"
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do sleep 0.5; done ;;
*" --crash "*) kill -SEGV $$ ;;
esac
END
chmod +x bin/fakecc
HERE=$scratch
export HERE

CC="$scratch/bin/fakecc --first"
CFLAGS="-DONE  -DTWO"
export CC CFLAGS
check "runs train" status 0 netc train small.net
check "with no arguments" same "$(cat out)" "program train"
check "passes words of CC" same "$(head -n 1 arguments)" "--first"
check "keeps what the compiler takes" grep -qx -e -march=native arguments
check "leaves out what it does not" sh -c '! grep -q prefer-vector-width arguments'
check "names the machine of --target" sh -c 'netc train small.net --target avx2 && grep -qx -e -march=x86-64-v3 arguments && ! grep -q native arguments'
check "passes CFLAGS, split" grep -qx -e -DTWO arguments
check "passes NETC_MAIN" grep -qx -e -DNETC_MAIN arguments
check "links the runtime" grep -q '/libnetc_runtime\.a$' arguments
check "removes its folder" same "$(ls -A tmp)" ""
check "passes arguments" status 0 netc train small.net -- --epochs 3 --data "a b"
check "behind train" same "$(cat out)" "program train --epochs 3 --data a b"
check "passes another command" status 0 netc train small.net -- test --data x
check "as it is" same "$(cat out)" "program test --data x"
check "passes the status on" status 42 netc train small.net -- --status
check "a crash is 128 and the signal" status 139 netc train small.net -- --crash
check "and removes its folder" same "$(ls -A tmp)" ""

# stop SIGNAL STATUS ARGUMENTS...: sends netc the signal once its child is at work.
stop() {
    signal=$1 expected=$2
    shift 2
    rm -f started
    # A shell starts background programs with SIGINT ignored; env gives it back.
    env --default-signal=INT netc train small.net -- "$@" >out 2>err &
    pid=$!
    tries=0
    while [ ! -e started ] && [ $tries -lt 200 ]; do
        sleep 0.05
        tries=$((tries + 1))
    done
    kill -"$signal" $pid
    wait $pid
    same $? "$expected" && same "$(ls -A tmp)" ""
}
check "SIGTERM reaches the program, whose status counts" stop TERM 7 --wait
check "the program could say goodbye" grep -qx stopped out
check "SIGINT as well" stop INT 7 --wait
SLOW_COMPILER=1
export SLOW_COMPILER
check "SIGINT while it compiles" stop INT 130
check "SIGTERM while it compiles" stop TERM 143
unset SLOW_COMPILER

CC=no-such-compiler
check "a missing compiler has status 3" status 3 netc train small.net
check "and a message" grep -q 'cannot run the C compiler `no-such-compiler`' err
check "and leaves nothing" same "$(ls -A tmp)" ""
CC=false
check "a failing compiler has status 3" status 3 netc train small.net
check "and leaves nothing" same "$(ls -A tmp)" ""
unset CC CFLAGS

check "the real thing" status 0 netc train small.net -- info
check "is the network of the spec" grep -q small out
check "and leaves nothing" same "$(ls -A tmp)" ""
finish
