netc --help
