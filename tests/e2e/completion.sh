#!/bin/bash
# completion.sh NETC COMPLETIONS: what bash would offer behind the words of a command line.
. "$(dirname "$0")/lib.sh"
# shellcheck source=/dev/null
. "$2"

# offers WORD...: the candidates for the last word.
offers() {
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    COMPREPLY=()
    _netc
    printf '%s\n' "${COMPREPLY[@]}" | sort | tr '\n' ' '
}

check "commands" same "$(offers netc c)" "check compare convert "
check "files" same "$(offers netc check s)" "small.net "
check "options of a command" same "$(offers netc convert --)" "--color --explicit --help --output --to --version "
check "options of netc" same "$(offers netc --l)" "--lanes "
check "alternatives" same "$(offers netc convert small.net --to '')" "net yaml "
check "behind =" same "$(offers netc small.net --lanes = 1)" "1 16 "
check "colours" same "$(offers netc check --color = '')" "always auto never "
check "variants of the spec" same "$(offers netc small.net --variant '')" "rectified "
check "variants behind a spec" same "$(offers netc compare small.net : '')" "rectified "
check "variants behind a colon" same "$(offers netc compare other.net small.net :)" "rectified "
check "a variant that has begun" same "$(offers netc compare small.net : re)" "rectified "
finish
