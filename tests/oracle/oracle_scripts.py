#!/usr/bin/env python3
"""What `netc export` writes for PyTorch and Keras against the generated C: outputs of the same weights.

    oracle_scripts.py NETC DIFFERENTIAL ROOT [--seed N] [--count N] [--data DIR]

Networks: --count random ones, as DIFFERENTIAL leaves them; every one of ROOT/models with its variants, as it starts; one with
labels that PyTorch has other uses for; and, with the real MNIST in DIR, four that are trained for an epoch, on all test images.
PyTorch is the installed one. Keras is keras_stand_in.py: numpy that does what the documents of Keras say, written for this test;
with it, the scripts' weights, orders and arguments are tested, but not Keras itself."""

import argparse
import contextlib
import ctypes as c
import csv
import glob
import importlib.util
import json
import keyword
import os
import re
import subprocess
import sys
import tempfile

import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, os.pardir, "layers"))
from oracle_machine import Block, Model  # noqa: E402

import keras_stand_in  # noqa: E402

TOLERANCE = 1e-5  # of the largest output, or of 1: a probability
TITLES = {"pytorch": "PyTorch", "keras": "stand-in for Keras"}
TRAINED = [("lenet5", None), ("lenet5", "relu_max"), ("lenet5_1998", None), ("lenet_20_50_500", None)]


def write_weights(path, arrays):
    header, data = {}, b""
    for name, array in arrays.items():
        floats = array.astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": array.shape, "data_offsets": [len(data), len(data) + len(floats)]}
        data += floats
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + data)


def import_script(path):
    spec = importlib.util.spec_from_file_location("script", path)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


def pytorch_outputs(script, weights, images):
    net = script.load(script.Net(), weights)
    with torch.no_grad():
        return np.concatenate([net(part).numpy() for part in torch.tensor(images).split(500)])


def keras_outputs(script, weights, images):
    return script.load(script.build(), weights).predict(images, verbose=0)


def channels_last(images):
    return images.transpose(0, 2, 3, 1) if images.ndim == 4 else images


FRAMEWORKS = {"pytorch": (pytorch_outputs, lambda images: images), "keras": (keras_outputs, channels_last)}


