# short, and unlike each other
titles() {
    netc compare "$@" --target generic --json | sed -n 's/^      "title": //p' | tr -d '\n'
    echo
}
mkdir other
cp small.net other/small.net
cp small.net twin.net
cp small.net 'a:b.net'
sed 's/network small/network tiny/; s/of small/of tiny/' small.net >tiny.net
titles small.net
titles small.net small.net small.net:rectified small.net
titles small.net tiny.net
titles small.net tiny.net:rectified
titles small.net:rectified twin.net:rectified
titles small.net other/small.net
titles small.net a:b.net
titles small.net a:b.net:rectified
