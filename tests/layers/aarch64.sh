#!/bin/sh
# aarch64.sh DIFFERENTIAL ROOT - lenet5 and random networks on 64-bit Arm, emulated: against the
# reference, and with the bits that this machine gives for the same lanes.
set -eu
differential=$1 root=$2

cross=aarch64-linux-gnu-gcc
command -v $cross >/dev/null || {
    echo "FAILED: no $cross; Debian has it in gcc-aarch64-linux-gnu and libc6-dev-arm64-cross"
    exit 1
}
for runner in qemu-aarch64 qemu-aarch64-static; do
    if command -v $runner >/dev/null; then
        exec "$differential" --seed 1 --count 24 --spec "$root/models/lenet5.net" \
            --away "$cross -static" --runner $runner
    fi
done
echo "FAILED: no qemu-aarch64; Debian has it in qemu-user"
exit 1
