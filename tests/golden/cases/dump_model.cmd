netc --dump=model small.net
