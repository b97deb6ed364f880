netc export small.net --to pytorch -o net.py && cat net.py
