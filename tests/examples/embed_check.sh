# embed_check.sh - sourced by example.sh: answers, bad pictures, and what the device's part needs.
# shellcheck shell=sh
[ "$(./embed | cut -c 1)" = 0 ] || fail "the nought that it draws is $(./embed)"
[ "$(build/embed | cut -c 1)" = 0 ] || fail "the nought is $(build/embed) to CMake's program"

# A stroke from top to bottom, three pixels wide, is a one.
{
    printf 'P5\n# drawn by hand\n28 28\n255\n'
    for row in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27; do
        ink='\377'
        if [ $row -lt 4 ] || [ $row -ge 24 ]; then
            ink='\000'
        fi
        printf "%013d$ink$ink$ink%012d" 0 0 | tr 0 '\000'
    done
} >one.pgm
[ "$(wc -c <one.pgm)" = 813 ] || fail "the picture has $(wc -c <one.pgm) bytes"
[ "$(./embed one.pgm | cut -c 1)" = 1 ] || fail "the one is $(./embed one.pgm)"
[ "$(./embed - <one.pgm)" = "$(./embed one.pgm)" ] || fail "standard input gives another answer"

head -c 800 one.pgm >short.pgm
sed 's/28 28/28 27/' one.pgm >small.pgm
sed 's/P5/P2/' one.pgm >other.pgm
: >empty.pgm
printf 'P5 28 28 99999999999999999999' >huge.pgm
for picture in short.pgm small.pgm other.pgm empty.pgm huge.pgm none.pgm; do
    status=0
    ./embed $picture >out 2>err || status=$?
    [ $status = 1 ] || fail "$picture: status $status"
    [ "$(cat out err)" = "embed: $picture is no binary PGM (P5) of 28x28 pixels, 0 to 255" ] ||
        fail "$picture: $(cat out err)"
done

objects=$(find build -path '*embed.dir*' \( -name 'classify.c.o' -o -name 'lenet5.c.o' \))
[ "$(echo "$objects" | wc -l)" = 2 ] || fail "objects: $objects"
for object in $objects; do
    nm -u "$object" | sed 's/.* //' | grep -v -x -e memcpy -e memmove -e memset -e expf -e lenet5_forward >needs || :
    [ ! -s needs ] || fail "$(basename "$object") needs $(cat needs)"
done
