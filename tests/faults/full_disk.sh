#!/bin/sh
# full_disk.sh NETC: in the folder of around.sh, mounts a disk of 64 KiB, and fills it: what is there remains whole.
set -eu
netc=$1
die() {
    echo "FAILED: full disk: $*" >&2
    exit 1
}

# fails COMMAND...: with status 3, and for want of room.
fails() {
    status=0
    "$@" 2> err || status=$?
    [ $status -eq 3 ] || die "status $status: $(cat err)"
    grep -q ": No space left on device" err || die "$(cat err)"
}

mkdir disk
mount -t tmpfs -o size=64k,mode=777 disk disk
files="--output disk/w --history disk/h --checkpoint disk/c"
# shellcheck disable=SC2086 # words
./small train --data data --quiet --epochs 1 $files
cp disk/c checkpoint
cp disk/w weights
cat /dev/zero 2> err > disk/filler || true
# shellcheck disable=SC2086 # words
fails ./small train --data data --quiet --epochs 3 --resume $files
cmp disk/c checkpoint || die "the checkpoint has changed"
cmp disk/w weights || die "the weights have changed"
fails "$netc" small.net --target generic -o disk/small.c
[ "$(cd disk && echo *)" = "c filler h w" ] || die "left behind: $(ls disk)"
umount disk
