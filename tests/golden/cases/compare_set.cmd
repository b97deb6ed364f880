# a setting is for all
netc compare small.net --target generic --json --set train.batch=7 --set C1.filters=3 | grep -A 5 -e '"batch"' | tr -d ' \n'
echo
netc compare small.net --target generic --json --set C1.filters=3 | grep -c '"conv 3\|"detail": "3 of'
