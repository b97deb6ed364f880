mkdir folder.net
netc check folder.net
