#!/bin/sh
# sdlm.sh NETC: a small network learns by second derivatives; the line of each epoch shows the range of
# the rates, which the estimates of each epoch change.
. "$(dirname "$0")/lib.sh"
cat >digits.net <<'END'
network digits {
    input 28x28x1
    C1: conv 6 of 5x5, stride 2, squash
    S2: subsample 2x2, squash
        flatten
    F3: dense 10, softmax
}
data mnist { map 0..255 to -0.1..1.175 }
train {
    optimizer sdlm, rate 0.002 : 0.001
    batch 8; epochs 2
    validate test
    shuffle once
}
END
check "trains" status 0 netc train digits.net -- --data synthetic
cat out
# column NAME: the last epoch's number of this name.
column() {
    awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i } END { print $at[name] }' digits.csv
}
check "learns" sh -c "awk 'BEGIN { exit !($(column val_accuracy) > 0.9) }'"
sed -n 's/^epoch .*, rates \([0-9.e-]*\) to \([0-9.e-]*\), .*/\1 \2/p' out >ranges
check "shows rates for both epochs" same "$(grep -c . ranges)" 2
check "which lie below rate / mu" awk '!($1 > 0 && $1 < $2 && $2 <= 0.1) { exit 1 }' ranges
check "and change" sh -c '[ "$(sort -u ranges | grep -c .)" = 2 ]'
finish
