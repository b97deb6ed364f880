netc summary small.net >/dev/full
