printf 'network n {\n    # caf\303\251 \303(\n    input 28x28x1\n}\n' >latin.net
netc check latin.net
