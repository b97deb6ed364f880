netc fmt --help
