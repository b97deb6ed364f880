netc --version | grep -cx 'netc [0-9]*\.[0-9]*\.[0-9]*'
netc train -V | grep -cx 'netc [0-9]*\.[0-9]*\.[0-9]*'
