TMPDIR=nowhere netc train small.net
