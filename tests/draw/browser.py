"""browser.py NETC CHROMIUM MODEL...: as a browser sets them, no texts meet, and none is wider than its room."""

import html
import json
import re
import subprocess
import sys
import tempfile

from networks import ODD, drawings

# Boxes of all texts of a drawing; those that meet others, or leave the drawing.
SCRIPT = """
const found = [...document.querySelectorAll('section')].map(section => {
    const frame = section.querySelector('svg').viewBox.baseVal;
    const boxes = [...section.querySelectorAll('text')].map(t => [t.textContent, t.getBBox()]);
    const wrong = [];
    boxes.forEach(([text, a], i) => {
        if (!(a.width > 0 && a.height > 0)) wrong.push(`"${text}" is not visible`);
        if (a.x < 0 || a.y < 0 || a.x + a.width > frame.width || a.y + a.height > frame.height)
            wrong.push(`"${text}" is outside`);
        for (const [other, b] of boxes.slice(0, i))
            if (a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
                wrong.push(`"${text}" meets "${other}"`);
    });
    return {name: section.id, texts: boxes.length, wrong: wrong};
});
document.getElementById('found').textContent = JSON.stringify(found);
"""


def page(named):
    sections = "".join(f'<section id="{name}">{text}</section>\n' for name, text in named)
    return f'<!DOCTYPE html><meta charset="utf-8">{sections}<pre id="found"></pre><script>{SCRIPT}</script>'


def measure(chromium, named):
    with tempfile.TemporaryDirectory() as folder:
        path = folder + "/page.html"
        with open(path, "w", encoding="ascii") as file:
            file.write(page(named))
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
                   "--dump-dom", "file://" + path]
        dom = subprocess.run(command, capture_output=True, check=True, timeout=100).stdout.decode()
    return json.loads(html.unescape(re.search('<pre id="found">(.*?)</pre>', dom, re.DOTALL)[1]))


def main():
    netc, chromium, models = sys.argv[1], sys.argv[2], sys.argv[3:]
    failed = False
    results = measure(chromium, list(drawings(netc, models)))
    for result in results:
        for wrong in result["wrong"]:
            print(f"FAILED: {result['name']}: {wrong}")
        failed = failed or bool(result["wrong"]) or result["texts"] < 4
    if len(results) != len(models) + len(ODD):
        sys.exit("not all are drawn")
    print(f"{len(results)} drawings, {sum(r['texts'] for r in results)} texts")
    sys.exit(failed)


main()
