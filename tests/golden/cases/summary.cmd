netc summary small.net --target avx512 | sed 's/ [0-9,]* bytes/ N bytes/; s/at least [0-9,]*/at least N/'
netc summary small.net --target avx512 --variant rectified --lanes 1 | sed 's/ [0-9,]* bytes/ N bytes/; s/at least [0-9,]*/at least N/'
