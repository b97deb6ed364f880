# join.awk PART SPEC: the spec without its variants, with the blocks of PART in the place of its own.
function head(line) { return line ~ /^[a-z].*[{]/ ? line : "" }
FNR == NR {
    if (head($0) != "")
        given[$1] = 1
    part = part $0 "\n"
    next
}
head($0) != "" { drop = $1 in given || $1 == "variant" }
!drop { print }
END { printf "%s", part }
