netc check keras_rbf.net --summary keras_rbf.txt; sed 's/dense (Dense)/rbf_1 (RBF)  /' keras_rbf.txt >right.txt; netc check keras_rbf.net --summary right.txt
