#!/usr/bin/env python3
"""names_test.py NETC ROOT RUNTIME_LIBRARY CC: hostile names wherever netc and its programs take one. Nothing
runs, no output steers a terminal, JSON says what was given, and C, SVG and HTML have the same structure as with
harmless names."""
import html.parser
import json
import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile

from names import LONG_PATH, NAMES, replaced, trouble

netc, root, library, compiler = [os.path.realpath(path) if "/" in path else path for path in sys.argv[1:5]]
scratch = tempfile.mkdtemp(prefix="netc-names-").encode()
failures = []
runs = 0
SMALL = open(os.path.join(root, "tests/golden/small.net"), "rb").read()


def fail(what, *details):
    failures.append(what)
    print("FAILED:", what, *details)


def run(what, argv, statuses=(0,), folder=None, **environment):
    """Runs it in an empty environment; looks at its status and at what it says."""
    global runs
    runs += 1
    known = {"PATH": os.environ["PATH"], "LC_ALL": "C", "OMP_WAIT_POLICY": "passive"}
    done = subprocess.run(argv, cwd=folder or scratch, env={**known, **environment}, stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=60)
    if done.returncode not in statuses:
        fail(f"{what}: status {done.returncode}", argv, done.stderr[-400:])
    for name, output in ("stdout", done.stdout), ("stderr", done.stderr):
        found = trouble(output)
        if found:
            fail(f"{what}: {name} can steer a terminal", found)
    return done


class Structure(html.parser.HTMLParser):
    """Elements and the names of their attributes, and the text of all."""

    def __init__(self, text):
        super().__init__()
        self.shape, self.text, self.values = [], "", []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.shape.append((tag, [name for name, _ in attributes]))
        self.values += [value for _, value in attributes if value]

    def handle_endtag(self, tag):
        self.shape.append(("/" + tag, []))

    def handle_comment(self, data):
        self.shape.append(("<!--", []))

    def handle_data(self, data):
        self.text += data


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def read(path):
    with open(path, "rb") as file:
        return file.read()


# --- files of netc -----------------------------------------------------------------------------------------

def products(folder, spec):
    """What every command makes of the spec."""
    run("compile", [netc, spec, "-o", "plain.c", "--target", "generic"], folder=folder)
    run("compare --html", [netc, "compare", spec, "--html", "report.html", "--target", "generic"], folder=folder)
    comparison = json.loads(run("compare --json", [netc, "compare", spec, "--json", "--target", "generic"],
                                folder=folder).stdout)
    paths = [network.pop("path") for network in comparison["networks"]]
    files = {"C": read(os.path.join(folder, b"plain.c")), "header": read(os.path.join(folder, b"plain.h")),
             "comparison": comparison,
             "structure": Structure(read(os.path.join(folder, b"report.html")).decode()).shape}
    for what, argv in {"summary": [netc, "summary", spec, "--target", "generic"],
                       "summary --json": [netc, "summary", spec, "--json", "--target", "generic"],
                       "draw": [netc, "draw", spec], "fmt": [netc, "fmt", spec],
                       "convert": [netc, "convert", spec, "--to", "yaml"],
                       "compare": [netc, "compare", spec, "--target", "generic"]}.items():
        files[what] = run(what, argv, folder=folder).stdout
    return files, paths


def check_spec_paths():
    plain = os.path.join(scratch, b"plain")
    os.mkdir(plain)
    write(os.path.join(plain, b"small.net"), SMALL)
    expected, _ = products(plain, b"./small.net")
    for kind, name in NAMES.items():
        folder = os.path.join(scratch, kind.encode())
        os.makedirs(os.path.join(folder, name))
        spec = b"./" + name + b"/script><b>" + name + b".net"
        write(os.path.join(folder, spec), SMALL)
        found, paths = products(folder, spec)
        for what in expected:
            if found[what] != expected[what]:
                fail(f"{what} depends on the path of the spec, {kind}")
        if set(paths) != {replaced(spec)}:
            fail(f"compare --json names another path, {kind}", paths)
        run("check", [netc, "check", spec], folder=folder)
        wrong = b"./" + name + b"/wrong.net"
        write(os.path.join(folder, wrong), SMALL.replace(b"tanh", b"tahn"))
        run("check of what is wrong", [netc, "check", wrong], (1,), folder=folder)
        run("coloured", [netc, "fmt", b"./" + name + b"/none.net", "--color=never"], (3,), folder=folder)
        same_title = [netc, "compare", spec, b"small.net", "--html", "two.html"]
        write(os.path.join(folder, b"small.net"), SMALL)
        run("compare of two files", same_title, folder=folder)
        page = Structure(read(os.path.join(folder, b"two.html")).decode())
        if kind in ("shell", "markup", "comment") and replaced(name) not in page.text:
            fail(f"the report does not name the file, {kind}")


