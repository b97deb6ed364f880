{
    printf 'network: '
    head -c 100000 /dev/zero | tr '\0' '['
} >deep.yaml
netc check deep.yaml
