#!/bin/sh
# target.sh NETC: which machine a plan is for. The compiler is ours, and says what MACROS holds; it
# notes that it was asked.
. "$(dirname "$0")/lib.sh"
mkdir bin
cat >bin/fakecc <<'END'
#!/bin/sh
echo "$*" >>"$HERE/asked"
case "$*" in *-march=native*) [ -z "${NATIVE_UNKNOWN:-}" ] || exit 1 ;; esac
case "$*" in *-dM*) printf '#define __GNUC__ 12\n#define %s\n' "${MACROS:-__unix__ 1}" ;; esac
END
chmod +x bin/fakecc
HERE=$scratch CC=$scratch/bin/fakecc
export HERE CC

# target [OPTION...]: what netc plans for.
target() {
    netc summary small.net --json "$@" 2>err | sed -n 's/^  "target": "\(.*\)",$/\1/p'
}

# says MACRO TARGET
says() {
    MACROS=$1
    export MACROS
    check "$1 is $2" same "$(target)" "$2"
    check "without a word" [ ! -s err ]
}
says "__AVX512F__ 1" avx512
says "__AVX2__ 1" avx2
says "__aarch64__ 1" neon
says "__SSE2__ 1" generic
says "__AVX2__x 1" generic

MACROS="__aarch64__ 1" NATIVE_UNKNOWN=1
export MACROS NATIVE_UNKNOWN
check "a cross compiler" same "$(target)" neon
unset MACROS NATIVE_UNKNOWN

rm asked
check "an option" same "$(target --target avx2)" avx2
check "goes before the compiler" [ ! -e asked ]
CFLAGS=-DTHIS
export CFLAGS
check "CFLAGS" same "$(target)" generic
check "are the compiler's" grep -q -e '-march=native -DTHIS' asked
rm asked
check "a spec that is wrong" status 1 netc --dump=plan small.net --set C1.filters=99999999999
check "asks nobody" [ ! -e asked ]

CC=$scratch/bin/nothing
check "without a compiler" same "$(target)" avx512
check "says so" grep -q "warning: the C compiler .* does not say which machine this is" err
check "and writes C" status 0 netc small.net -o out.c

# Lanes and register tiles follow.
lanes_of() {
    netc small.net --dump=plan --target "$@" | sed -n 's/^plan.*: target \([a-z0-9]*\), lanes \([0-9]*\),.*/\1 \2/p'
}
for expected in "avx512 16" "avx2 8" "neon 4" "generic 4"; do
    check "lanes of $expected" same "$(lanes_of "${expected% *}")" "$expected"
    netc small.net --dump=plan --target "${expected% *}" >"${expected% *}.plan"
done
check "other tiles" sh -c '! cmp -s neon.plan generic.plan'
check "lanes that are asked for" same "$(lanes_of generic --lanes 16)" "generic 16"
finish
