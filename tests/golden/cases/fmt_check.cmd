netc fmt --check fmt_check.net
