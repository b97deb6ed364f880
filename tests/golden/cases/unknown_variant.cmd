netc check --variant rectifed small.net
status=$?
netc check --variant nonsense small.net
exit $status
