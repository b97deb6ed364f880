# Completion of netc for bash: options and commands are read from its own --help.

_netc_options() {
    "$1" ${2:+"$2"} --help 2>/dev/null | grep -o -e '--[a-z-]*[a-z]' | sort -u
}

# The alternatives that an option takes: --lanes=1|4|8|16
_netc_alternatives() {
    "$1" ${2:+"$2"} --help 2>/dev/null | sed -n "s/^  .*$3=\([a-z0-9|]*|[a-z0-9|]*\).*$/\1/p" | tr '|' ' '
}

# The variants in the files among the words.
_netc_variants() {
    local word
    for word; do
        case $word in
        *.net) sed -n 's/^[[:blank:]]*variant[[:blank:]][[:blank:]]*\([A-Za-z0-9_]*\).*/\1/p' -- "$word" 2>/dev/null ;;
        esac
    done
}

# Adds what compgen finds, one candidate a line.
_netc_add() {
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen "$@")
}

_netc() {
    local netc=${COMP_WORDS[0]} current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local commands="check summary compare draw train fmt convert export reference" command='' option=''
    case " $commands " in
    *" ${COMP_WORDS[1]} "*) [ "$COMP_CWORD" -gt 1 ] && command=${COMP_WORDS[1]} ;;
    esac
    COMPREPLY=()
    # `--lanes=8` and `SPEC:VARIANT` are three words for bash.
    if [ "$current" = : ]; then
        _netc_add -W "$(_netc_variants "$previous")"
        return
    elif [ "$current" = = ]; then
        option=$previous current=
    elif [ "$previous" = = ]; then
        option=${COMP_WORDS[COMP_CWORD - 2]}
    else
        option=$previous
    fi
    case $option in
    --variant)
        _netc_add -W "$(_netc_variants "${COMP_WORDS[@]}")" -- "$current"
        return
        ;;
    :)
        _netc_add -W "$(_netc_variants "${COMP_WORDS[COMP_CWORD - 2]}")" -- "$current"
        return
        ;;
    --target | --lanes | --dump | --to | --color)
        _netc_add -W "$(_netc_alternatives "$netc" "$command" "$option")" -- "$current"
        return
        ;;
    esac
    case $current in
    -*) _netc_add -W "$(_netc_options "$netc" "$command")" -- "$current" ;;
    *)
        [ "$COMP_CWORD" = 1 ] && _netc_add -W "$commands" -- "$current"
        _netc_add -f -- "$current"
        ;;
    esac
}

complete -o filenames -F _netc netc
