# Splits a Markdown document into its fenced blocks: NNN.text, NNN.info (what stands behind ```)
# and NNN.line in `folder`.
/^```/ {
    if (inside) {
        inside = 0
        close(name ".text")
    } else {
        inside = 1
        info = substr($0, 4)
        if (info != "") {
            name = sprintf("%s/%03d", folder, ++count)
            print info > (name ".info")
            close(name ".info")
            print NR > (name ".line")
            close(name ".line")
            printf "" > (name ".text")
        }
    }
    next
}
inside && info != "" { print > (name ".text") }
END {
    if (inside) {
        print FILENAME ": a block without an end" > "/dev/stderr"
        exit 1
    }
}
