"""files.py NETC MODEL...: drawings are well-formed, complete, self-contained, and of legible colours."""

import re
import sys
from xml.etree import ElementTree

from networks import ODD, drawings

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "style", "g", "rect", "path", "circle", "text"}

# What stands at the stages of lenet5, how many planes each has, and of which sides.
LENET5 = [
    (["input", "28x28"], 1, 112),
    (["C1: f. maps", "6@28x28", "tanh"], 6, 112),
    (["S2: f. maps", "6@14x14"], 6, 56),
    (["C3: f. maps", "16@10x10", "tanh"], 16, 40),
    (["S4: f. maps", "16@5x5"], 16, 20),
    (["C5: f. maps", "120@1x1", "tanh"], 0, 0),
    (["FC6: layer", "84", "tanh"], 0, 0),
    (["OUTPUT", "10", "softmax"], 0, 0),
]
LENET5_STEPS = [
    ["convolutions", "5x5, pad same"],
    ["average pooling", "2x2"],
    ["convolutions", "5x5"],
    ["average pooling", "2x2"],
    ["convolutions", "5x5"],
    ["flatten", "full connections"],
    ["full connections"],
]

failures = 0


def check(name, holds, what):
    global failures
    if not holds:
        print(f"FAILED: {name}: {what}")
        failures += 1


def of_class(root, word):
    return [element for element in root.iter() if element.get("class") == word]


def texts(element):
    return [text.text for text in element.iter(SVG + "text")]


def check_frame(name, root):
    size = [float(root.get("width")), float(root.get("height"))]
    check(name, root.get("viewBox").split() == ["0", "0", root.get("width"), root.get("height")], "viewBox")
    check(name, root.get("role") == "img" and root.get("aria-label").startswith(name + ": network of "), "aria-label")
    check(name, root.find(SVG + "title").text == root.get("aria-label"), "title")
    described = root.find(SVG + "desc")
    check(name, described.get("id") == root.get("aria-describedby") == name + "-desc", "description")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    check(name, all(i.startswith(name) for i in ids) and len(set(ids)) == len(ids), "ids")
    for element in root.iter():
        for axis, length in (("x", "width"), ("y", "height")):
            at = float(element.get(axis, 0))
            extent = float(element.get(length, 0)) if element.tag == SVG + "rect" and element.get("x") else 0
            limit = size[axis == "y"]
            check(name, 0 <= at and at + extent <= limit, f"{element.tag} at {axis}={at} of {limit}")
    return described.text


def check_contained(name, text, root):
    check(name, {element.tag for element in root.iter()} <= {SVG + tag for tag in ELEMENTS}, "unknown elements")
    check(name, not re.search(r"url\(|href|@import|<!|<\?|script", text), "a reference outside")
    check(name, text.count("http") == 1, "a namespace and no address")


def check_layers(name, root, description):
    described = [line.split(":")[0] for line in description.split(";\n")[1:]]
    titles = [stage.find(SVG + "title").text for stage in of_class(root, "draw-stage")]
    check(name, titles[0].startswith("input "), "the input is a stage")
    stages = [title.split(":")[0] for title in titles[1:]]
    check(name, [layer for layer in described if layer in stages] == stages, "stages in the order of the layers")
    steps = sum(len(texts(step)) for step in of_class(root, "draw-step"))
    check(name, steps >= len(described), "each layer has its words")


def sides_of(box):
    return [float(box.get(side)) for side in ("x", "y", "width", "height")]


def lies_on(box, plane):
    (x, y, width, height), (left, top, wide, high) = sides_of(box), sides_of(plane)
    slack = 0.02  # two decimals are written
    across = left - slack <= x and x + width <= left + wide + slack
    return across and top - slack <= y and y + height <= top + high + slack


# A field of 5x5 or 2x2 cells on the plane in front, and what it gives on that of the next stage.
def check_fields(root):
    fronts = [max(stage.iter(SVG + "rect"), key=lambda rect: float(rect.get("x")))
              for stage in of_class(root, "draw-stage")]
    for i, field in enumerate(of_class(root, "draw-field")):
        source, target = field.iter(SVG + "rect")
        cells = 2 if i % 2 else 5
        check("lenet5", sides_of(source)[2:] == [4 * cells, 4 * cells], f"field {i} has {cells}x{cells} cells")
        check("lenet5", i == 4 or sides_of(target)[2:] == [4, 4], f"field {i} is that of one cell")
        check("lenet5", lies_on(source, fronts[i]) and lies_on(target, fronts[i + 1]), f"field {i} is on its planes")


def check_lenet5(root):
    stages = []
    for stage in of_class(root, "draw-stage"):
        planes = [p for group in of_class(stage, "draw-map") for p in group]
        sides = {float(p.get(side)) for p in planes for side in ("width", "height")}
        stages.append((texts(stage), len(planes), sides.pop() if planes else 0))
        check("lenet5", not sides, "square planes")
    check("lenet5", stages == LENET5, f"stages are {stages}")
    steps = [texts(step) for step in of_class(root, "draw-step")]
    check("lenet5", steps == LENET5_STEPS, f"steps are {steps}")
    check("lenet5", len(of_class(root, "draw-field")) == 5, "five receptive fields")
    check("lenet5", len(of_class(root, "draw-links")) == 2, "two full connections")
    check("lenet5", not of_class(root, "draw-dots"), "nothing is left out")


# Of a colour "#rrggbb", and of two, as WCAG 2 defines them.
def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    lighter, darker = sorted((luminance(a), luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def check_colours(name, style):
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    for scheme in (light, dark):
        colours = dict(re.findall(r"\.([a-z-]+) \{ (?:color|fill): (#[0-9a-f]{6}) }", scheme))
        for ground in (colours["draw-ground"], colours["draw-bar"]):
            check(name, contrast(colours["draw"], ground) >= 7, "ink is legible")
            check(name, contrast(colours["draw-field"], ground) >= 4.5, "fields are visible")


def main():
    netc, models = sys.argv[1], sys.argv[2:]
    count = 0
    for name, text in drawings(netc, models):
        root = ElementTree.fromstring(text)
        description = check_frame(name, root)
        check_contained(name, text, root)
        check_layers(name, root, description)
        check_colours(name, root.find(SVG + "style").text)
        if name == "lenet5":
            check_lenet5(root)
            check_fields(root)
        if name == "large":
            check(name, len(of_class(root, "draw-dots")) == 3, "dots where planes and units are left out")
        count += 1
    check("all", count == len(models) + len(ODD) and models, "all are drawn")
    print(f"{count} drawings, {failures} failures")
    sys.exit(failures > 0)


main()
