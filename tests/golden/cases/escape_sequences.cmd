printf 'network n {\n    input 28x28x1\n    \033]0;owned\007conv 6 of 5x5, \033[31mtanh\n}\n' >escape.net
netc check escape.net
