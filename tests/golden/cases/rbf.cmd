netc summary rbf.net --target avx512
netc summary rbf.net --target avx512 --variant trained
netc check rbf.net --variant trained
netc fmt --explicit rbf.net | tee explicit.net; netc fmt --explicit explicit.net | cmp - explicit.net
netc convert rbf.net --to yaml | tee rbf.yaml; netc convert rbf.yaml --to net
netc rbf.net -o a.c && netc rbf.yaml -o b.c && sed 's/b\.h/a.h/' b.c | cmp - a.c
netc rbf.net --target avx512 -o rbf.c --inference-only && cat rbf.h && sed -n '/centres/,/^}/p' rbf.c
