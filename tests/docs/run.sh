#!/bin/sh
# run.sh NETC CC DOCUMENT: does what a document shows, in an empty folder with the models, the examples
# and the build beside it; CC may have options. What stands behind ``` decides:
#
#   net, yaml       a spec that holds. Without a network, it is put behind the network of the last
#                   one that has one, in the place of its blocks of the same kind
#   yaml twin       gives the same C as the document's first spec
#   net FILE, c FILE, text FILE    goes into FILE, for the commands that follow
#   c from FILE     a piece of FILE, which a command before it has made
#   console         commands behind `$`, which go on behind a backslash, and what they print; a line
#                   of `...` stands for any lines
#   sh, python, cmake, ebnf        is not run: needs what is not at hand
#
# Blocks without a word are not looked at.
set -u
netc=$1 cc=$2 document=$3
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
unset CFLAGS NO_COLOR NETC_RUNTIME NETC_DATA

scratch=$(mktemp -d) || exit 3
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$scratch/blocks" "$scratch/work" "$scratch/bin"
# `cc` is the compiler that the runtime was built with. What documents show is planned for AVX-512.
cat >"$scratch/bin/cc" <<END
#!/bin/sh
case "\$*" in *-dM*) echo "#define __AVX512F__ 1"; exit 0 ;; esac
exec $cc "\$@"
END
chmod +x "$scratch/bin/cc"
LC_ALL=C.UTF-8 CC=$scratch/bin/cc PATH=$scratch/bin:$(dirname "$netc"):$PATH
export LC_ALL CC PATH
awk -v folder="$scratch/blocks" -f "$here/blocks.awk" "$document" || exit 1
cd "$scratch/work" || exit 3
ln -s "$root/models" models
ln -s "$root/examples" examples
ln -s "$(dirname "$netc")/.." build
cp models/* .

count=0 failed=0
fail() {
    echo "${document##*/}:$line: $*"
    failed=1
}

# A spec that is whole: the block itself, or the last network with it.
whole_spec() {
    if awk '$1 == "network" || /^network:/ { found = 1 } END { exit !found }' "$block"; then
        cp "$block" "$scratch/whole.$1"
        [ "$1" = net ] && cp "$block" "$scratch/last.net"
    else
        awk -f "$here/join.awk" "$block" "$scratch/last.net" >"$scratch/whole.$1"
    fi
    [ -f "$scratch/first.net" ] || cp "$scratch/whole.$1" "$scratch/first.net"
}

check_spec() {
    whole_spec "$1"
    netc check "$scratch/whole.$1" >"$scratch/out" 2>&1 || fail "netc: $(cat "$scratch/out")"
}

check_twin() {
    mkdir -p "$scratch/net" "$scratch/yaml"
    cp "$block" "$scratch/twin.yaml"
    netc "$scratch/first.net" -o "$scratch/net/twin.c" &&
        netc "$scratch/twin.yaml" -o "$scratch/yaml/twin.c" &&
        cmp "$scratch/net/twin.c" "$scratch/yaml/twin.c" &&
        cmp "$scratch/net/twin.h" "$scratch/yaml/twin.h" ||
        fail "the twin gives other C than the spec"
}

holds() { # PATTERN TEXT WHOLE
    awk -v whole="$3" -f "$here/holds.awk" "$1" "$2" || fail "this is what there is: $(cat "$2")"
}

# One command and what it prints at a time.
run_console() {
    awk -v folder="$scratch" '
        function flush() { if (n) close(file) }
        function open(name) { flush(); file = folder "/" name n; printf "" > file }
        /^\$ / { n++; open("command"); more = 1; sub(/^\$ /, "") }
        more { print > file; if ($0 !~ /\\$/) { more = 0; open("expected") }; next }
        { print > file }
        END { flush(); print n + 0 > (folder "/commands") }' "$block"
    number=1
    while [ $number -le "$(cat "$scratch/commands")" ]; do
        sh "$scratch/command$number" >"$scratch/out" 2>&1 </dev/null
        holds "$scratch/expected$number" "$scratch/out" 1
        number=$((number + 1))
    done
}

for block in "$scratch"/blocks/*.text; do
    [ -f "$block" ] || continue
    info=$(cat "${block%.text}.info") line=$(cat "${block%.text}.line")
    word=${info%% *} rest=${info#"$word"} rest=${rest# }
    count=$((count + 1))
    case $info in
    net | yaml) check_spec "$word" ;;
    "yaml twin") check_twin ;;
    "c from "*) holds "$block" "${rest#from }" 0 ;;
    "net "* | "c "* | "text "*) cp "$block" "$rest" ;;
    console) run_console ;;
    sh | python | cmake | ebnf) count=$((count - 1)) ;;
    *) fail "unknown kind of block: \`$info\`" ;;
    esac
done
[ $count -gt 0 ] || fail "nothing to check"
echo "${document##*/}: $count blocks"
exit $failed
