netc export export_python.net --to pytorch -o net.py && cat net.py
netc export export_python.net --to keras -o net.py && cat net.py
