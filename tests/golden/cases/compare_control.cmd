titles() { netc compare "$@" --target generic --json | sed -n 's/^      "title": //p'; }
cp small.net "$(printf '\033[31m.net')"
titles small.net "$(printf '\033[31m.net')"
COLUMNS=200 netc compare small.net "$(printf '\033[31m.net')" --target generic | grep -c "$(printf '\033')"
exit 0