def check_outputs():
    """-o: the name of the header is in the C, where it cannot be more than a name, or it is refused."""
    expected = read(os.path.join(scratch, b"plain/plain.c"))
    spec = os.path.join(scratch, b"plain/small.net")
    for kind, name in list(NAMES.items()) + [("trigraph", b"a??/"), ("quote", b'a"b')]:
        folder = os.path.join(scratch, b"out-" + kind.encode())
        os.mkdir(folder)
        done = run(f"-o {kind}", [netc, spec, "--target", "generic", b"--output=" + name + b".c"], (0, 2), folder)
        if done.returncode == 0 and read(os.path.join(folder, name + b".c")) != expected.replace(b"plain.h", name + b".h"):
            fail(f"the C holds more than the header's name, {kind}")
        if done.returncode == 2 and os.listdir(folder):
            fail(f"refused, but written, {kind}")
        if done.returncode == 0:
            run(f"{compiler} of {kind}", [compiler, "-std=c11", "-fsyntax-only", "-Werror", "-w", b"./" + name + b".c"],
                folder=folder)
        run(f"draw {kind}", [netc, "draw", spec, b"--output=./" + name + b".svg"], (0, 3), folder)


def check_arguments():
    spec = os.path.join(scratch, b"plain/small.net")
    for kind, name in [*NAMES.items(), ("path", LONG_PATH)]:
        for option in (b"--variant=", b"--set=", b"--set=C1.filters=", b"--set=train.optimizer=", b"--target=", b"--lanes="):
            run(f"{option.decode()}{kind}", [netc, "summary", spec, option + name], (1, 2))
        run(f"a summary {kind}", [netc, "check", spec, b"--summary=./none/" + name], (3,))
        run(f"a spec {kind}", [netc, "check", "--", b"./none/" + name], (3,))
        run(f"a command {kind}", [netc, name], (0, 2, 3))
        run(f"draw into {kind}", [netc, "draw", spec, b"--output=none/" + name], (3,))
        run(f"NETC_RUNTIME {kind}", [netc, "train", spec], (3,), NETC_RUNTIME=os.fsdecode(name))
        for variable in "COLUMNS", "TERM", "NO_COLOR", "LC_ALL", "LANG":
            run(f"{variable} {kind}", [netc, "compare", spec], **{variable: os.fsdecode(name)})
    for columns in "-1", "0", "1", "99999999999999999999", "10000", "1e9":
        done = run(f"COLUMNS={columns}", [netc, "compare", spec], COLUMNS=columns)
        if len(done.stdout) > 1 << 20:
            fail(f"COLUMNS={columns}: {len(done.stdout)} bytes")


# --- what specs hold ---------------------------------------------------------------------------------------

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,47}")


def all_names(value):
    """The names in a summary's JSON."""
    names = [value["name"], value["network"]] + [layer["name"] for layer in value["layers"]]
    return names + ([value["variant"]] if value["variant"] else [])


def check_bytes_of_names():
    """Every byte within a label, a network's, a variant's and a table's name: whatever is read, is a name."""
    accepted = set()
    path = os.path.join(scratch, b"byte.net")
    yaml = os.path.join(scratch, b"byte.yaml")
    for byte in range(256):
        inside = b"a" + bytes([byte]) + b"b"
        write(path, b"network " + inside + b" {\n input 4x4x1\n flatten\n " + inside + b": dense 2, softmax\n}\n"
              b"variant v" + inside + b" of " + inside + b" { " + inside + b".units 3 }\n")
        done = run(f"a name with byte {byte}", [netc, "summary", path, "--json", "--target", "generic"], (0, 1))
        if done.returncode == 0:
            accepted.add(byte)
            for name in all_names(json.loads(done.stdout)):
                if not NAME.fullmatch(name):
                    fail(f"byte {byte} gives a name that is none", name)
        if byte >= 128 or chr(byte) in "/\n\r\t \0":
            continue
        quoted = b'"a\\x%02xb"' % byte
        write(yaml, b"network: " + quoted + b"\ninput: 4x4x1\nlayers:\n  - {kind: flatten}\n"
              b"  - {label: " + quoted + b", kind: dense, units: 2, activation: softmax}\n")
        done = run(f"a quoted name with byte {byte}", [netc, "summary", yaml, "--json", "--target", "generic"], (0, 1))
        names = all_names(json.loads(done.stdout)) if done.returncode == 0 else []
        if [name for name in names if not NAME.fullmatch(name)]:
            fail(f"YAML: byte {byte} gives a name that is none", names)
    letters = {ord(c) for c in "0123456789_"} | set(range(65, 91)) | set(range(97, 123))
    if accepted != letters:
        fail("names may hold other bytes than they should", sorted(accepted ^ letters))


