netc --dump=plan small.net --lanes 4 | grep -c C1_forward
