#!/usr/bin/env python3
"""What `netc export --to onnx` writes, held by tools of others: ONNX's own checker, and ONNX Runtime beside the
generated C, for every network and variant of a folder, and for random ones.

    oracle.py NETC DIFFERENTIAL MODELS PACKAGES [--seed N] [--count N] [--images N]

DIFFERENTIAL is the test program of tests/layers, which draws random networks; MODELS the folder of specs; PACKAGES
the node_modules that onnxruntime-node is in. Weights are random: files are written here, by the description of
the format, and not by the runtime."""

import argparse
import ctypes as c
import glob
import json
import os
import re
import struct
import subprocess
import sys
import tempfile

import numpy as np
import onnx

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../layers"))
from oracle_machine import Block, Model  # noqa: E402
from onnx_runtime import Runtime, TOLERANCE, difference  # noqa: E402

OPSET = 13


def tensors_of(machine):
    return [(machine.tensors[i].name.decode(), machine.tensors[i].offset, machine.tensors[i].count,
             list(machine.tensors[i].dims[:machine.tensors[i].rank])) for i in range(machine.tensor_count)]


def draw_weights(machine, random):
    weights = Block(machine.weight_bytes)
    for _, offset, count, dims in tensors_of(machine):
        limit = (3 / np.prod(dims[1:])) ** 0.5 if len(dims) > 1 else 0.3
        weights.floats(4 * offset, count)[:] = random.uniform(-limit, limit, count)
    return weights


def write_weights(path, machine, weights):
    """A safetensors file: length of the header, header, numbers."""
    header, begin, numbers = {}, 0, b""
    for name, offset, count, dims in tensors_of(machine):
        header[name] = {"dtype": "F32", "shape": dims, "data_offsets": [begin, begin + 4 * count]}
        numbers += weights.floats(4 * offset, count).tobytes()
        begin += 4 * count
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + numbers)


def forward(machine, weights, images):
    outputs = np.empty((len(images), machine.outputs), np.float32)
    memory = Block(machine.inference_bytes)
    machine.forward(weights.address, images.ctypes.data, len(images), outputs.ctypes.data, memory.address)
    return outputs


def check_file(path):
    """By the checker; returns the shape of the input."""
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    assert [(opset.domain, opset.version) for opset in model.opset_import] == [("", OPSET)]
    return [dim.dim_value or dim.dim_param for dim in model.graph.input[0].type.tensor_type.shape.dim]


def compare(name, spec, options, machine, arguments, folder):
    """The largest difference of the outputs of one network."""
    random = np.random.default_rng(arguments.seed)
    path = os.path.join(folder, name)
    weights = draw_weights(machine, random)
    write_weights(path + ".safetensors", machine, weights)
    subprocess.run([arguments.netc, "export", spec, *options, "--weights", path + ".safetensors", "--to", "onnx",
                    "-o", path + ".onnx"], check=True)
    sizes = check_file(path + ".onnx")
    assert sizes == ["N", machine.channels, machine.height, machine.width][:len(sizes)], sizes
    images = random.uniform(-1, 1, [arguments.images, *sizes[1:]]).astype(np.float32)
    ours = forward(machine, weights, images)
    theirs = arguments.runtime.run(path + ".onnx", images).reshape(ours.shape)
    return difference(ours, theirs)


def random_networks(arguments, folder):
    """Names, specs and programs of networks that the differential test draws."""
    command = [arguments.differential, "--seed", str(arguments.seed), "--count", str(arguments.count), "--keep", folder]
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if result.returncode != 0:
        sys.exit(result.stdout + "oracle: the networks failed before ONNX saw them")
    for path in sorted(glob.glob(os.path.join(folder, "batch*.so"))):
        library = c.CDLL(path)
        for spec in sorted(glob.glob(os.path.join(folder, "n*.net"))):
            name = os.path.basename(spec)[:-4]
            if hasattr(library, name + "_model"):
                yield name, spec, [], Model.in_dll(library, name + "_model")


def models(arguments, folder):
    """The same of the specs in MODELS, and of their variants."""
    headers = os.path.join(HERE, "../../runtime")
    for spec in sorted(glob.glob(os.path.join(arguments.models, "*.net"))):
        with open(spec) as text:
            variants = re.findall(r"^variant\s+(\w+)", text.read(), re.MULTILINE)
        for variant in [None, *variants]:
            name = os.path.basename(spec)[:-4] + ("_" + variant if variant else "")
            options = ["--variant", variant] if variant else []
            source = os.path.join(folder, name + ".c")
            subprocess.run([arguments.netc, spec, *options, "-o", source], check=True)
            subprocess.run([os.environ.get("CC", "cc"), "-O1", "-march=native", "-shared", "-fPIC", "-DNETC_MODEL",
                            "-I", headers, source, "-lm", "-o", source + ".so"], check=True)
            yield name, spec, options, Model.in_dll(c.CDLL(source + ".so"), name + "_model")


def compare_all(what, networks, arguments, folder):
    """Prints what differs, and the worst; False if anything does."""
    count = failed = 0
    worst = (-1, "none")
    for name, spec, options, machine in networks:
        count += 1
        try:
            error = compare(name, spec, options, machine, arguments, folder)
        except (RuntimeError, onnx.checker.ValidationError, onnx.shape_inference.InferenceError) as reason:
            print(f"{name}: {reason}")
            failed += 1
            continue
        worst = max(worst, (error, name))
        if what == "models":
            print(f"{name}: {error:.2g}")
        if not error <= TOLERANCE:
            print(f"{name}: differs by {error:.3g}")
            failed += 1
    print(f"{count} {what}, {failed} failed; largest difference {worst[0]:.2g} ({worst[1]})")
    return count > 0 and failed == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    for name in ("netc", "differential", "models", "packages"):
        parser.add_argument(name)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--images", type=int, default=5)
    arguments = parser.parse_args()
    arguments.runtime = Runtime(arguments.packages)
    print(f"seed {arguments.seed}, onnx {onnx.__version__}, {arguments.runtime.version}")
    with tempfile.TemporaryDirectory(prefix="netc-onnx-") as folder:
        good = compare_all("models", models(arguments, folder), arguments, folder)
        good = compare_all("random networks", random_networks(arguments, folder), arguments, folder) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
