#!/bin/sh
# manual.sh NETC PAGE: the man page is well-formed and has every command and option of --help.
. "$(dirname "$0")/lib.sh"
page=$2

check "mandoc has nothing to say" mandoc -Tlint -W style "$page"
commands=$(netc --help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p')
check "there are commands" test -n "$commands"
for command in '' $commands; do
    [ -z "$command" ] || check "$command" grep -q "^\.It Nm Cm $command" "$page"
    options=$(netc $command --help | grep '^  ' | grep -o -e ' --[a-z-]*' | sort -u)
    check "options of netc $command" test -n "$options"
    for option in $options; do
        check "netc $command $option" grep -q -e "^\.It .*Fl -${option#--}\( \|$\)" "$page"
    done
done
finish
