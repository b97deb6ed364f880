#!/bin/sh
# example.sh NAME SOURCE BUILD CMAKE CC: runs the commands of examples/NAME/README.md as they are written, in a copy of the
# folder, with an installed netc in the PATH. Where they call the compiler themselves, all warnings are errors, and
# sanitizers watch. NAME_check.sh may look at what they leave.
set -eu
name=$1 source=$2 build=$3 cmake=$4 compiler=$5
unset NETC_RUNTIME NETC_DATA CC CXX CFLAGS CXXFLAGS DESTDIR
work=$(mktemp -d "${TMPDIR:-/tmp}/netc-example-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

"$cmake" --install "$build" --prefix "$work/prefix" >/dev/null
mkdir "$work/examples" "$work/bin"
cp -r "$source/models" "$work/models"
cp -r "$source/examples/$name" "$work/examples/$name"
cd "$work/examples/$name"
rm -rf build

# wrapper NAME PROGRAM: what NAME means to the commands. What netc itself compiles, it compiles as usual.
wrapper() {
    cat >"$work/bin/$1" <<END
#!/bin/sh
case " \$* " in
*" -DNETC_MAIN "* | *" -fsyntax-only "*) exec $2 "\$@" ;;
esac
exec $2 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror "\$@"
END
    chmod +x "$work/bin/$1"
}
wrapper cc "$compiler"
wrapper c++ "$(command -v c++)"

# The blocks of commands, each in a file.
awk '/^```/ { inside = /^```sh$/; count += inside; next }
     inside { print >("block" count) }' README.md
[ -s block2 ] || fail "README.md has no two blocks of commands"
CMAKE_PREFIX_PATH=$work/prefix PATH=$work/prefix/bin:$PATH
export CMAKE_PREFIX_PATH PATH
for block in block?; do
    if grep -q '^cmake ' "$block"; then
        set -- env "CC=$compiler"
    else
        set -- env "PATH=$work/bin:$PATH"
    fi
    "$@" sh -eu "$block" >log 2>&1 || {
        cat log
        fail "these commands of README.md: $(cat "$block")"
    }
    cat log
    if grep -i -e warning -e 'runtime error' log; then
        fail "warnings"
    fi
done
checks=$source/tests/examples/${name}_check.sh
if [ -e "$checks" ]; then
    # shellcheck source=/dev/null
    . "$checks"
fi
