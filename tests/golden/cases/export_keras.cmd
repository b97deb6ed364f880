netc export small.net --variant rectified --to keras --weights "w'\".safetensors" -o net.py && cat net.py
