# one alone, too many, unknown variants, files that are not there
netc compare
echo "[$?]" >&2
netc compare small.net:rectified
echo "[$?]" >&2
netc compare small.net small.net small.net small.net small.net small.net small.net small.net small.net
echo "[$?]" >&2
netc compare small.net small.net:rectifed
echo "[$?]" >&2
netc compare small.net small.net:
echo "[$?]" >&2
netc compare small.net nowhere.net:rectified
echo "[$?]" >&2
sed '/^variant/,$d' small.net >alone.net
netc compare alone.net
echo "[$?]" >&2
{ cat alone.net; for i in 1 2 3 4 5 6 7 8; do echo "variant v$i of small { C1.filters $i; S2 maxpool 2x2; OUT.units 10 }"; done; } >many.net
netc compare many.net
