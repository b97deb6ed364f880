# shellcheck shell=sh
# lib.sh - what the scripts here share: an empty folder, netc in the PATH, and checks that count.
set -u
netc=$1
small=$(cd "$(dirname "$0")/../golden" && pwd)/small.net
LC_ALL=C PATH=$(dirname "$netc"):$PATH
export LC_ALL PATH
unset CC CFLAGS NO_COLOR NETC_RUNTIME NETC_DATA
scratch=$(mktemp -d) || exit 3
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
cd "$scratch" || exit 3
cp "$small" small.net
failures=0

# check WHAT COMMAND...: the command succeeds.
check() {
    what=$1
    shift
    if "$@"; then
        echo "ok: $what"
    else
        echo "FAILED: $what"
        failures=$((failures + 1))
    fi
}

# status N COMMAND...: the command ends with status N; its output goes to the files out and err.
status() {
    expected=$1
    shift
    "$@" >out 2>err
    found=$?
    [ $found = "$expected" ] && return 0
    echo "    status $found instead of $expected: $*"
    cat out err
    return 1
}

same() {
    [ "$1" = "$2" ] && return 0
    printf '    found:    %s\n    expected: %s\n' "$1" "$2"
    return 1
}

finish() {
    [ $failures = 0 ] && exit 0
    echo "$failures failed"
    exit 1
}
