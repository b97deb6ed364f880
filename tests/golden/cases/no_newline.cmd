printf 'network n { input 28x28x1; flatten; OUT: dense 10, softmax }' >line.net
netc check line.net
