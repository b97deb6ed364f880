"""Writes a network as an ONNX file for peers that run those. The bytes are protocol buffers, of which little is
needed: fields of numbers, and fields of bytes. Numbers of fields and types are those of onnx.proto.

Usage: onnx_file.py NETWORK.json WEIGHTS BATCH OUT.onnx
"""
import struct
import sys

import graph

FLOAT, INT, INTS, OPSET, IR_VERSION = 1, 2, 7, 13, 7


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes(out) + bytes([number])


def field(number, value):
    """A number, or anything that is bytes: text, a message."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else bytes(value)
    return varint(number << 3 | 2) + varint(len(data)) + data


def attribute(name, value):
    if isinstance(value, int):
        return field(5, field(1, name) + field(3, value) + field(20, INT))
    numbers = b"".join(field(8, number) for number in value)
    return field(5, field(1, name) + numbers + field(20, INTS))


def node(kind, inputs, output, **attributes):
    text = b"".join(field(1, name) for name in inputs) + field(2, output) + field(3, output) + field(4, kind)
    return field(1, text + b"".join(attribute(name, value) for name, value in attributes.items()))


def tensor(name, dimensions, floats):
    data = struct.pack(f"<{len(floats)}f", *floats)
    return field(5, b"".join(field(1, size) for size in dimensions) + field(2, FLOAT) + field(8, name) + field(9, data))


def value(name, dimensions):
    shape = b"".join(field(1, field(1, size)) for size in dimensions)
    return field(1, name) + field(2, field(1, field(1, FLOAT) + field(2, shape)))


def operation(step, source, to):
    kernel = {"kernel_shape": step.size} if step.size else {}
    if step.kind == "conv":
        return node("Conv", [source, step.weight, step.bias], to, pads=[step.pad] * 4, **kernel)
    if step.kind == "dense":
        return node("Gemm", [source, step.weight, step.bias], to, transB=1)
    if step.kind in ("avgpool", "maxpool"):
        name = {"avgpool": "AveragePool", "maxpool": "MaxPool"}[step.kind]
        return node(name, [source], to, strides=step.size, **kernel)
    if step.kind in ("flatten", "softmax"):
        return node(step.kind.capitalize(), [source], to, axis=1)
    return node({"relu": "Relu", "tanh": "Tanh"}[step.kind], [source], to)


def model(network, weights, batch):
    steps, text, source = graph.steps(network), b"", "images"
    for i, step in enumerate(steps):
        to = "outputs" if i == len(steps) - 1 else f"{step.kind}_{i}"
        text += operation(step, source, to)
        source = to
    text += field(2, network["name"])
    text += b"".join(tensor(name, *content) for name, content in graph.tensors(network, weights).items())
    height, width, channels = network["input"]
    text += field(11, value("images", [batch, channels, height, width]))
    text += field(12, value("outputs", [batch, *network["output"]]))
    return field(1, IR_VERSION) + field(8, field(2, OPSET)) + field(7, text)


def main():
    network, weights, batch, path = sys.argv[1:]
    with open(path, "wb") as file:
        file.write(model(graph.read(network), weights, int(batch)))


if __name__ == "__main__":
    main()
