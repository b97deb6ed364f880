netc check small.net --summary summary_check.txt || exit
sed -e 's/ 52 / 54 /' -e 's/6, 6, 2)/7, 7, 2)/' -e 's/Flatten)/Dropout)/' -e 's/params: 782/params: 784/' summary_check.txt >wrong.txt
netc check small.net --summary wrong.txt
echo "[$?]" >&2
netc check small.net --summary nowhere.txt
echo "[$?]" >&2
netc check small.net --summary small.net
