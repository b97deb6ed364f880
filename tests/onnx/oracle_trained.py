#!/usr/bin/env python3
"""Trained networks, exported, in ONNX Runtime: every test image gets the answer that the network's own program gives,
and the same outputs. Images are prepared as the metadata of the file says.

    oracle_trained.py NETC MODELS PACKAGES DATA [--epochs N] [NETWORK[:VARIANT]...]

MODELS: the folder of specs. PACKAGES: the node_modules that onnxruntime-node is in. DATA: the folder of MNIST's files."""

import argparse
import csv
import gzip
import os
import subprocess
import sys
import tempfile

import numpy as np
import onnx

from onnx_runtime import TOLERANCE, Runtime, difference

NETWORKS = ["lenet5", "lenet5:relu_max", "lenet5_1998", "lenet_20_50_500"]


def read_images(folder):
    for name, opener in (("t10k-images-idx3-ubyte.gz", gzip.open), ("t10k-images-idx3-ubyte", open)):
        path = os.path.join(folder, name)
        if os.path.exists(path):
            with opener(path, "rb") as file:
                data = np.frombuffer(file.read(), np.uint8)
            sizes = data[:16].view(">u4")
            return data[16:].reshape(sizes[1:])
    sys.exit(f"oracle: no t10k-images-idx3-ubyte in {folder}")


def prepare(images, model):
    said = {entry.key: entry.value for entry in model.metadata_props}
    pad = int(said["netc.input.pad"])
    images = np.pad(images, ((0, 0), (pad, pad), (pad, pad))).astype(np.float64)
    images = images * float(said["netc.input.scale"]) + float(said["netc.input.shift"])
    return images[:, None].astype(np.float32), said["netc.answer"]


def netc(arguments, command, spec, variant, *rest):
    options = ["--variant", variant] if variant else []
    subprocess.run([arguments.netc, command, spec, *options, *rest], check=True, stdout=subprocess.DEVNULL)


def compare(name, variant, arguments, folder):
    """The answers that differ, and the largest difference of outputs; the accuracy."""
    spec = os.path.join(arguments.models, name + ".net")
    weights, file, table = (os.path.join(folder, f"{name}_{variant}{ending}")
                            for ending in (".safetensors", ".onnx", ".csv"))
    epochs = ["--epochs", str(arguments.epochs)] if arguments.epochs else []
    netc(arguments, "train", spec, variant, "--", "--data", arguments.data, *epochs, "--quiet", "--output", weights,
         "--history", weights + ".csv")
    netc(arguments, "train", spec, variant, "--", "test", "--data", arguments.data, "--weights", weights,
         "--predictions", table)
    netc(arguments, "export", spec, variant, "--weights", weights, "-o", file)
    with open(table, newline="") as rows:
        rows = np.array(list(csv.reader(rows))[1:], np.float64)
    labels, answers, ours = rows[:, 1], rows[:, 2], rows[:, 3:]
    images, answer = prepare(read_images(arguments.data), onnx.load(file))
    theirs = arguments.runtime.run(file, images).reshape(ours.shape)
    guesses = theirs.argmin(1) if answer == "smallest" else theirs.argmax(1)
    return np.sum(guesses != answers), difference(ours, theirs), np.mean(guesses == labels)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    for name in ("netc", "models", "packages", "data"):
        parser.add_argument(name)
    parser.add_argument("networks", nargs="*", default=NETWORKS)
    parser.add_argument("--epochs", type=int, help="default: what each spec says")
    arguments = parser.parse_args()
    arguments.runtime = Runtime(arguments.packages)
    print(f"onnx {onnx.__version__}, {arguments.runtime.version}")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="netc-onnx-") as folder:
        for network in arguments.networks:
            name, _, variant = network.partition(":")
            others, error, accuracy = compare(name, variant, arguments, folder)
            print(f"{network}: {others} other answers, largest difference {error:.2g}, accuracy {accuracy:.2%}",
                  flush=True)
            failed += others > 0 or not error <= TOLERANCE
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
