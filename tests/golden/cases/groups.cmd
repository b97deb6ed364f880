netc fmt groups.net && netc fmt --explicit groups.net | sed -n '/network/,/}/p' && netc convert groups.net --to yaml -o groups.yaml &&
    sed -n '/layers/,/C4/p' groups.yaml && netc check groups.yaml &&
    netc summary groups.net | sed '/^Target/,$d' && netc summary groups.net --variant plain | grep '^C[23]' &&
    netc groups.net --dump=model | grep -E 'C[123].*(groups|dilation|fan|weight)' &&
    netc groups.net --dump=plan --lanes=16 --target=avx512 | grep -E '^  .*C3_(forward|weight|input)'
