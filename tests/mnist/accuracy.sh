#!/bin/sh
# accuracy.sh NETC SPEC DATA [VARIANT]: two epochs with Adam are enough for 97 % of the test images.
set -eu
netc=$1 spec=$2 data=$3 variant=${4-}
work=$(mktemp -d "${TMPDIR:-/tmp}/netc-mnist-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work"
"$netc" train ${variant:+--variant "$variant"} --set 'train.optimizer=adam, rate 0.001' "$spec" -- \
    --data "$data" --epochs 2 --output weights --history history
"$netc" train ${variant:+--variant "$variant"} "$spec" -- test --data "$data" --weights weights \
    >report
head -n 3 report
awk '/^lenet5.* on 10,000 test images/ { whole = 1 }
     /^accuracy/ { good = $2 >= 97 }
     END { exit !(whole && good) }' report
