"""Reads the specs that the random networks have, for oracle.py, without the compiler's help."""

import re

import numpy as np


def read_spec(path):
    """Input shape (C, H, W), rows (kind, rest of the first phrase, other phrases), connection tables
    and pictures by name, settings of `train`."""
    layers, settings, shape, tables = [], {}, None, {}
    with open(path) as lines:
        inside = None
        for line in lines:
            words = line.split()
            if not words:
                continue
            if words[-1] == "{":
                inside = words[0]
                if inside == "table":
                    table = tables[words[1]] = np.zeros((int(words[4]), int(words[2])), bool)
                    matrix_line = 0
                if inside == "targets":
                    pictures, lines_of_pictures = words[1:], []
            elif words == ["}"]:
                if inside == "targets":
                    tables[pictures[0]] = read_pictures(lines_of_pictures, pair(pictures[3]))
                inside = None
            elif words[0] == "input":
                height, width, channels = map(int, words[1].split("x"))
                shape = (channels, height, width)
            elif inside == "targets":
                lines_of_pictures.append(words)
            elif inside == "table" and ":" in line:
                read_maps(table, *line.split(":"))
            elif inside == "table":
                table[:, matrix_line] = [cell == "X" for cell in "".join(words)]
                matrix_line += 1
            elif inside == "network":
                text = re.sub(r"^\s*(\w+:)?\s*", "", line).split("->")[0].strip()
                head, *rest = [phrase.split() for phrase in text.split(", ")]
                layers.append((head[0], head[1:], rest))
            else:
                settings[words[0]] = words[1].rstrip(",")
                if words[0] == "loss":
                    settings["j"] = float(words[3]) if len(words) > 2 else 10
    return shape, layers, tables, settings


def read_pictures(lines, size):
    """A row for each picture, +1 where it has ink and -1 elsewhere; pictures stand side by side."""
    pictures = []
    for top in range(0, len(lines), size[0]):
        for groups in zip(*lines[top:top + size[0]]):
            assert all(len(group) == size[1] for group in groups)
            pictures.append([1.0 if cell == "X" else -1.0 for cell in "".join(groups)])
    return np.array(pictures)


def span(text):
    """`3` or `0..5`, as numbers from and up to."""
    ends = [int(end) for end in text.split("..")]
    return range(ends[0], ends[-1] + 1)


def read_maps(table, index, inputs):
    """A line `0..5: ring 3` of a connection table (rows: output maps)."""
    sets = re.findall(r"\{(.*?)\}", inputs)
    for place, output in enumerate(span(index.strip())):
        if sets:
            table[output, [i for member in sets[place].split(",") for i in span(member)]] = True
        elif inputs.split()[0] == "ring":
            table[output, (place + np.arange(int(inputs.split()[1]))) % table.shape[1]] = True
        else:
            assert inputs.split() == ["all"]
            table[output] = True


def pair(text):
    sizes = [int(size) for size in text.split("x")]
    return (sizes * 2)[:2]
