for setting in C9.filters=4 C1.filtres=4 C1.filters= C1=frob train.bach=4 batch=4 'C1.filters=4; x 1'; do
    netc check small.net --set "$setting"
    echo "$setting: $?"
done
