#!/bin/sh
# table.sh ACCURACY DOCUMENT: the document shows the table that `accuracy table` prints.
# NETC_UPDATE_GOLDEN=1 puts it there.
set -eu
accuracy=$1 document=$2
filled=$(mktemp)
trap 'rm -f "$filled"' EXIT
awk -v table="\"$accuracy\" table" '
    /^<!-- end of accuracy table -->$/ { inside = 0 }
    !inside { print }
    /^<!-- accuracy table -->$/ {
        while ((table | getline line) > 0) { print line; lines++ }
        inside = 1
    }
    END { exit inside || !lines }
' "$document" >"$filled"
if [ "${NETC_UPDATE_GOLDEN:-0}" = 1 ]; then
    cat "$filled" >"$document"
else
    diff -u "$document" "$filled" || {
        echo "$document does not show what \`accuracy table\` prints: run it with NETC_UPDATE_GOLDEN=1" >&2
        exit 1
    }
fi
