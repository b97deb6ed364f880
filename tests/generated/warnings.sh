#!/bin/sh
# The generated C compiles without a warning: each compiler, variant, number of lanes and way of use.
. "$(dirname "$0")/common.sh"

for variant in "" relu_max; do
    for lanes in 16 8 4 1; do
        name=net_${variant:-plain}_$lanes
        generate "$name" ${variant:+--variant "$variant"} --lanes "$lanes"
        generate "${name}_inference" ${variant:+--variant "$variant"} --lanes "$lanes" --inference-only
        optimize=-O1
        [ "$lanes" != 16 ] || optimize=-O3 # sees further, takes longer
        for compiler in $(compilers); do
            for use in "" -DNETC_MODEL -DNETC_MAIN; do
                for file in "$name" "${name}_inference"; do
                    "$compiler" $STRICT $optimize $use -DNETC_LANES="$lanes" -I"$ROOT/runtime" -c -o "$WORK/$file.o" \
                        "$WORK/$file.c" || die "$compiler $use $file.c"
                done
            done
        done
    done
done

# The header alone, in C and in C++.
for compiler in $(compilers); do
    printf '#include "net_plain_16.h"\nextern int unused;\n' > "$WORK/user.c"
    "$compiler" $STRICT -I"$WORK" -c -o "$WORK/user.o" "$WORK/user.c" || die "$compiler: header in C"
done
for compiler in g++ clang++; do
    if command -v "$compiler" > /dev/null; then
        cp "$WORK/user.c" "$WORK/user.cpp"
        "$compiler" -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -I"$WORK" -c \
            -o "$WORK/user.o" "$WORK/user.cpp" || die "$compiler: header in C++"
    fi
done
