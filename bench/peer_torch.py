"""PyTorch as a peer: builds the network, and times it in several ways, of which bench/speed.py takes the best.

Usage: peer_torch.py NETWORK.json FOLDER THREADS RATE RECIPE
FOLDER holds the weights, images and labels that bench/driver.c shared. Then it answers the driver's commands from
standard input, with a variant before the batch instead of the threads:
  version                          what runs
  variants forward|train           their names
  outputs FILE COUNT, stepped FILE COUNT
  forward VARIANT BATCH SECONDS, train VARIANT BATCH SECONDS, epoch VARIANT BATCH
"""
import re
import sys
import time

import graph
import numpy
import torch
from torch import nn

SPAN = 0.002
MODULES = {"relu": nn.ReLU, "tanh": nn.Tanh, "flatten": nn.Flatten}
POOLS = {"avgpool": nn.AvgPool2d, "maxpool": nn.MaxPool2d}
LAYOUTS = {"nchw": torch.contiguous_format, "nhwc": torch.channels_last}


class Peer:
    def __init__(self, network, folder, rate, recipe):
        self.steps = graph.steps(network)
        self.weights = {name: torch.tensor(floats).reshape(dimensions)
                        for name, (dimensions, floats) in graph.tensors(network, f"{folder}/weights").items()}
        height, width, channels = network["input"]
        self.images = torch.from_numpy(numpy.fromfile(f"{folder}/images", dtype=numpy.float32)
                                       .reshape(-1, channels, height, width))
        self.labels = torch.from_numpy(numpy.fromfile(f"{folder}/labels", dtype=numpy.uint8)).long()
        self.rate = rate
        found = re.search(r"momentum ([0-9.]+)", recipe)
        self.momentum = float(found[1]) if found else 0.0
        self.nesterov = "nesterov yes" in recipe
        if "optimizer sgd," not in recipe or "weight_decay 0" not in recipe:
            sys.exit(f"the peers are not taught the optimizer of `{recipe}`")

    def module(self, layout, softmax):
        """The network with its initial weights; without softmax for training, whose loss has it."""
        modules = []
        for step in self.steps:
            if step.kind == "conv":
                dims = self.weights[step.weight].shape
                modules.append(nn.Conv2d(dims[1], dims[0], tuple(step.size), padding=step.pad))
            elif step.kind == "dense":
                dims = self.weights[step.weight].shape
                modules.append(nn.Linear(dims[1], dims[0]))
            elif step.kind in POOLS:
                modules.append(POOLS[step.kind](tuple(step.size)))
            elif step.kind != "softmax":
                modules.append(MODULES[step.kind]())
            elif softmax:
                modules.append(nn.Softmax(dim=1))
            if step.weight:
                modules[-1].weight.data.copy_(self.weights[step.weight])
                modules[-1].bias.data.copy_(self.weights[step.bias])
        return nn.Sequential(*modules).to(memory_format=LAYOUTS[layout])

    def batches(self, size, layout):
        count = max(1, len(self.images) // size)
        return [(self.images[i * size:(i + 1) * size].contiguous(memory_format=LAYOUTS[layout]),
                 self.labels[i * size:(i + 1) * size]) for i in range(count)]

    # --- inference ---

    def inference(self, variant, batch):
        """A function that runs one batch, and the batches."""
        layout, how = variant.split("_")
        batches = [x for x, _ in self.batches(batch, layout)]
        with torch.no_grad():
            model = self.module(layout, True).eval()
            if how != "eager":
                model = torch.jit.freeze(torch.jit.trace(model, batches[0]))
            if how == "optimized":
                model = torch.jit.optimize_for_inference(model)
        return model, batches

    def forward(self, variant, batch, seconds):
        model, batches = self.inference(variant, int(batch))
        with torch.inference_mode():
            return measure(model, batches, float(seconds), int(batch))

    def outputs(self, path, count):
        with torch.inference_mode():
            self.module("nchw", True)(self.images[:int(count)]).numpy().tofile(path)
        return "written"

    # --- training ---

    def training(self, variant, example):
        """A function that takes a training step on images and labels, and the model."""
        layout, how, optimizer = variant.split("_")
        model, loss = self.module(layout, False), nn.CrossEntropyLoss()
        parameters = list(model.parameters())
        if how == "traced":
            model = torch.jit.trace(model, example[0])
        if optimizer == "optim":
            sgd = torch.optim.SGD(parameters, lr=self.rate, momentum=self.momentum, nesterov=self.nesterov)

            def step(batch):
                sgd.zero_grad(set_to_none=True)
                loss(model(batch[0]), batch[1]).backward()
                sgd.step()
        else:
            moments = [torch.zeros_like(p) for p in parameters]

            def step(batch):
                gradients = torch.autograd.grad(loss(model(batch[0]), batch[1]), parameters)
                with torch.no_grad():
                    if self.momentum:
                        torch._foreach_mul_(moments, self.momentum)
                        torch._foreach_add_(moments, gradients)
                        if self.nesterov:
                            gradients = torch._foreach_add(gradients, moments, alpha=self.momentum)
                        else:
                            gradients = moments
                    torch._foreach_add_(parameters, gradients, alpha=-self.rate)
        return step, model

    def train(self, variant, batch, seconds):
        batches = self.batches(int(batch), variant.split("_")[0])
        step, _ = self.training(variant, batches[0])
        return measure(step, batches, float(seconds), int(batch))

    def stepped(self, path, count):
        batch = self.images[:int(count)], self.labels[:int(count)]
        step, model = self.training("nchw_eager_optim", batch)
        step(batch)
        with torch.inference_mode():
            torch.softmax(model(batch[0]), 1).numpy().tofile(path)
        return "written"

    def epoch(self, variant, batch):
        """All images in a random order, gathered from floats in memory."""
        batch, count = int(batch), len(self.images)
        layout = LAYOUTS[variant.split("_")[0]]
        images = self.images.contiguous(memory_format=layout)
        step, _ = self.training(variant, (images[:batch], self.labels[:batch]))
        for _ in range(5):
            step((images[:batch], self.labels[:batch]))
        start = time.perf_counter()
        for chosen in torch.randperm(count).split(batch):
            step((images.index_select(0, chosen), self.labels.index_select(0, chosen)))
        seconds = time.perf_counter() - start
        return f"{seconds / count:.9g}"

    @staticmethod
    def variants(work):
        if work == "forward":
            return " ".join(f"{layout}_{how}" for layout in LAYOUTS for how in ("eager", "frozen", "optimized"))
        return " ".join(f"{layout}_{how}_{optimizer}" for layout in LAYOUTS for how in ("eager", "traced")
                        for optimizer in ("optim", "foreach"))

    @staticmethod
    def version():
        with open("/proc/self/maps", encoding="ascii") as maps:
            blas = {"OpenBLAS" for line in maps if "openblas" in line}
        capability = re.search(r"CPU capability usage: (\S+)", torch.__config__.show())
        return (f"{torch.__version__}, {'OpenBLAS' if blas else 'reference BLAS'}, "
                f"{capability[1] if capability else 'unknown vectors'}, "
                f"oneDNN {'on' if torch.backends.mkldnn.is_available() else 'off'}")


def measure(call, batches, seconds, images):
    """As the driver measures: median and quickest of the spans, seconds an image."""
    begin, calls = time.perf_counter(), 0
    while calls < 3 or time.perf_counter() - begin < seconds / 10:
        call(batches[calls % len(batches)])
        calls += 1
    once = (time.perf_counter() - begin) / calls
    many = int(SPAN / once) + 1 if once < SPAN else 1
    spans, at, begin = [], 0, time.perf_counter()
    before = begin
    while before - begin < seconds or not spans:
        for _ in range(many):
            call(batches[at % len(batches)])
            at += 1
        now = time.perf_counter()
        spans.append((now - before) / many / images)
        before = now
    spans.sort()
    return f"{(spans[(len(spans) - 1) // 2] + spans[len(spans) // 2]) / 2:.9g} {spans[0]:.9g}"


def main():
    network, folder, threads, rate, recipe = sys.argv[1:]
    torch.set_num_threads(int(threads))
    torch.set_flush_denormal(True)
    peer = Peer(graph.read(network), folder, float(rate), recipe)
    for line in sys.stdin:
        command, *words = line.split()
        print(getattr(peer, command)(*words), flush=True)


if __name__ == "__main__":
    main()
