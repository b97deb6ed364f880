#!/bin/sh
# run.sh NETC NAME: one golden case, from cases/NAME.*
#
#   NAME.net, NAME.yaml, NAME.txt  inputs; they are copied to an empty folder, with small.net
#   NAME.cmd     shell commands that run in it, with netc in the PATH;
#                without one: netc check NAME.net (or NAME.yaml)
#   NAME.out     all that goes to standard output;  none: nothing
#   NAME.err     all that goes to standard error;   none: nothing
#   NAME.status  exit status;  none: 0 without NAME.err, 1 with it
#
# NETC_UPDATE_GOLDEN=1 writes the expectations instead: read the diff before you commit it.
set -u
netc=$1 name=$2
here=$(cd "$(dirname "$0")" && pwd)
case=$here/cases/$name
LC_ALL=C PATH=$(dirname "$netc"):$PATH
export LC_ALL PATH
unset CC CFLAGS NO_COLOR NETC_RUNTIME NETC_DATA

scratch=$(mktemp -d) || exit 3
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$scratch/work"
cp "$here/small.net" "$scratch/work"
spec=
for input in "$case.net" "$case.yaml" "$case.txt"; do
    [ -f "$input" ] || continue
    cp "$input" "$scratch/work"
    [ -n "$spec" ] || spec=${input##*/}
done

cd "$scratch/work" || exit 3
if [ -f "$case.cmd" ]; then
    sh "$case.cmd" >"$scratch/out" 2>"$scratch/err"
else
    netc check "$spec" >"$scratch/out" 2>"$scratch/err"
fi </dev/null
echo $? >"$scratch/status"

implied=0
[ -s "$scratch/err" ] && implied=1
if [ "${NETC_UPDATE_GOLDEN:-0}" = 1 ]; then
    for stream in out err; do
        if [ -s "$scratch/$stream" ]; then
            cp "$scratch/$stream" "$case.$stream"
        else
            rm -f "$case.$stream"
        fi
    done
    if [ "$(cat "$scratch/status")" = $implied ]; then
        rm -f "$case.status"
    else
        cp "$scratch/status" "$case.status"
    fi
    exit 0
fi

failed=0
echo $implied >"$scratch/implied"
: >"$scratch/empty"
for stream in out err status; do
    expected=$case.$stream
    if [ ! -f "$expected" ]; then
        expected=$scratch/empty
        [ $stream = status ] && expected=$scratch/implied
    fi
    diff -u "$expected" "$scratch/$stream" || failed=1
done
[ $failed = 0 ] || echo "golden case $name differs; see $here/run.sh"
exit $failed