def check_texts_of_specs():
    """Hostile comments, words, scalars and summaries: refused or dropped, and quoted harmlessly."""
    path, yaml = os.path.join(scratch, b"text.net"), os.path.join(scratch, b"text.yaml")
    keras = os.path.join(scratch, b"keras.txt")
    expected = read(os.path.join(scratch, b"plain/plain.c"))
    for kind, name in NAMES.items():
        line = name.replace(b"\n", b" ")
        write(path, SMALL.replace(b"{\n", b"{ # */ " + line + b"\n", 1))
        done = run(f"fmt of a comment, {kind}", [netc, "fmt", path], (0, 1))
        if kind in ("lines", "escapes", "controls", "bytes") and done.returncode != 1:
            fail(f"a comment may hold {kind}")
        if done.returncode == 0:
            run("compile", [netc, path, "-o", "plain.c", "--target", "generic"])
            if read(os.path.join(scratch, b"plain.c")) != expected:
                fail(f"a comment reaches the C, {kind}")
        for where in b"network small", b"C1", b"conv", b"tanh", b"mnist", b"784", b"cross_entropy", b"rectified", b"0.1":
            write(path, SMALL.replace(where, line))
            run(f"{where.decode()} as {kind}", [netc, "check", path], (0, 1))
        scalar = b'"' + b"".join(b"\\x%02x" % byte for byte in line) + b'"'
        for key in b"network", b"input", b"expect", b"zoo":
            write(yaml, key + b": " + scalar + b"\nlayers:\n  - {kind: " + scalar + b", label: " + scalar + b"}\n")
            run(f"YAML's {key.decode()} as {kind}", [netc, "check", yaml], (1,))
        write(keras, b' Layer (type)   Output Shape   Param #\n' + line + b' (Conv2D)   (None, 12, 12, 2)   53\n'
              b'Total params: ' + line + b'\n')
        run(f"a summary of {kind}", [netc, "check", os.path.join(scratch, b"plain/small.net"), "--summary", keras], (1,))


# --- generated programs ------------------------------------------------------------------------------------

def safetensors(header, size):
    return struct.pack("<Q", len(header)) + header + b"\0" * size


def build_program():
    program = os.path.join(scratch, b"program")
    sanitizers = ["-fsanitize=address,undefined"] if b"__asan_init" in read(library) else []
    openmp = ["-fopenmp"] if b"omp_" in read(library) or b"GOMP_" in read(library) else []
    run("the C compiler", [compiler, "-std=c11", "-DNETC_MODEL", "-DNETC_MAIN", "-I" + os.path.join(root, "runtime"),
                           b"plain/plain.c", "-o", program, library, "-lpng", "-lz", "-ljansson", "-lm", *sanitizers,
                           *openmp])
    return program


