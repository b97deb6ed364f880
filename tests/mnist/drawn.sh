#!/bin/sh
# drawn.sh NETC SPEC DATA: who has seen drawn digits only reads 90 % of the real ones.
set -eu
netc=$1 spec=$2 data=$3
work=$(mktemp -d "${TMPDIR:-/tmp}/netc-mnist-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work"
"$netc" train "$spec" --variant relu_max --set 'train.optimizer=adam, rate 0.001' -- \
    --data synthetic --epochs 2 --output weights --history history
"$netc" train "$spec" --variant relu_max -- test --data "$data" --weights weights >report
head -n 3 report
awk '/^accuracy/ { good = $2 >= 90 } END { exit !good }' report
