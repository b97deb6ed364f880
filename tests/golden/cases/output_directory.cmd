mkdir out.c out2.h
netc small.net -o out.c
status=$?
netc small.net -o out2.c
ls -A
exit $status