def check_program(program):
    data = os.path.join(scratch, b"data")
    subprocess.run([sys.executable, os.path.join(root, "tests/e2e/tiny_data.py"), data], check=True)
    # One training for the weights that the names are given to.
    run("train", [program, "train", "--data", data, "--output", "w", "--history", "h", "--threads", "1"])
    weights = read(os.path.join(scratch, b"w"))
    run("export", [program, "export", "--weights", "w", "--output", "plain_weights.h"])
    exported = read(os.path.join(scratch, b"plain_weights.h"))
    picture = b"P5 28 28 255\n" + bytes(range(196)) * 4
    for kind, name in NAMES.items():
        folder = os.path.join(scratch, b"run-" + kind.encode())
        os.mkdir(folder)
        os.symlink(data, os.path.join(folder, name))
        named = b"./" + name

        def program_run(what, *words, statuses=(0,), **environment):
            return run(f"{what} {kind}", [program, *words], statuses, folder, **environment)

        write(os.path.join(folder, name + b".w"), weights)
        write(os.path.join(folder, name + b".pgm"), picture)
        test = json.loads(program_run("test --json", "test", "--json", "--data", named, "--threads", "1", "--weights",
                                      named + b".w", "--predictions", named + b".csv").stdout)
        if test["data"] != replaced(named):
            fail(f"test --json names other data, {kind}", test["data"])
        program_run("test", "test", "--data", named, "--weights", named + b".w", "--threads", "1")
        program_run("NETC_DATA", "test", "--weights", named + b".w", "--threads", "1", NETC_DATA=os.fsdecode(named))
        program_run("no data", "test", "--weights", named + b".w", statuses=(3,), NETC_DATA=os.fsdecode(named + b"x"))
        program_run("predict", "predict", "--weights", named + b".w", named + b".pgm", COLUMNS=os.fsdecode(name))
        program_run("predict nothing", "predict", "--weights", named + b".w", named + b".png", statuses=(3,))
        said = json.loads(program_run("activations", "activations", "--weights", named + b".w", named + b".pgm").stdout)
        if said["images"][0]["image"] != replaced(named + b".pgm"):
            fail(f"activations name another image, {kind}", said["images"][0]["image"])
        program_run("a layer", "activations", "--weights", named + b".w", b"--layer=" + name, named + b".pgm",
                    statuses=(2,))
        program_run("export", "export", "--weights", named + b".w", "--output", named + b".h")
        if read(os.path.join(folder, name + b".h")) != exported:
            fail(f"export depends on names, {kind}")
        program_run("an option", "test", b"--" + name, statuses=(2,))
        program_run("a count", "train", b"--epochs=" + name, statuses=(2,))
        program_run("an operand", "train", "--", name, statuses=(2,))
        program_run("a command", name, statuses=(0, 2))
        header = json.dumps({"__metadata__": {replaced(name): replaced(name)}, replaced(name): {
            "dtype": replaced(name), "shape": [1], "data_offsets": [0, 4]}}, ensure_ascii=False).encode()
        for part, text in {"escaped": header, "raw": header.replace(b"F32", name), "none": name}.items():
            write(os.path.join(folder, b"bad.w"), safetensors(text, 4))
            program_run(f"weights with {part} names", "predict", "--weights", "bad.w", named + b".pgm", statuses=(3,))


def check_compiler(program):
    """CC, CFLAGS and TMPDIR reach the compiler word by word, and no shell."""
    log = os.path.join(scratch, b"log")
    fake = os.path.join(scratch, b"fake")
    write(fake, f"""#!{sys.executable}
import json, os, shutil, sys
with open({os.fsdecode(log)!r}, "a") as file:
    file.write(json.dumps([os.fsencode(word).hex() for word in sys.argv]) + "\\n")
if "-o" in sys.argv and "-E" not in sys.argv:
    shutil.copy({os.fsdecode(program)!r}, sys.argv[sys.argv.index("-o") + 1])
""".encode())
    os.chmod(fake, 0o755)
    spec = os.path.join(scratch, b"plain/small.net")
    for kind, name in NAMES.items():
        folder = os.path.join(scratch, b"cc-" + kind.encode())
        os.makedirs(os.path.join(folder, name))
        # dash and at: a relative TMPDIR that looks like an option, or like a file of options
        run(f"train, {kind}", [netc, "train", spec, "--", "info"], (0, 2, 3), folder, TMPDIR=os.fsdecode(name),
            CC=os.fsdecode(fake + b" " + name), CFLAGS=os.fsdecode(b"-DX=" + name))
        with open(log) as file:
            calls = [[bytes.fromhex(word) for word in json.loads(line)] for line in file]
        os.remove(log)
        words = [word for word in re.split(rb"[ \t\n]", name) if word]
        if not all(call[1:1 + len(words)] == words for call in calls):
            fail(f"CC is split otherwise, {kind}", calls[-1])
        built = [call for call in calls if any(word.endswith(b".c") for word in call)]
        if not built:
            fail(f"the compiler is not called, {kind}")
        for call in built:
            source = [word for word in call if word.endswith(b".c")][0]
            if name not in source or source[:1] in b"-@":
                fail(f"TMPDIR is split, or may be an option, {kind}", source)
        if os.listdir(os.path.join(folder, name)):
            fail(f"train leaves files, {kind}")


try:
    check_spec_paths()
    check_outputs()
    check_arguments()
    check_bytes_of_names()
    check_texts_of_specs()
    program = build_program()
    check_program(program)
    check_compiler(program)
    for place, _, names in os.walk(scratch):
        if b"pwned" in names:
            fail("a command was run", place)
finally:
    shutil.rmtree(scratch)
print(f"{runs} runs, {len(failures)} failures")
sys.exit(1 if failures else 0)
