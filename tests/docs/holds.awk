# holds.awk PATTERN TEXT: whether the lines of PATTERN are in TEXT, in their order and without gaps;
# a line of `...` stands for any lines. `whole`: they are all of it, not a piece.
FNR == NR { pattern[++lines] = $0; next }
{ text[++length_of_text] = $0 }
END { exit !find(1, 1, !whole) }
function find(p, t, loose,    at) {
    for (at = t; at <= length_of_text + 1; at++) {
        if (fits(p, at))
            return 1
        if (!loose)
            return 0
    }
    return 0
}
function fits(p, t) {
    for (; p <= lines; p++) {
        if (pattern[p] ~ /^ *\.\.\.$/)
            return find(p + 1, t, 1)
        if (t > length_of_text || text[t] != pattern[p])
            return 0
        t++
    }
    return !whole || t > length_of_text
}
