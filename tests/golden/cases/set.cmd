netc summary small.net --set train.batch=16 --set C1.activation=relu | sed 's/ [0-9,]* bytes/ N bytes/'
