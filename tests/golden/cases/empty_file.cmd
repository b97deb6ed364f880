: >empty.net
netc check empty.net
status=$?
: >empty.yaml
netc check empty.yaml
exit $status
