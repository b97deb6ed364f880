# Wrong command lines of --roofline, and that a faster machine takes less time.
run() {
    echo "$ netc $*" >&2
    netc "$@"
    echo "[$?]" >&2
}
run summary small.net --ceiling 118
run summary small.net --roofline --ceiling
run summary small.net --roofline --ceiling fast
run summary small.net --roofline --ceiling 0
run summary small.net --roofline --ceiling -5
run summary small.net --roofline --ceiling 1e400
run summary small.net --roofline=yes
run check small.net --roofline
netc summary small.net --target avx512 --roofline | head -1
netc summary small.net --target avx512 --roofline --ceiling 236 | head -1
netc summary small.net --target neon --roofline --ceiling 21.5 | head -1
