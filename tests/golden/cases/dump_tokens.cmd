netc --dump=tokens dump_tokens.net
