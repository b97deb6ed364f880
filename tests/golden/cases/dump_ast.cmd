netc --dump=ast small.net --variant rectified --set C1.filters=2
