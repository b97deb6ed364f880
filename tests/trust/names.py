"""names.py - names that try to become something else, and what no output may hold."""
import unicodedata

# Parts of paths: everything but `/` and NUL.
NAMES = {
    "shell": b"\"'`touch pwned`$(touch pwned);touch pwned|x&<>%s%n*?[a]{b}\\ ~ #",
    "markup": b"x\"'><script>alert(1)<&amp;&#60;!--]]>",
    "comment": b"*",  # with what follows: `*/`
    "lines": b"a\nb\r\nc\td\x0b\x0c",
    "escapes": b"\x1b[31m\x1b]0;owned\x07\x08\x7f",
    "controls": b"\xc2\x9b31m\xc2\x85\xe2\x80\xa8\xe2\x80\xae\xe2\x81\xa6rtl\xd8\x9c",
    "bytes": b"\xff\xfe\xc3(\xed\xa0\x80\xf4\x90\x80\x80\xc0\xaf",
    "dashes": b"--help",
    "dash": b"-o",
    "at": b"@file",
    "colon": b"small:rectified",
    "long": b"l" * 200,
}
LONG_PATH = b"/".join([b"p" * 200] * 20)  # 4,019 bytes
BIDIRECTIONAL = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def trouble(output):
    """What in the bytes of an output could steer a terminal, or None."""
    try:
        text = output.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"no UTF-8: {error}"
    for at, c in enumerate(text):
        bad = (unicodedata.category(c) == "Cc" and c not in "\n\t") or c in "\u2028\u2029\u200e\u200f\u061c"
        if bad or unicodedata.bidirectional(c) in BIDIRECTIONAL:
            return f"U+{ord(c):04X} in {text[max(0, at - 40):at + 20]!r}"
    return None


def replaced(name):
    """The name in UTF-8, with U+FFFD for each byte that is none."""
    text, at = "", 0
    while at < len(name):
        for length in (1, 2, 3, 4):
            try:
                text += name[at:at + length].decode("utf-8")
                break
            except UnicodeDecodeError:
                continue
        else:
            text, length = text + "\ufffd", 1
        at += length
    return text
