#!/bin/sh
# output.sh NETC: OUT.c and OUT.h, both or neither; the same bytes on every run.
. "$(dirname "$0")/lib.sh"

check "writes two files" status 0 netc small.net -o a.c
check "says nothing" same "$(cat out err)" ""
check "and only two" same "$(ls -A)" "$(printf 'a.c\na.h\nerr\nout\nsmall.net')"
check "the source includes its header" grep -q '^#include "a\.h"$' a.c

mkdir elsewhere
cp small.net elsewhere/renamed.net
(cd elsewhere && umask 077 && LC_ALL=C.UTF-8 TZ=Asia/Tokyo netc renamed.net -o a.c)
check "the same bytes from another name, folder and locale" cmp a.c elsewhere/a.c
check "and the same header" cmp a.h elsewhere/a.h
check "no path in them" sh -c '! grep -q -e "$0" -e renamed a.c a.h' "$scratch"

netc convert small.net -o small.yaml
mkdir yaml
check "YAML compiles" status 0 netc small.yaml -o yaml/a.c
check "to the same source" cmp a.c yaml/a.c
check "and the same header" cmp a.h yaml/a.h
check "standard input compiles, too" status 0 sh -c 'netc - -o yaml/a.c <small.net'
check "to the same source" cmp a.c yaml/a.c

cp a.c before.c
cp a.h before.h
sed 's/of 5x5/of 55x55/' small.net >wrong.net
check "a wrong spec has status 1" status 1 netc wrong.net -o a.c
check "and leaves the old source" cmp a.c before.c
check "and the old header" cmp a.h before.h
check "and nothing else" same "$(find . -name "*tmp*")" ""
mkdir b.h
check "a header that cannot be written has status 3" status 3 netc small.net -o b.c
check "and there is no source, either" test ! -e b.c
cp small.net spec.h
check "the spec is not overwritten" status 2 netc spec.h -o spec.c
check "nor changed" cmp spec.h small.net
for lanes in 1 4 8 16; do
    check "--lanes $lanes" status 0 netc small.net -o "lanes$lanes.c" --lanes $lanes
done
check "lanes differ" sh -c '! cmp -s lanes1.c lanes16.c'
check "--inference-only" status 0 netc small.net -o forward.c --inference-only
check "is shorter" test "$(wc -c <forward.c)" -lt "$(wc -c <a.c)"
check "a variant" status 0 netc small.net -o r.c --variant rectified
check "has its own name" grep -q small_rectified r.h
finish
