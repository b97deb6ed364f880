# what is wrong in each of the files, once, with its place
sed 's/6x6x2/7x7x2/' small.net >shape.net
sed 's/avgpool/avgpol/' small.net >word.net
netc compare shape.net small.net word.net shape.net:rectified small.net:rectified
echo "[$?]" >&2
# what only a variant breaks
sed 's/tanh -> relu/OUT.units 9/' small.net >variant.net
netc compare variant.net
echo "[$?]" >&2
netc compare small.net small.net:rectified --set OUT.unit=9
