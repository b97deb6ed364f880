netc summary --json small.net --target avx512 | sed 's/\("weights"\|"inference"\|"training"\|"[a-z]*_least"\): [0-9]*/\1: N/'
