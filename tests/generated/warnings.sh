#!/bin/sh
# The generated C compiles without a warning: each compiler, variant, number of lanes and way of use.
. "$(dirname "$0")/common.sh"

# compile FILE [WAY]: for $lanes, by $compiler.
compile() {
    "$compiler" $STRICT $optimize ${2-} -DNETC_LANES="$lanes" -I"$ROOT/runtime" -c -o "$WORK/$1.o" "$WORK/$1.c" ||
        die "$compiler ${2-} $1.c"
}

for network in $NETWORKS; do
    use "$network"
    for lanes in 16 8 4 1; do
        name=${network}_$lanes
        generate "$name" --lanes "$lanes"
        generate "${name}_inference" --lanes "$lanes" --inference-only
        optimize=-O1
        [ "$lanes" != 16 ] || optimize=-O3 # sees further, takes longer
        for compiler in $(compilers); do
            compile "$name"
            compile "$name" -DNETC_MAIN # and -DNETC_MODEL with it
            compile "${name}_inference"
        done
    done
done

# A source without a main().
lanes=16 optimize=-O1
for compiler in $(compilers); do
    compile sdlm_16 -DNETC_MODEL
done

# The header alone, in C and in C++.
for compiler in $(compilers); do
    printf '#include "sdlm_16.h"\nextern int unused;\n' > "$WORK/user.c"
    "$compiler" $STRICT -I"$WORK" -c -o "$WORK/user.o" "$WORK/user.c" || die "$compiler: header in C"
done
for compiler in g++ clang++; do
    if command -v "$compiler" > /dev/null; then
        cp "$WORK/user.c" "$WORK/user.cpp"
        "$compiler" -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -I"$WORK" -c \
            -o "$WORK/user.o" "$WORK/user.cpp" || die "$compiler: header in C++"
    fi
done
