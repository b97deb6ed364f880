netc fmt fmt.net | tee once.net
netc fmt once.net | cmp - once.net
netc fmt --check once.net
netc fmt -i fmt.net && cmp fmt.net once.net
