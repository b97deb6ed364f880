netc draw small.net
