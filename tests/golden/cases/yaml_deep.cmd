{
    printf 'network: '
    head -c 100000 /dev/zero | tr '\0' '['
} >deep.yaml
netc check deep.yaml 2>err
status=$?
sed 's/\[\[\[*/[.../' err >&2
exit $status
