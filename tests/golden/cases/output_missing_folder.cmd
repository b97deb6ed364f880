netc small.net -o nowhere/out.c
status=$?
ls -A
exit $status