class Oracle:
    def __init__(self, arguments, folder):
        self.netc, self.root, self.folder = arguments.netc, arguments.root, folder
        self.random = np.random.default_rng(arguments.seed)
        self.failures, self.worst, self.count = [], {}, 0
        self.trainings = 0

    def export(self, spec, variant, framework):
        path = os.path.join(self.folder, f"script_{framework}.py")
        result = subprocess.run([self.netc, "export", spec, "--to", framework, "-o", path]
                                + (["--variant", variant] if variant else []), stderr=subprocess.PIPE, text=True)
        if result.returncode != 0:
            sys.exit(result.stderr)
        return import_script(path)

    def compare(self, part, name, framework, got, expected):
        """The worst difference, as a part of the largest output or of 1, and whether all answers are the same."""
        scale = max(1.0, np.abs(expected).max())
        error = np.abs(got - expected).max() / scale
        key = part, framework
        self.worst[key] = max(self.worst.get(key, 0), error)
        if got.shape != expected.shape or not error <= TOLERANCE:
            self.failures.append(f"{name}, {framework}: outputs differ by {error:.3g}")
        return error

    def network(self, part, spec, variant, machine, weights=None):
        """Outputs of random images, for random or given weights."""
        block, memory = Block(machine.weight_bytes), Block(machine.inference_bytes)
        machine.init(block.address, 1)
        arrays = {}
        for i in range(machine.tensor_count):
            tensor = machine.tensors[i]
            floats = block.floats(4 * tensor.offset, tensor.count)
            if weights:
                floats[:] += self.random.uniform(-0.05, 0.05, tensor.count)
            arrays[tensor.name.decode()] = floats.reshape(tensor.dims[:tensor.rank])
        path = os.path.join(self.folder, "w.safetensors")
        write_weights(path, arrays)
        shape = (machine.channels, machine.height, machine.width)
        images = self.random.uniform(-1, 1, (20, *shape)).astype(np.float32)
        expected = np.empty((20, machine.outputs), np.float32)
        machine.forward(block.address, images.ctypes.data, 20, expected.ctypes.data, memory.address)
        for framework, (outputs, order) in FRAMEWORKS.items():
            script = self.export(spec, variant, framework)
            self.compare(part, f"{spec} {variant or ''}", framework, outputs(script, path, order(images)), expected)
            if framework == "pytorch" and hasattr(script, "train"):
                self.recipe(f"{spec} {variant or ''}", script, machine)
        self.count += 1

    def recipe(self, name, script, machine):
        """The function `train` runs, and moves the weights that `start` gives; what it learns is not asked."""
        count = 20 + machine.validation_count * machine.held_out
        sizes = (machine.channels, machine.height - 2 * machine.pad, machine.width - 2 * machine.pad)
        images = self.random.integers(0, 256, (count, *sizes), np.uint8)
        labels = self.random.integers(0, machine.outputs, count, np.uint8)
        net = script.Net()
        if machine.parameters:
            script.start(net)
        before = [parameter.detach().clone() for parameter in net.parameters()]
        with contextlib.redirect_stdout(None):
            script.train(net, images, labels)
        if before and all(torch.equal(*pair) for pair in zip(before, net.parameters())):
            self.failures.append(f"{name}: `train` changes nothing")
        self.trainings += 1

    def compile(self, spec, variant):
        source = os.path.join(self.folder, "net.c")
        library = os.path.join(self.folder, f"net{self.count}.so")
        subprocess.run([self.netc, spec, "-o", source] + (["--variant", variant] if variant else []), check=True)
        subprocess.run([os.environ.get("CC", "cc"), "-std=c11", "-O1", "-DNETC_MODEL", "-fPIC", "-shared",
                        "-I", os.path.join(self.root, "runtime"), source, "-o", library, "-lm"], check=True)
        name = re.search(r"netc_model (\w+)_model", open(source).read())[1]
        return Model.in_dll(c.CDLL(library), name + "_model")

    # --- the parts ---

    def random_networks(self, differential, seed, count):
        folder = os.path.join(self.folder, "random")
        os.mkdir(folder)
        result = subprocess.run([differential, "--seed", str(seed), "--count", str(count), "--keep", folder],
                                stdout=subprocess.PIPE, text=True)
        if result.returncode != 0:
            sys.exit(result.stdout + "oracle: the networks failed before they were exported")
        found = 0
        for path in sorted(glob.glob(os.path.join(folder, "batch*.so"))):
            library = c.CDLL(path)
            for spec in sorted(glob.glob(os.path.join(folder, "n*.net"))):
                name = os.path.basename(spec)[:-4]
                if hasattr(library, name + "_model"):
                    self.network("random", spec, None, Model.in_dll(library, name + "_model"), True)
                    found += 1
        if found != count:
            self.failures.append(f"{found} of {count} random networks were compared")

    def models(self):
        for spec in sorted(glob.glob(os.path.join(self.root, "models", "*.net"))):
            with open(spec) as text:
                variants = re.findall(r"^variant (\w+) of", text.read(), re.M)
            for variant in [None, *variants]:
                self.network("models", spec, variant, self.compile(spec, variant))

    def labels(self):
        """Layers that are called what modules of PyTorch, or Python, already have."""
        names = {name for name in dir(torch.nn.Module()) + keyword.kwlist if re.fullmatch(r"[A-Za-z]\w*", name)}
        blocks = {"network", "data", "train", "table", "targets", "variant", "input", "expect"}
        names = sorted(names - blocks) + ["float_", "logits", "C1_padding", "flatten1_order"]
        spec = os.path.join(self.folder, "labels.net")
        with open(spec, "w") as text:
            text.write("network labels {\n    input 6x6x2\n    C1: conv 2 of 3x3, pad 1, tanh\n    flatten\n")
            text.writelines(f"    {name}: dense 8, tanh\n" for name in names)
            text.write("}\n")
        self.network("labels", spec, None, self.compile(spec, None))

    def trained(self, data, network, variant):
        """All test images, read and prepared by the scripts; a row of the table."""
        spec = os.path.join(self.root, "models", network + ".net")
        weights, predictions = (os.path.join(self.folder, name) for name in ("t.safetensors", "p.csv"))
        choice = ["--variant", variant] if variant else []
        for command in (["train", "--epochs", "1", "--quiet", "--output", weights],
                        ["test", "--predictions", predictions, "--weights", weights]):
            subprocess.run([self.netc, "train", spec, *choice, "--", *command, "--data", data],
                           check=True, stdout=subprocess.DEVNULL, cwd=self.folder)
        with open(predictions, newline="") as file:
            rows = [list(map(float, row)) for row in list(csv.reader(file))[1:]]
        rows = np.array(rows)
        first = rows.shape[1] - 10
        for framework, (outputs, _) in FRAMEWORKS.items():
            script = self.export(spec, variant, framework)
            images, labels = script.mnist(data, "t10k")
            prepared = script.prepare(images)
            got = outputs(script, weights, prepared.numpy() if torch.is_tensor(prepared) else prepared)
            distances = network == "lenet5_1998"
            answers = got.argmin(1) if distances else got.argmax(1)
            same = int((answers == rows[:, first - 1]).sum())
            error = self.compare("trained", network, framework, got, rows[:, first:])
            if same != len(rows) or not (labels == rows[:, first - 2]).all():
                self.failures.append(f"{network} {variant or ''}, {framework}: {len(rows) - same} answers differ")
            worst = np.abs(got - rows[:, first:]).max()
            print(f"| `{variant or network}` | {TITLES[framework]} | {len(rows):,} | {same:,} | {worst:.1e} | "
                  f"{np.abs(rows[:, first:]).max():.3g} | {error:.1e} |", flush=True)
        self.count += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("netc")
    parser.add_argument("differential")
    parser.add_argument("root")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--data", default="")
    arguments = parser.parse_args()
    arguments.root = os.path.abspath(arguments.root)
    sys.modules["keras"] = keras_stand_in
    torch.set_num_threads(1)
    print(f"seed {arguments.seed}, PyTorch {torch.__version__}, Keras: {keras_stand_in.__doc__.splitlines()[0]}")
    with tempfile.TemporaryDirectory(prefix="netc-oracle-") as folder:
        oracle = Oracle(arguments, folder)
        oracle.labels()
        oracle.models()
        oracle.random_networks(arguments.differential, arguments.seed, arguments.count)
        if arguments.data:
            print("| trained | script | images | same answer | worst difference | largest output | as a part of it, or of 1 |")
            print("|---|---|---|---|---|---|---|")
            for network, variant in TRAINED:
                oracle.trained(arguments.data, network, variant)
    for failure in oracle.failures[:20]:
        print(failure)
    for (part, framework), error in sorted(oracle.worst.items()):
        print(f"{part}, {framework}: outputs differ by {error:.2g} at most")
    print(f"{oracle.count} networks compared, {oracle.trainings} recipes run, {len(oracle.failures)} differences")
    return 1 if oracle.failures else 0


if __name__ == "__main__":
    sys.exit(main())
