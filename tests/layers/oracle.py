#!/usr/bin/env python3
"""The generated C against PyTorch: outputs, loss and every gradient, over random networks.

    oracle.py DIFFERENTIAL [--seed N] [--count N]

DIFFERENTIAL is the test program of this folder: it generates the networks, compiles them, and
leaves specs and shared objects. Here the specs are read anew and built from PyTorch's modules, so
that neither the compiler's reading of a spec nor the reference of the tests is taken on trust."""

import argparse
import ctypes as c
import glob
import os
import subprocess
import sys
import tempfile

import numpy as np
import torch
import torch.nn.functional as F

from oracle_machine import Block, Model
from oracle_spec import pair, read_spec

TOLERANCE = 5e-5  # of the largest number of a tensor
NEAR_KINK = 1e-5
MASK = (1 << 64) - 1


# --- the layers -------------------------------------------------------------------------------

def windows(size, phrases, default_stride, maps, dilation=(1, 1)):
    """Stride, and padding as F.pad wants it: left, right, top, bottom."""
    stride, pad = default_stride, "valid"
    size = [apart * (cells - 1) + 1 for cells, apart in zip(size, dilation)]
    for phrase in phrases:
        if phrase[0] == "stride":
            stride = pair(phrase[1])
        if phrase[0] == "pad":
            pad = phrase[1]
    if pad == "valid":
        return stride, (0, 0, 0, 0)
    if pad != "same":
        rows, columns = pair(pad)
        return stride, (columns, columns, rows, rows)
    around = []
    for length, window, step in zip(maps.shape[:1:-1], size[::-1], stride[::-1]):
        total = max((-(-length // step) - 1) * step + window - length, 0)
        around += [total // 2, total - total // 2]
    return stride, tuple(around)


ACTIVATIONS = {
    "linear": lambda x, p: x,
    "tanh": lambda x, p: torch.tanh(x),
    "squash": lambda x, p: 1.7159 * torch.tanh(x * 2 / 3),
    "sigmoid": lambda x, p: torch.sigmoid(x),
    "relu": lambda x, p: F.relu(x),
    "leaky_relu": lambda x, p: F.leaky_relu(x, 0.2 if p is None else p),
    "elu": lambda x, p: F.elu(x, 1.0 if p is None else p),
    "gelu": lambda x, p: F.gelu(x),
    "silu": lambda x, p: F.silu(x),
    "softplus": lambda x, p: F.softplus(x),
    "softmax": lambda x, p: F.softmax(x, dim=1),
}
KINKED = {"relu", "leaky_relu", "elu"}


class Network:
    def __init__(self, path, machine):
        self.shape, self.layers, self.tables, settings = read_spec(path)
        self.loss, self.j, self.batch = settings["loss"], settings["j"], int(settings["batch"])
        self.parameters = []
        for i in range(machine.tensor_count):
            tensor = machine.tensors[i]
            self.parameters.append((tensor, list(tensor.dims[:tensor.rank])))

    def activate(self, x, phrase):
        name = phrase[0]
        if name in KINKED:
            away = x.detach()[x.detach() != 0].abs()
            self.kink = min([self.kink] + away.flatten().tolist())
        self.logits = x
        return ACTIVATIONS[name](x, float(phrase[1]) if len(phrase) > 1 else None)

    def max_gap(self, x, size, stride):
        patches = x.detach().unfold(2, size[0], stride[0]).unfold(3, size[1], stride[1])
        gaps = patches.flatten(4).max(-1, keepdim=True)[0] - patches.flatten(4)
        gaps = gaps[(gaps > 0) & (gaps < float("inf"))]
        self.kink = min([self.kink] + gaps.flatten().tolist())

    def pool(self, kind, head, phrases, x):
        size = pair(head[0])
        stride, pad = windows(size, phrases, size, x)
        if kind == "maxpool":
            x = F.pad(x, pad, value=-float("inf"))
            self.max_gap(x, size, stride)
            return F.max_pool2d(x, size, stride)
        cells = F.pad(torch.ones_like(x), pad)  # count_include_pad=False, for uneven padding too
        return (F.avg_pool2d(F.pad(x, pad), size, stride) /
                F.avg_pool2d(cells, size, stride))

    def subsample(self, head, phrases, x, tensors):
        size = pair(head[0])
        stride, _ = windows(size, phrases, size, x)
        x = F.avg_pool2d(x, size, stride) * (size[0] * size[1]) * next(tensors).reshape(-1, 1, 1)
        return x if ["bias", "none"] in phrases else x + next(tensors).reshape(-1, 1, 1)

    def linear(self, kind, head, phrases, x, tensors):
        weight = next(tensors)
        bias = None if ["bias", "none"] in phrases else next(tensors)
        if kind == "dense":
            return F.linear(x, weight, bias)
        assert head[1] == "of"
        if "via" in head:  # as a full convolution with zeros where there is no link
            links = torch.tensor(self.tables[head[head.index("via") + 1]])
            weight = torch.zeros(*links.shape, *weight.shape[1:], dtype=weight.dtype).index_put(
                tuple(links.nonzero(as_tuple=True)), weight)
        said = dict(phrase for phrase in phrases if len(phrase) == 2)
        dilation, groups = pair(said.get("dilation", "1")), int(said.get("groups", 1))
        stride, pad = windows(weight.shape[2:], phrases, [1, 1], x, dilation)
        return F.conv2d(F.pad(x, pad), weight, bias, stride, 0, dilation, groups)

    def run(self, images, tensors, seed=None):
        """`seed` None: inference."""
        x, tensors, self.kink = images, iter(tensors), float("inf")
        for index, (kind, head, phrases) in enumerate(self.layers):
            if kind in ("conv", "dense"):
                x = self.activate(self.linear(kind, head, phrases, x, tensors), phrases[-1])
            elif kind in ("avgpool", "maxpool"):
                x = self.pool(kind, head, phrases, x)
            elif kind == "subsample":
                x = self.activate(self.subsample(head, phrases, x, tensors), phrases[-1])
            elif kind == "rbf":
                trained = ["trainable", "yes"] in phrases
                centres = next(tensors) if trained else torch.tensor(self.tables[phrases[0][1]])
                x = ((x.unsqueeze(1) - centres) ** 2).sum(2)
            elif kind == "flatten":
                x = x.flatten(1)
            elif kind == "activation":
                x = self.activate(x, head)
            elif kind == "dropout":
                if seed is not None:
                    x = x * dropout_mask(x.shape, float(head[0]), seed, index)
            else:
                sys.exit(f"oracle: no layer `{kind}`")
        return x.flatten(1)


def splitmix(number):
    z = (number + 0x9E3779B97F4A7C15) & MASK
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def dropout_mask(shape, rate, seed, layer):
    """The factors that kernels/math/dropout.c draws: PyTorch cannot be told which to drop."""
    units = int(np.prod(shape[1:]))
    bits = np.empty((shape[0], units), np.uint32)
    for image in range(shape[0]):
        key = splitmix(splitmix(seed) + (layer << 32) + image & MASK)
        z = np.arange(units, dtype=np.uint32) * np.uint32(0x9E3779B9) + np.uint32(key & 0xFFFFFFFF)
        z = (z ^ (z >> 16)) * np.uint32(0x85EBCA6B) + np.uint32(key >> 32)
        z = (z ^ (z >> 13)) * np.uint32(0xC2B2AE35)
        bits[image] = z ^ (z >> 16)
    kept = torch.tensor(bits.astype(np.int64) >= int(rate * 2 ** 32)).reshape(shape)
    return kept.to(torch.float64) / (1 - rate)


# --- the comparison ---------------------------------------------------------------------------

class Check:
    def __init__(self, name, network, machine, seed):
        self.name, self.network, self.machine = name, network, machine
        self.random = np.random.default_rng(seed)
        self.weights = Block(machine.weight_bytes)
        self.shards = Block(machine.shard_bytes * machine.shards)
        self.failures, self.worst = [], 0.0

    def draw(self):
        uniform = self.random.uniform
        self.images = uniform(-1, 1, (self.network.batch, *self.network.shape)).astype(np.float32)
        self.labels = self.random.integers(0, self.machine.outputs, self.network.batch, np.uint8)
        self.seed = int(self.random.integers(1, 1 << 62))
        self.tensors = []
        for tensor, dims in self.network.parameters:
            limit = (3 / np.prod(dims[1:])) ** 0.5 if len(dims) > 1 else 0.3
            values = uniform(-limit, limit, dims).astype(np.float32)
            self.weights.floats(4 * tensor.offset, tensor.count)[:] = values.ravel()
            self.tensors.append(torch.tensor(values, dtype=torch.float64, requires_grad=True))

    def compare(self, what, got, expected):
        scale = max(np.abs(expected).max(initial=0), 1e-30)
        error = np.abs(got - expected).max(initial=0) / scale
        self.worst = max(self.worst, error)
        if not error <= TOLERANCE:
            self.failures.append(f"{self.name}: {what} differs by {error:.3g} of its largest number")

    def loss(self, outputs):
        targets = torch.tensor(self.labels, dtype=torch.int64)
        if self.network.loss == "cross_entropy":
            return F.cross_entropy(self.network.logits.flatten(1), targets, reduction="sum")
        if self.network.loss in ("map", "mse_rbf"):
            right = outputs.gather(1, targets.unsqueeze(1)).sum()
            if self.network.loss == "mse_rbf":
                return right
            none = torch.full_like(outputs[:, :1], -self.network.j)
            return right + torch.logsumexp(torch.cat([-outputs, none], 1), 1).sum()
        wanted = F.one_hot(targets, outputs.shape[1]).to(outputs.dtype)
        return F.mse_loss(outputs, wanted, reduction="none").mean(1).sum()

    def expected(self):
        """Outputs at inference and of a training pass, and the loss with its gradients."""
        images = torch.tensor(self.images, dtype=torch.float64)
        for tensor in self.tensors:
            tensor.grad = None
        inference = self.network.run(images, self.tensors).detach().numpy()
        kink = self.network.kink
        loss = self.loss(self.network.run(images, self.tensors, self.seed))
        if self.tensors:
            loss.backward()
        return inference, loss.item(), min(kink, self.network.kink) > NEAR_KINK

    def settle(self):
        for attempt in range(120):
            if attempt and attempt % 10 == 0:  # fewer numbers come less near
                self.network.batch = (self.network.batch + 1) // 2
            self.draw()
            inference, loss, settled = self.expected()
            if settled:
                return inference, loss
        raise RuntimeError(f"{self.name}: no images away from the kinks found")

    def run(self):
        inference, loss = self.settle()
        machine, batch = self.machine, self.network.batch
        outputs = np.empty((batch, machine.outputs), np.float32)
        memory = Block(machine.inference_bytes)
        machine.forward(self.weights.address, self.images.ctypes.data, batch, outputs.ctypes.data,
                        memory.address)
        self.compare("forward", outputs, inference)
        total = 0.0
        gradient = np.zeros(machine.parameters)
        for shard in range(machine.shards):
            start = shard * machine.shard_bytes
            machine.shard(self.weights.address, self.images.ctypes.data, self.labels.ctypes.data,
                          batch, shard, self.seed, self.shards.address + start)
            total += self.shards.bytes[start:start + 8].view(np.float64)[0]
            gradient += self.shards.floats(start + machine.gradient_offset, machine.parameters)
        self.compare("loss", np.array([total]), np.array([loss]))
        for (tensor, dims), expected in zip(self.network.parameters, self.tensors):
            got = gradient[tensor.offset:tensor.offset + tensor.count].reshape(dims)
            zero = torch.zeros_like(expected)
            wanted = zero if expected.grad is None else expected.grad
            self.compare("gradient of " + tensor.name.decode(), got, wanted.numpy())
        return self


def generate(arguments, folder):
    command = [arguments.differential, "--seed", str(arguments.seed), "--count",
               str(arguments.count), "--keep", folder]
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if result.returncode != 0:
        sys.exit(result.stdout + "oracle: the networks failed before PyTorch saw them")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("differential")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    print(f"seed {arguments.seed}, PyTorch {torch.__version__}")
    failures, worst, count = [], 0.0, 0
    with tempfile.TemporaryDirectory(prefix="netc-oracle-") as folder:
        generate(arguments, folder)
        for path in sorted(glob.glob(os.path.join(folder, "batch*.so"))):
            library = c.CDLL(path)
            for spec in sorted(glob.glob(os.path.join(folder, "n*.net"))):
                name = os.path.basename(spec)[:-4]
                if not hasattr(library, name + "_model"):
                    continue
                machine = Model.in_dll(library, name + "_model")
                check = Check(name, Network(spec, machine), machine, arguments.seed + count).run()
                failures += check.failures
                worst = max(worst, check.worst)
                count += 1
    for failure in failures[:20]:
        print(failure)
    print(f"{count} networks compared with PyTorch, {len(failures)} differences; "
          f"largest error {worst:.2g} of the largest number of its tensor")
    return 1 if failures or count != arguments.count else 0


if __name__ == "__main__":
    sys.exit(main())
