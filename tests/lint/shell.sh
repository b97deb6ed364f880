#!/bin/sh
# shell.sh SOURCE: shellcheck has nothing to say on the scripts, and warns of nothing in the tests' own.
set -eu
cd "$1"
find scripts .ci -type f -exec shellcheck {} +
find tests -name '*.sh' -exec shellcheck -x -P SCRIPTDIR -S warning {} +
