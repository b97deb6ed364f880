"""A network as peers build it, from `netc summary --json`: convolutions, pooling and dense layers in a row."""
import json
import math
import re
import sys
from array import array

ACTIVATIONS = ("linear", "relu", "tanh", "softmax")


class Step:
    """One operation: `conv`, `dense`, `avgpool`, `maxpool`, `flatten` or an activation."""

    def __init__(self, kind, size=None, pad=0, weight=None, bias=None):
        self.kind, self.size, self.pad, self.weight, self.bias = kind, size, pad, weight, bias


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def tensors(network, path):
    """The weights of a file that the driver wrote: name -> (dimensions, floats)."""
    floats = array("f")
    with open(path, "rb") as file:
        floats.frombytes(file.read())
    found, at = {}, 0
    for layer in network["layers"]:
        for name, dimensions in layer["tensors"].items():
            count = math.prod(dimensions)
            found[name] = (dimensions, floats[at:at + count])
            at += count
    if at != len(floats):
        sys.exit(f"{path} holds {len(floats)} floats, not {at}")
    return found


def steps(network):
    """The network as a list of steps, softmax at its end."""
    result = []
    for layer in network["layers"]:
        kind, phrases = layer["kind"], layer["detail"].split(", ")
        unknown = [phrase for phrase in phrases[1:] if phrase not in ACTIVATIONS and phrase != "pad same"]
        sizes = [int(size) for size in re.findall(r"(\d+)x(\d+)", phrases[0])[0]] if "pool" in kind or kind == "conv" else None
        if kind not in ("conv", "dense", "avgpool", "maxpool", "flatten") or unknown:
            sys.exit(f"the peers are not taught layer `{layer['name']}`: {kind} {layer['detail']}")
        same = "pad same" in phrases
        if same and (kind != "conv" or any(size % 2 == 0 for size in sizes)):
            sys.exit(f"the peers are not taught the padding of layer `{layer['name']}`")
        names = list(layer["tensors"])
        result.append(Step(kind, sizes, (sizes[0] - 1) // 2 if same else 0, *names))
        if phrases[-1] in ACTIVATIONS and phrases[-1] != "linear":
            result.append(Step(phrases[-1]))
    return result
