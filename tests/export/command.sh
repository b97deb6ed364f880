#!/bin/sh
# command.sh NETC ROOT RUNTIME: what `export` writes compiles as C and C++ to the bits of the weights.
set -eu
netc=$1 root=$2
NETC_RUNTIME=$(dirname "$3")
export NETC_RUNTIME
work=$(mktemp -d "${TMPDIR:-/tmp}/netc-export-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work"
cp "$root/tests/golden/small.net" .

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# compile OPTION...: from C or C++, to the program `dump`, with every warning an error.
compile() {
    "$@" -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror dump.c -o dump ||
        fail "$* finds something wrong"
}

"$netc" small.net -o small.c
"$netc" train small.net -- --data synthetic --epochs 1 --quiet
"$netc" train small.net -- export
[ "$(ls ./*_weights.h)" = ./small_weights.h ] || fail "the header has another name"

cat >dump.c <<'END'
#include "small.h"
#include "small_weights.h"

#include <stdio.h>

int main(void) {
    const struct small_weights *w = &small_trained;
    fwrite(w->C1_weight, sizeof w->C1_weight, 1, stdout);
    fwrite(w->C1_bias, sizeof w->C1_bias, 1, stdout);
    fwrite(w->OUT_weight, sizeof w->OUT_weight, 1, stdout);
    fwrite(w->OUT_bias, sizeof w->OUT_bias, 1, stdout);
    return 0;
}
END
tail -c $((782 * 4)) small.safetensors >weights
compile "${CC:-cc}" -std=c11
./dump | cmp - weights || fail "other bits from C"
if command -v "${CXX:-c++}" >/dev/null; then
    compile "${CXX:-c++}" -std=c++11 -x c++
    ./dump | cmp - weights || fail "other bits from C++"
fi

# Weights of another network are refused by the C compiler.
sed 's/conv 2/conv 3/; s/->.*//; /expect/d' small.net >other.net
"$netc" other.net -o small.c
if "${CC:-cc}" -std=c11 -fsyntax-only dump.c 2>errors; then
    fail "weights of another network compile"
fi
grep -q 'weights of another network' errors || fail "another message: $(cat errors)"

# Without weights, and with a folder in the way: status 3, and an old header stays as it was.
cp small_weights.h before
status=0
"$netc" train small.net -- export --weights none.safetensors 2>errors || status=$?
[ $status = 3 ] || fail "status $status without weights"
cmp small_weights.h before || fail "the old header is damaged"
mkdir folder
status=0
"$netc" train small.net -- export --output folder 2>errors || status=$?
[ $status = 3 ] || fail "status $status for a folder"
"$netc" train small.net -- export --output /dev/stdout | cmp - before || fail "other text to a pipe"
