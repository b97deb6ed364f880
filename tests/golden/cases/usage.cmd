# Wrong command lines: each with its message and status.
run() {
    echo "$ netc $*" >&2
    netc "$@"
    echo "[$?]" >&2
}
run 
run bogus
run chekc small.net
run nowhere.net
run small.net
run small.net -o
run small.net -o -
run small.net -o out.txt
run small.net -o .c
run small.net -o 'a"b.c'
run small.net small.net -o out.c
run small.net -o a.c -o b.c
run small.net --dmup=ast
run small.net --dump=asts
run small.net --dump=ast -o out.c
run small.net -x
run small.net -o out.c --lanes 3
run small.net -o out.c --target avx
run small.net -o out.c --target sse2
run small.net -o out.c --shards 0
run small.net -o out.c --shards 4x
run small.net --inference-only=yes -o out.c
run check
run check --jsno small.net
run check --set C1.filters small.net
run check --summary a.txt small.net small.net
run check --color=blue small.net
run summary small.net extra
run train
run train small.net --epochs 5
run fmt --check -i small.net
run fmt -i -
run convert small.net
run convert small.net --to json
run convert small.net --to yaml -o a.net
run reference cnov
ls -A
