#!/bin/sh
# walk.sh DOCUMENT: follows the steps of a document in a copy of the tree. Behind ``` stands:
#
#   c FILE          a new file
#   c append FILE   goes to the end of FILE
#   diff            a change
#   console         commands, and all that they print
#   sh, text        nothing to do
set -u
document=$1
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
unset CFLAGS NO_COLOR NETC_RUNTIME NETC_DATA

scratch=$(mktemp -d) || exit 3
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$scratch/blocks" "$scratch/tree"
awk -v folder="$scratch/blocks" -f "$here/blocks.awk" "$document" || exit 1
(cd "$root" && tar cf - --exclude='./.git' --exclude='./build*' --exclude=./data .) |
    (cd "$scratch/tree" && tar xf -) || exit 3
cd "$scratch/tree" || exit 3
GIT_CEILING_DIRECTORIES=$scratch
export GIT_CEILING_DIRECTORIES

count=0 failed=0
for block in "$scratch"/blocks/*.text; do
    info=$(cat "${block%.text}.info")
    count=$((count + 1))
    case $info in
    "c append "*) cat "$block" >>"${info#c append }" ;;
    "c "*) cp "$block" "${info#c }" ;;
    diff) git apply -C1 "$block" || failed=1 ;;
    console)
        sed -n 's/^\$ //p' "$block" >"$scratch/commands"
        sed '/^\$ /d' "$block" >"$scratch/expected"
        sh -e "$scratch/commands" >"$scratch/out" 2>&1 </dev/null || { cat log; failed=1; }
        diff -u "$scratch/expected" "$scratch/out" || failed=1
        ;;
    sh | text) count=$((count - 1)) ;;
    *) echo "unknown kind of block: \`$info\`"; failed=1 ;;
    esac
    [ $failed = 0 ] || { echo "${document##*/}:$(cat "${block%.text}.line"): this step failed"; exit 1; }
done
[ $count -gt 0 ]
