netc compare small.net --target generic --html report.html >/dev/null || exit
[ -s report.html ] && echo written
netc compare small.net --target generic --html nowhere/report.html >/dev/null
