#!/bin/sh
# install.sh SOURCE BUILD CMAKE VERSION CONFIG PROJECT CC: installs, moves the prefix elsewhere, and works with what is
# there, and with the compiler of the runtime.
set -eu
source=$1 build=$2 cmake=$3 version=$4 config=$5 project=$6 compiler=$7
unset NETC_RUNTIME NETC_DATA CC CFLAGS DESTDIR CMAKE_PREFIX_PATH
work=$(mktemp -d "${TMPDIR:-/tmp}/netc-install-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# quietly COMMAND...: its output is shown only if it fails.
quietly() {
    "$@" >"$work/log" 2>&1 || {
        cat "$work/log"
        fail "$*"
    }
}

quietly "$cmake" --install "$build" --prefix "$work/first place"
prefix="$work/second place"
mv "$work/first place" "$prefix"
cd "$prefix"

# Everything is there, and nothing else.
find . -type f | sed 's|^\./||; s|^lib/[^/]*-linux-[^/]*/|lib/|; s|^lib64/|lib/|' | sort >"$work/found"
{
    cat <<'END'
bin/netc
include/netc/netc.h
lib/cmake/netc/netc-config-version.cmake
lib/cmake/netc/netc-config.cmake
lib/cmake/netc/netc_add_model.cmake
lib/netc/libnetc_runtime.a
share/bash-completion/completions/netc
share/doc/netc/LICENSE
share/man/man1/netc.1
END
    (cd "$source" && find . docs -maxdepth 1 -name '*.md') | sed 's|.*/|share/doc/netc/|'
    (cd "$source" && find models -name '*.net' -o -name '*.yaml') | sed 's|^|share/netc/|'
} | sort >"$work/expected"
diff "$work/expected" "$work/found" || fail "other files than expected (<) are installed (>)"

# No file names the trees it came from. Debugging information does, and so do sanitizers.
case $config in
Release | MinSizeRel) names=$(grep -r -a -l -F -e "$source" -e "$build" -e "$work" . || :) ;;
*) names=$(grep -r -I -l -F -e "$source" -e "$build" -e "$work" . || :) ;;
esac
[ -z "$names" ] || fail "these name the source or the build: $names"
if readelf -d bin/netc | grep -e RPATH -e RUNPATH; then
    fail "netc has a run path"
fi

# The commands.
[ "$(bin/netc --version)" = "netc $version" ] || fail "the version is $(bin/netc --version)"
cd "$work"
quietly "$prefix/bin/netc" train "$prefix/share/netc/models/lenet5.net" -- --data synthetic \
    --epochs 1
[ -s lenet5.safetensors ] || fail "netc train left no weights"
(
    PATH=$prefix/bin:$PATH
    unset BASH_ENV
    bash -c '. "$1" && complete -p netc' - "$prefix/share/bash-completion/completions/netc"
) >/dev/null || fail "no completion of netc"

CC=$compiler
export CC
# The CMake package, from a project of three programs, twice: the second time, nothing is to be done.
cp -r "$project" project
quietly "$cmake" -S project -B work -DCMAKE_BUILD_TYPE=Release "-DCMAKE_PREFIX_PATH=$prefix" \
    "-DWANTED=$version"
quietly "$cmake" --build work
for program in from_c from_cxx from_library; do
    quietly "work/$program"
done
quietly work/lenet5 info
grep -q 'relu' log && fail "not the plain network"
quietly work/lenet5_relu info
grep -q 'relu' log || fail "not the variant"
quietly work/lenet5 test --data synthetic --weights lenet5.safetensors
stamp() {
    stat -c %Y%y work/from_c work/from_cxx work/from_library work/lenet5 work/lenet5_relu
}
before=$(stamp)
quietly "$cmake" --build work
[ "$before" = "$(stamp)" ] || fail "programs are built again though nothing has changed"
sed -i 's/tanh/sigmoid/' project/small.net
quietly "$cmake" --build work
grep -q sigmoid work/netc/from_c/small.c || fail "the spec has changed, but the C has not"
sed -i 's/sigmoid/sigmod/' project/small.net
if "$cmake" --build work >log 2>&1; then
    fail "a wrong spec is built"
fi
grep -q 'small.net:[0-9]*:[0-9]*: error: ' log || fail "no message for a wrong spec"

# wrong LINES MESSAGE: a project that holds these lines is refused with these words.
wrong() {
    rm -rf wrong
    mkdir wrong
    printf 'cmake_minimum_required(VERSION 3.18)\nproject(wrong LANGUAGES C)\n%s\n' "$1" \
        >wrong/CMakeLists.txt
    if "$cmake" -S wrong -B wrong/build "-DCMAKE_PREFIX_PATH=$prefix" >log 2>&1; then
        fail "no error: $1"
    fi
    tr -s ' \n' '  ' <log | grep -q -F "$2" || {
        cat log
        fail "another message: $1"
    }
}
wrong 'find_package(netc 99 REQUIRED)' 'compatible with requested version "99"'
wrong 'find_package(netc REQUIRED COMPONENTS gpu)' 'netc has no component'
wrong 'find_package(netc REQUIRED)
netc_add_model(nothing x.net)' 'there is no target'
wrong 'find_package(netc REQUIRED)
add_executable(a)
netc_add_model(a x.net LANES)' 'LANES without a value'
wrong 'find_package(netc REQUIRED)
add_executable(a)
netc_add_model(a x.net LANE 4)' 'unknown argument'
wrong 'find_package(netc REQUIRED)
add_executable(a)
netc_add_model(a x.net MAIN INFERENCE_ONLY)' 'INFERENCE_ONLY leaves that out'
echo "all of it works from $(basename "$prefix")"
