netc label_keyword.net -o out.c &&
    cc -std=c11 -O1 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -c out.c &&
    ls
