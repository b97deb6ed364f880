mkdir tmp
TMPDIR=$PWD/tmp CC=false netc train small.net 2>err
status=$?
sed -n '/note/!p' err >&2
grep -c 'note: false -std=c11 -O3 -ffp-contract=off .*-DNETC_MAIN' err
ls -A tmp
exit $status
