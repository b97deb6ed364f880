echo old source >out.c
echo old header >out.h
sed 's/params 52/params 53/' small.net >wrong.net
netc wrong.net -o out.c
status=$?
cat out.c out.h
ls -A
exit $status
