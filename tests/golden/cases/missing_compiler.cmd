mkdir tmp
TMPDIR=$PWD/tmp CC=no-such-compiler netc train small.net
status=$?
ls -A tmp
exit $status
