netc check nowhere.net
