netc summary --json small.net | sed 's/\("weights"\|"inference"\|"training"\): [0-9]*/\1: N/'
