{
    printf '\357\273\277'
    cat small.net
} >bom.net
netc check bom.net
