#!/bin/sh
# summaries.sh NETC MODELS SUMMARY...: the summaries that documents print of the models, in the layouts of
# TF1, TF2 and Keras 3, hold. NETWORK[.VARIANT].LAYOUT.txt says whose it is.
set -u
netc=$1 models=$2
shift 2
failed=0 count=0
for summary in "$@"; do
    name=${summary##*/} name=${name%.txt} name=${name%.*} # without the layout
    network=${name%%.*} variant=${name#"$network"} variant=${variant#.}
    "$netc" check "$models/$network.net" ${variant:+--variant "$variant"} --summary "$summary" || failed=1
    count=$((count + 1))
done
[ $count -gt 10 ] || { echo "only $count summaries"; failed=1; }
exit $failed
