"""Reads pages of the report as XML, which is stricter than any browser, and holds them against rules of structure.

Usage: wellformed.py FILE...
Checked: one title, one h1, headings that skip no level, ids that are there once, links and references that lead to an
id, names of what needs one (svg with role img, regions, figures' tables), scripts whose digest the policy names.
"""

import base64
import hashlib
import json
import re
import sys
import xml.etree.ElementTree as tree

HTML = "{http://www.w3.org/1999/xhtml}"
RAW = re.compile(r"(<(style|script)(?: [^>]*)?>)(.*?)(</\2>)", re.S)


def local(node):
    return node.tag.split("}")[-1]


def check_scripts(text, fault):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    if not policy:
        return fault("no Content-Security-Policy")
    for opening, name, content, _ in RAW.findall(text):
        if name == "script" and "application/json" in opening:
            json.loads(content, parse_constant=lambda word: fault("JSON has " + word))
        elif name == "script":
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            if "'sha256-%s'" % digest not in policy.group(1):
                fault("a script whose digest the policy does not name")


def check_headings(nodes, fault):
    level = 0
    for node in nodes:
        match = re.fullmatch(r"h([1-6])", local(node))
        if not match:
            continue
        if int(match.group(1)) > level + 1:
            fault("h%s after h%d" % (match.group(1), level))
        level = int(match.group(1))
        if not "".join(node.itertext()).strip():
            fault("an empty heading")


def check_references(nodes, fault):
    ids = [node.get("id") for node in nodes if node.get("id")]
    for name in {name for name in ids if ids.count(name) > 1}:
        fault("id %s is there more than once" % name)
    for node in nodes:
        if local(node) == "a" and node.get("href", "").lstrip("#") not in ids:
            fault("a link to %s" % node.get("href"))
        for attribute in ("aria-labelledby", "aria-describedby"):
            for name in node.get(attribute, "").split():
                if name not in ids:
                    fault("%s names %s" % (attribute, name))


def check_names(nodes, fault):
    for node in nodes:
        named = node.get("aria-label") or node.get("aria-labelledby")
        if local(node) == "svg" and node.get("aria-hidden") != "true" and not (node.get("role") == "img" and named):
            fault("an svg without role and name")
        if node.get("role") == "region" and not named:
            fault("a region without a name")
        if node.get("tabindex") not in (None, "0"):
            fault("a tabindex that is not 0")
        if local(node) == "img" and node.get("alt") is None:
            fault("a picture without alt")


def check(path):
    faults = []
    text = open(path, encoding="utf-8").read()
    check_scripts(text, faults.append)
    root = tree.fromstring(RAW.sub(r"\1\4", text.replace("<!DOCTYPE html>", "", 1)))
    nodes = list(root.iter())
    for path_of in ("head/title", "body//h1", "body/main"):
        if len(root.findall(re.sub(r"(\w+)", HTML + r"\1", path_of))) != 1:
            faults.append("not one " + path_of)
    check_headings(nodes, faults.append)
    check_references(nodes, faults.append)
    check_names(nodes, faults.append)
    for fault in faults:
        print("%s: %s" % (path, fault))
    return not faults


if __name__ == "__main__":
    results = [check(path) for path in sys.argv[1:]]
    print("%d pages read" % len(results))
    sys.exit(0 if results and all(results) else 1)
