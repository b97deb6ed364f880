netc --dump=plan small.net --target avx512 --lanes 4 | grep -c C1_forward
