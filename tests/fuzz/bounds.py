#!/usr/bin/env python3
"""bounds.py NETC [--all] [--slack N]: specs made to take long or much: netc ends on each of them within
SECONDS of processor time and MEGABYTES of memory, with a status of its own (0 to 3). --all: by every
command. A sanitizer's build is slower and larger: --slack multiplies both."""
import os
import resource
import subprocess
import sys
import tempfile

SECONDS, MEGABYTES = 1.0, 512
LIMIT = 1 << 20  # bytes of a spec, as netc has it
COMMANDS = {
    "check": ["check"],
    "compile": ["compile", "-o", "out.c"],
    "explicit": ["fmt", "--explicit"],
}
OTHERS = {
    "fmt": ["fmt"],
    "yaml": ["convert", "--to", "yaml"],
    "net": ["convert", "--to", "net"],
    "summary": ["summary"],
    "draw": ["draw", "-o", "out.svg"],
    "tokens": ["check", "--dump=tokens"],
}

NET = "network n {\n    input 28x28x1\n"
END = "    flatten\n    dense 10, softmax\n}\n"
YAML = "network: n\ninput: 28x28x1\nlayers:\n"


def many(head, piece, tail="", count=None):
    """As often as the limit of a spec allows, or so often; `%d` in the piece is its number."""
    parts, size, number = [], len(head) + len(tail), 0
    while count is None or number < count:
        part = piece % number if "%d" in piece else piece
        if size + len(part) > LIMIT:
            break
        parts.append(part)
        size += len(part)
        number += 1
    return head + "".join(parts) + tail


