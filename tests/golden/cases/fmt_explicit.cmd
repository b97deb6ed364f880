netc fmt --explicit small.net | tee explicit.net; netc fmt --explicit explicit.net | cmp - explicit.net
