COLUMNS=100 netc compare small.net --target generic --lanes 4 | sed 's/[0-9,]*[0-9]  *[0-9.]*x$/N/; /bytes/s/ [0-9][0-9,]*/ N/g'
