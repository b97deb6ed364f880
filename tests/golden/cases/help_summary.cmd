netc summary --help
