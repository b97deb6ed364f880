#!/bin/sh
# learn.sh NETC SUBSET SPEC VARIANT DATA IMAGES EPOCHS FLOOR [OPTION...]: a short run of the spec's recipe, on
# the first IMAGES of DATA, reads FLOOR percent of 1,000 test images. VARIANT may be `-`; the options are the
# program's. It validates on those test images: the recipe may want more for it than there are.
set -eu
netc=$1 subset=$2 spec=$3 variant=$4 data=$5 images=$6 epochs=$7 floor=$8
shift 8
work=$(mktemp -d "${TMPDIR:-/tmp}/netc-models-XXXXXX")
[ "$variant" != - ] || variant=
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work"
"$subset" "$data" "$work" "$images" 1000
"$netc" train ${variant:+--variant "$variant"} --set train.validate=test "$spec" -- --data "$work" \
    --epochs "$epochs" --output weights --history history "$@" >report || { cat report; exit 1; }
cat report
awk -F , -v floor="$floor" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "val_accuracy") at = i }
                            NR > 1 { accuracy = 100 * $at }
                            END { printf "%.1f %%, at least %s %%\n", accuracy, floor; exit !(accuracy >= floor) }' history
