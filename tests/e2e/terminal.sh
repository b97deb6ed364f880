#!/bin/sh
# terminal.sh NETC: colour on a terminal and nowhere else; messages of bad terminals and pipes.
. "$(dirname "$0")/lib.sh"
escape=$(printf '\033')
sed 's/tanh/tahn/' small.net >wrong.net

coloured() {
    grep -q "$escape\[" "$1"
}
plain() {
    ! coloured "$1"
}

check "an error" status 1 netc check wrong.net
check "is plain in a file" plain err
check "--color=always" status 1 netc check --color=always wrong.net
check "is coloured" coloured err
check "usage errors obey, too" status 2 netc check --color=always --nonsense
check "and are coloured" coloured err

# script(1) gives the command a terminal.
on_terminal() {
    script -qec "$*" /dev/null >out 2>&1 </dev/null
}
TERM=xterm
export TERM
on_terminal netc check wrong.net
check "a terminal has colour" coloured out
on_terminal netc check --color=never wrong.net
check "--color=never" plain out
on_terminal env NO_COLOR=1 netc check wrong.net
check "NO_COLOR" plain out
on_terminal env NO_COLOR= netc check wrong.net
check "an empty NO_COLOR means nothing" coloured out
on_terminal env NO_COLOR=1 netc check --color=always wrong.net
check "--color=always wins over NO_COLOR" coloured out
on_terminal env TERM=dumb netc check wrong.net
check "a dumb terminal has none" plain out

check "a full disk has status 3" status 3 sh -c 'netc reference >/dev/full'
check "and a message" grep -q 'cannot write to standard output: No space left' err
finish
