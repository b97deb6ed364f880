ln -s /dev/full out.c
netc small.net -o out.c
status=$?
ls -A
exit $status
