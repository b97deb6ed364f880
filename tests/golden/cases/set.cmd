netc summary small.net --target avx512 --set train.batch=16 --set C1.activation=relu | sed 's/ [0-9,]* bytes/ N bytes/; s/at least [0-9,]*/at least N/'
netc check small.net --set C1.filters=20
netc check small.net --set 'C1.filters=20 -> params 500' 2>&1
