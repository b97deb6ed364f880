netc fmt table_explicit.net && netc fmt --explicit table_explicit.net >one.net && sed -n '/^network/,/^}/p' one.net &&
    netc check one.net && netc check --variant word one.net &&
    netc convert one.net --to yaml >one.yaml && netc convert one.yaml --to net >two.net && cmp one.net two.net