def cases():
    """Name of the file, and its text."""
    yield "layers.net", many(NET, "activation tanh\n", END)
    yield "layers_most.net", many(NET, "activation tanh\n", END, 990)
    yield "convolutions_most.net", many(NET, "conv %d of 3x3, pad same, tanh\n".replace("%d", "1%03d"), END, 900)
    yield "labels.net", many(NET, "A: activation tanh\n", END)
    yield "networks.net", many("", "network n%d {\n input 1x1x1\n flatten\n}\n")
    yield "variants.net", many(NET + "activation tanh\n" + END, "variant v%d of n {\n tanh -> relu\n}\n")
    yield "variants_of_layers.net", many(many(NET, "activation tanh\n", END, 900), "variant v%d of n {\n tanh -> relu\n}\n")
    yield "variants_of_one_name.net", many(NET + END, "variant v of n {\n}\n")
    yield "overrides.net", many(NET + "C1: conv 1 of 3x3, tanh\n" + END + "variant v of n {\n", " C1.filters 2\n", "}\n")
    yield "replacements.net", many(NET + "C1: conv 1 of 3x3, tanh\n" + END + "variant v of n {\n", " a%d -> b\n", "}\n")
    yield "claims.net", many(NET + "conv 1 of 1x1, tanh -> 1", ", params 1", "\n}\n")
    yield "attributes.net", many(NET + "conv 1 of 1x1, tanh", ", pad same", "\n}\n")
    yield "atoms.net", many(NET + "conv", " 1", "\n}\n")
    yield "rates.net", many(NET + END + "train {\n optimizer sgd, rate 0.1", " : 0.1*9", "\n}\n")
    yield "tables.net", many(NET + END, "table t%d 1 -> 1 {\n 0: {0}\n}\n")
    yield "table_rows.net", many(NET + "conv 1 of 1x1 via t, tanh\n" + END + "table t 1 -> 1 {\n", " 0: {0}\n", "}\n")
    yield "table_full.net", ("network n {\n input 4x4x1000\n conv 1000 of 1x1 via t, tanh\n flatten\n dense 10, softmax\n}\n"
                             "table t 1000 -> 1000 {\n 0..999: {0..999}\n}\n")
    yield "table_half.net", many("network n {\n input 4x4x500\n conv 2000 of 1x1 via t, tanh\n flatten\n dense 10, softmax\n}\n"
                                 "table t 500 -> 2000 {\n", " %d: {0..249}\n", "}\n", 2000)
    yield "comments.net", many("", "#\n", NET + END)
    yield "comments_long.net", many("# ", "x", "\n" + NET + END)
    yield "blank_lines.net", many("", "\n", NET + END)
    yield "semicolons.net", many(NET, ";", END)
    yield "open_braces.net", many("", "{")
    yield "close_braces.net", many("", "}")
    yield "word.net", many("", "a")
    yield "digits.net", many(NET + "dense ", "1", "\n}\n")
    yield "errors.net", many("", "%%%\n")
    yield "errors_of_a_line.net", many(NET, "?", END)
    yield "unknown_words.net", many(NET, "xyzzy\n", END)
    yield "set_members.net", many(NET + END + "table t 1 -> 1 {\n 0: {0", ",0", "}\n}\n")
    yield "arrows.net", many(NET, "->", END)
    yield "wide.net", "network n {\n input 1000x1000x1000\n conv 100000 of 1000x1000, pad same, tanh\n flatten\n dense 10, softmax\n}\n"
    yield "huge_dense.net", "network n {\n input 30000x30000x1\n flatten\n dense 1, tanh\n dense 1000000000, tanh\n}\n"
    yield "centres.net", "network n {\n input 1000\n rbf 1000\n}\n"
    yield "nesting.yaml", many("network: ", "[")
    yield "nesting_maps.yaml", many("", "{a: ")
    yield "nesting_lines.yaml", "".join(" " * i + "a:\n" for i in range(1400))
    yield "aliases.yaml", "a: &a0 [x, x]\n" + "".join(f"a{i + 1}: &a{i + 1} [*a{i}, *a{i}]\n" for i in range(60))
    yield "anchors.yaml", many(YAML, "  - &a%d {kind: flatten}\n")
    yield "layers.yaml", many(YAML, "  - {kind: activation, activation: tanh}\n")
    yield "keys.yaml", many(YAML, "k%d: 1\n")
    yield "one_key.yaml", many(YAML, "expect: {}\n")
    yield "documents.yaml", many("", "---\n")
    yield "block_scalar.yaml", many("network: |\n", "  x\n")
    yield "quoted.yaml", many('network: "', "\\u0041", '"\n')
    yield "variants.yaml", many(YAML + "  - {kind: flatten}\nvariants:\n", "  v%d: {of: n, replace: {tanh: relu}}\n")
    yield "many_keys_of_a_layer.yaml", many(YAML + "  - {kind: flatten", ", k%d: 1", "}\n")
    yield "comments.yaml", many("", "#\n", YAML)


def run(netc, words, path, slack):
    """Status, seconds and megabytes of one command."""
    def confine():
        seconds = int(10 * SECONDS * slack)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    child = subprocess.Popen([netc, *words, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=confine)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    netc = os.path.abspath(sys.argv[1])
    slack = float(sys.argv[sys.argv.index("--slack") + 1]) if "--slack" in sys.argv else 1
    commands = COMMANDS | OTHERS if "--all" in sys.argv else COMMANDS
    wrong, count, slowest, largest = 0, 0, (0, ""), (0, "")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for path, text in cases():
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            for command, words in commands.items():
                status, seconds, megabytes = run(netc, words, path, slack)
                name = f"netc {command} {path} ({len(text):,} bytes)"
                count += 1
                slowest = max(slowest, (seconds, name))
                largest = max(largest, (megabytes, name))
                if not 0 <= status <= 3 or seconds > SECONDS * slack or megabytes > MEGABYTES * slack:
                    wrong += 1
                    print(f"{name}: status {status}, {seconds:.2f} s, {megabytes:.0f} MB", flush=True)
    print(f"{count} runs; the slowest {slowest[0]:.2f} s, {slowest[1]}; the largest {largest[0]:.0f} MB, {largest[1]}")
    return wrong != 0


sys.exit(main())
