netc summary small.net --target avx512 | sed 's/ [0-9,]* bytes/ N bytes/'
netc summary small.net --target avx512 --variant rectified --lanes 1 | sed 's/ [0-9,]* bytes/ N bytes/'
