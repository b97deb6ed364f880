#!/bin/sh
# python.sh NETC ROOT: scripts of all networks and variants are Python, and no path becomes more than a string in them.
set -eu
netc=$1 root=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/netc-python-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work"

for spec in "$root"/models/*.net "$root"/tests/golden/cases/export_python.net; do
    for variant in '' $(sed -n 's/^variant \([a-z0-9_]*\) of.*/\1/p' "$spec"); do
        for framework in pytorch keras; do
            "$netc" export "$spec" ${variant:+--variant "$variant"} --to $framework -o "$(basename "$spec" .net)_${variant}_$framework.py"
        done
    done
done

# Every activation has a counterpart in both.
{
    echo 'network all { input 4x4x3'
    "$netc" reference activations | sed -n 's/^    \([a-z_]*\)  *y.*/    activation \1/p'
    echo '}'
} >all.net
[ "$(grep -c activation all.net)" -ge 11 ] || { cat all.net && exit 1; }
for framework in pytorch keras; do
    "$netc" export all.net --to $framework -o all_$framework.py
done

# Quotes, backslashes, line ends of all kinds, what turns the direction of writing, bytes that are no UTF-8, a character
# beyond 16 bits: each must come back from the script as the bytes that it was.
count=0
# shellcheck disable=SC1003 # it is a backslash that is meant
for path in '"""' 'a"+exit(1)+"' "it's" 'back\slash\' 'new
line' 'äöü' "$(printf 'tab\tescape\033[2Jreturn\rdelete\177')" "$(printf '\342\200\250\342\200\256\302\205')" \
    "$(printf '\377\300\200x\355\240\200')" "$(printf '\360\237\230\200')" '{net}%s'; do
    count=$((count + 1))
    printf '%s' "$path" >path_$count
    for framework in pytorch keras; do
        "$netc" export "$root/models/lenet5.net" --weights "$path" --to $framework -o path_${count}_$framework.py
    done
done

python3 - <<'END'
import ast
import glob
import os
import sys

for name in sorted(glob.glob("*.py")):
    text = open(name, encoding="utf-8").read()
    tree = ast.parse(text)
    compile(text, name, "exec")
    long = [line for line in text.split("\n") if len(line) > 140]
    if long or text.splitlines() != text.split("\n")[:-1]:
        sys.exit(f"{name}: a line that is too long, or ends where Python sees no end: {long}")
    if name.startswith("path_"):
        want = open("_".join(name.split("_")[:2]), "rb").read()
        [main] = [node for node in tree.body if isinstance(node, ast.If)]
        got = os.fsencode(main.body[0].value.args[1].orelse.value)
        if got != want:
            sys.exit(f"{name}: {want!r} became {got!r}")
print(len(glob.glob("*.py")), "scripts")
END
