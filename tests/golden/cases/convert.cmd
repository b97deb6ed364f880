netc convert small.net --to yaml | tee small.yaml
netc convert small.yaml --to net
netc convert small.yaml -o back.net && netc convert back.net --to yaml | cmp - small.yaml
netc small.net -o a.c && netc small.yaml -o b.c && sed 's/b\.h/a.h/' b.c | cmp - a.c
