netc summary small.net | sed 's/ [0-9,]* bytes/ N bytes/'
netc summary small.net --variant rectified --lanes 1 | sed 's/ [0-9,]* bytes/ N bytes/'
