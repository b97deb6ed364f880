netc check keras_depthwise.net --summary keras_depthwise.txt && sed "s/groups 8, //" keras_depthwise.net > all.net && netc check all.net --summary keras_depthwise.txt
