printf 'network n {\n    input 28\0x28x1\n}\n' >nul.net
netc check nul.net
