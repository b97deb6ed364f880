sed 's/$/\r/' small.net >crlf.net
netc check crlf.net &&
    netc crlf.net -o crlf.c && netc small.net -o small.c && sed 's/crlf\.h/small.h/' crlf.c | cmp - small.c
