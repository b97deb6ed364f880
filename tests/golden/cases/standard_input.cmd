netc check - <small.net
