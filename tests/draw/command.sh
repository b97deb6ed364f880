#!/bin/sh
# command.sh NETC ROOT: netc draw from outside: its outputs, its mistakes, the drawing in the documents.
. "$(dirname "$0")/../e2e/lib.sh"
root=$2

check "draws to a file" status 0 netc draw small.net -o small.svg
check "says nothing" same "$(cat out err)" ""
check "draws to standard output" status 0 netc draw small.net
check "the same" cmp out small.svg
check "and writes nothing else" same "$(ls -A)" "$(printf 'err\nout\nsmall.net\nsmall.svg')"
check "from standard input" sh -c 'netc draw - <small.net | cmp - small.svg'
(umask 077 && LC_ALL=C.UTF-8 TZ=Asia/Tokyo netc draw small.net -o again.svg)
check "the same bytes in another locale" cmp small.svg again.svg

check "a variant" status 0 netc draw small.net --variant rectified
check "is drawn" grep -q '>relu</text>' out
check "under its name" grep -q '<title>small_rectified: ' out
check "a setting" status 0 netc draw small.net --set C1.filters=7
check "is drawn" grep -q '>7@12x12</text>' out

check "no spec has status 2" status 2 netc draw
check "no such variant has status 2" status 2 netc draw small.net --variant rectifeid
check "and is explained" grep -q 'did you mean `rectified`' err
sed 's/of 5x5/of 55x55/' small.net >wrong.net
check "a wrong spec has status 1" status 1 netc draw wrong.net -o small.svg
check "and leaves the old drawing" cmp small.svg again.svg
check "no such spec has status 3" status 3 netc draw missing.net -o small.svg

mkdir folder
check "a folder cannot be written: status 3" status 3 netc draw small.net -o folder
check "nor a file in no folder" status 3 netc draw small.net -o nowhere/small.svg
ln -s /dev/full full.svg
check "nor a full disk" status 3 netc draw small.net -o full.svg
check "a full standard output has status 3" status 3 sh -c 'netc draw small.net >/dev/full'
check "nothing is left behind" same "$(find . -name '*tmp*')" ""

check "docs/lenet5.svg is what netc draws" sh -c 'netc draw "$0/models/lenet5.net" | cmp - "$0/docs/lenet5.svg"' "$root"
finish
