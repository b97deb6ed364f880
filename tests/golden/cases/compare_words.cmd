netc compare --help
netc compare --nonsense small.net
echo "[$?]" >&2
netc compare small.net small.net --epochs 3
echo "[$?]" >&2
netc compare small.net small.net --keep runs
