#!/bin/sh
# The same C with vectors of any width, as for any machine: the outputs after three steps of training
# differ by rounding alone. NETC_LANES stands for the machine.
. "$(dirname "$0")/common.sh"
HERE=$ROOT/tests/generated

# lanes_of FILE: its first line.
lanes_of() {
    head -n 1 "$1"
}

for spec in "$SPEC" "$HERE/dropout.net" "$HERE/sdlm.net"; do
    SPEC=$spec
    generate net
    model=$(sed -n 's/^const struct netc_model \([a-zA-Z0-9_]*\) = {$/\1/p' "$WORK/net.c")
    for compiler in $(compilers); do
        for lanes in 1 2 4 8 16 32; do
            "$compiler" -std=c11 -O1 -DNETC_MODEL -DMODEL="$model" -DPRINT -DNETC_LANES="$lanes" \
                -D_POSIX_C_SOURCE=200809L -I"$ROOT/runtime" -o "$WORK/steps" "$HERE/steps.c" "$WORK/net.c" -lm
            "$WORK/steps" > "$WORK/out$lanes" || die "$compiler, $spec, $lanes lanes"
            expected=$lanes
            [ "$lanes" != 32 ] || expected=16 # more than the plan has memory for
            [ "$(lanes_of "$WORK/out$lanes")" = $expected ] || die "$compiler, $spec: LANES is not $expected"
            paste "$WORK/out1" "$WORK/out$lanes" | awk '
                NR > 1 { d = $1 - $2; if (d < 0) d = -d; if (d > worst) worst = d }
                END { exit !(NR == 211 && worst < 1e-4) }' || die "$compiler, $spec, $lanes lanes: outputs"
        done
    done
done
