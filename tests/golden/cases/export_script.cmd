netc export small.net -o net.py
netc export small.net --to keras
netc export small.net --to torch -o net.py
