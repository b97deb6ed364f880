NETC_RUNTIME=nowhere netc train small.net
