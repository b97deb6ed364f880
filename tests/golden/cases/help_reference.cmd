netc reference --help
