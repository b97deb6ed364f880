netc check --help
