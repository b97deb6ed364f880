netc draw --help
