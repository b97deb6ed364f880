#!/usr/bin/env python3
"""training_test.py NETC ROOT: `netc compare --train` with a real compiler, where every folder and file has a hostile
name: nothing of them is run, printed as more than text, or becomes an element of the report."""
import html.parser
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

from names import NAMES, replaced, trouble

netc, root = map(os.path.realpath, sys.argv[1:3])
scratch = tempfile.mkdtemp(prefix="netc-training-").encode()
failures = []


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.elements, self.text, self.scripts = set(), "", 0
        with open(path, encoding="utf-8") as file:
            self.feed(file.read())
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.update([(tag, None)] + [(tag, name) for name, _ in attributes])
        self.scripts += tag == "script"

    def handle_comment(self, data):
        self.elements.add(("comment", None))

    def handle_data(self, data):
        self.text += data


def fail(what, *details):
    failures.append(what)
    print("FAILED:", what, *details)


def train(name):
    """Trains in a folder of its own, everything in it named so; gives the report, the JSON and the command."""
    folder = tempfile.mkdtemp(dir=scratch)
    os.makedirs(os.path.join(folder, name, name))
    subprocess.run([sys.executable, os.path.join(root, "tests/e2e/tiny_data.py"), os.path.join(folder, name, b"data" + name)],
                   check=True)
    shutil.copy(os.path.join(root, "tests/golden/small.net"), os.path.join(folder, name, name + b".net"))
    with open(os.path.join(folder, name, name + b".pgm"), "wb") as file:
        file.write(b"P5 28 28 255\n" + bytes(range(196)) * 4)
    spec = name + b"/" + name + b".net"
    argv = [b"compare", b"--train", b"--data=" + name + b"/data" + name, b"--keep=" + name + b"/kept" + name,
            b"--html=" + name + b"/" + name + b".html", b"--image=" + name + b"/" + name + b".pgm", b"--threads=1",
            b"--json", b"--", spec]
    done = subprocess.run([netc, *argv], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=300,
                          env={"PATH": os.environ["PATH"], "LC_ALL": "C", "CFLAGS": "-O0", "OMP_WAIT_POLICY": "passive",
                               "TMPDIR": os.fsdecode(name + b"/" + name)})
    for what, output in ("stdout", done.stdout), ("stderr", done.stderr):
        if trouble(output):
            fail(f"{what} can steer a terminal", name, trouble(output))
    if done.returncode:
        fail(f"status {done.returncode}", name, done.stderr[-2000:])
        return None
    if os.listdir(os.path.join(folder, name, name)):
        fail("files are left in TMPDIR", name)
    found = json.loads(done.stdout)
    if [network["path"] for network in found["networks"]] != [replaced(spec)] * 2:
        fail("other paths in the JSON", found["networks"])
    if found["trial"]["data"] != replaced(name + b"/data" + name):
        fail("other data in the JSON", found["trial"]["data"])
    page = Page(os.path.join(folder, name, name + b".html"))
    commands = [line[len("Made by "):line.rindex(", netc ")] for line in page.text.splitlines()
                if line.startswith("Made by netc compare ")]
    return page, commands, [word.decode(errors="replace") for word in argv]


try:
    expected = train(b"plain")[0]
    for name in NAMES["shell"] + NAMES["markup"], NAMES["escapes"] + NAMES["controls"] + NAMES["bytes"], NAMES["at"]:
        trained = train(name)
        if not trained:
            continue
        page, commands, argv = trained
        if page.elements != expected.elements or page.scripts != expected.scripts:
            fail("a name changes the report", name, page.elements ^ expected.elements)
        printable = not trouble(name)
        if printable and (not commands or shlex.split(commands[0])[1:] != argv):
            fail("the command in the report is another one", commands, argv)
    for place, _, names in os.walk(scratch):
        if b"pwned" in names:
            fail("a command was run", place)
finally:
    shutil.rmtree(scratch)
sys.exit(1 if failures else 0)
