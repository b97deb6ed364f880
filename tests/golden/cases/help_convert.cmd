netc convert --help
