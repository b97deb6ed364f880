"""PyTorch beside bench/mnist.py: the network of the variant one_epoch, read, trained and tested by its recipe.

Usage: mnist_torch.py DATA THREADS RECIPE rates              images/s of each way to train, a few steps of each
       mnist_torch.py DATA THREADS RECIPE run VARIANT SEED   one run: seconds and accuracy
RECIPE is the line in which the generated program says its own. Answers with JSON.
"""
import time

BEGIN = time.perf_counter()

# pylint: disable=wrong-import-position
import gzip
import json
import math
import pathlib
import re
import sys

import torch
from torch import nn

IMPORTED = time.perf_counter()

LAYOUTS = {"nchw": torch.contiguous_format, "nhwc": torch.channels_last}
VARIANTS = [f"{layout}_{how}_{optimizer}" for layout in LAYOUTS for how in ("eager", "traced")
            for optimizer in ("optim", "foreach")]
TRIAL_STEPS = 40
TEST_BATCH = 500


class Recipe:
    def __init__(self, text):
        def number(name):
            return float(re.search(rf"\b{name} ([0-9.e+-]+)", text)[1])

        for part in ("optimizer adam", "schedule linear", "init lecun_normal", "weight_decay 0;", "end 0,"):
            if part not in text:
                sys.exit(f"the peer is not taught a recipe without `{part}`: {text}")
        self.rate, self.betas = number("rate"), (number("beta_1"), number("beta_2"))
        self.epsilon, self.warmup = number("epsilon"), number("warmup")
        self.fall, self.batch = number("linear, epochs"), int(number("batch"))
        self.epochs = int(number("; epochs"))

    def rate_at(self, step, steps):
        warm = min(1, (step + 1) / (self.warmup * steps)) if self.warmup else 1
        return self.rate * warm * (1 - min(1, step / (self.fall * steps)))


def read(folder, name, offset):
    for path in (pathlib.Path(folder, f"{name}.gz"), pathlib.Path(folder, name)):
        if path.exists():
            text = path.read_bytes()
            return torch.frombuffer(bytearray(gzip.decompress(text) if path.suffix == ".gz" else text),
                                    dtype=torch.uint8, offset=offset)
    sys.exit(f"{folder} has no {name}")


def load(folder, which, layout):
    """Images as floats from 0 to 1, and labels."""
    pixels = read(folder, f"{which}-images-idx3-ubyte", 16).reshape(-1, 1, 28, 28)
    images = pixels.to(torch.float32).mul_(1 / 255).contiguous(memory_format=LAYOUTS[layout])
    return images, read(folder, f"{which}-labels-idx1-ubyte", 8).long()


def network(layout):
    model = nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 120, 5), nn.ReLU(), nn.Flatten(),
        nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))
    for module in model:
        if hasattr(module, "weight"):  # normal, truncated at 2 deviations, of variance 1 / fan_in
            deviation = 1 / math.sqrt(module.weight[0].numel()) / 0.87962566103423978
            nn.init.trunc_normal_(module.weight, std=deviation, a=-2 * deviation, b=2 * deviation)
            nn.init.zeros_(module.bias)
    return model.to(memory_format=LAYOUTS[layout])


class Adam:
    """torch.optim.Adam without what its generality costs."""

    def __init__(self, parameters, recipe):
        self.parameters, self.betas, self.epsilon, self.step_count = parameters, recipe.betas, recipe.epsilon, 0
        self.means = [torch.zeros_like(p) for p in parameters]
        self.squares = [torch.zeros_like(p) for p in parameters]

    def step(self, gradients, rate):
        self.step_count += 1
        first, second = self.betas
        part = math.sqrt(1 - second ** self.step_count)
        torch._foreach_mul_(self.means, first)
        torch._foreach_add_(self.means, gradients, alpha=1 - first)
        torch._foreach_mul_(self.squares, second)
        torch._foreach_addcmul_(self.squares, gradients, gradients, 1 - second)
        roots = torch._foreach_sqrt(self.squares)
        torch._foreach_add_(roots, self.epsilon * part)
        torch._foreach_addcdiv_(self.parameters, self.means, roots,
                                -rate * part / (1 - first ** self.step_count))


def stepper(model, variant, recipe, example):
    """A function that takes one step on images and labels with a rate."""
    _, how, optimizer = variant.split("_")
    parameters, loss = list(model.parameters()), nn.CrossEntropyLoss()
    forward = torch.jit.trace(model, example) if how == "traced" else model
    if optimizer == "foreach":
        adam = Adam(parameters, recipe)

        def step(images, labels, rate):
            gradients = torch.autograd.grad(loss(forward(images), labels), parameters)
            with torch.no_grad():
                adam.step(gradients, rate)
    else:
        adam = torch.optim.Adam(parameters, lr=recipe.rate, betas=recipe.betas, eps=recipe.epsilon, foreach=True)

        def step(images, labels, rate):
            adam.zero_grad(set_to_none=True)
            adam.param_groups[0]["lr"] = rate
            loss(forward(images), labels).backward()
            adam.step()
    return step


def run(folder, recipe, variant, seed):
    layout = variant.split("_")[0]
    torch.manual_seed(seed)
    start = time.perf_counter()
    images, labels = load(folder, "train", layout)
    model = network(layout)
    step, steps, taken = stepper(model, variant, recipe, images[:recipe.batch]), -(-len(images) // recipe.batch), 0
    loaded = time.perf_counter()
    for _ in range(recipe.epochs):
        for chosen in torch.randperm(len(images)).split(recipe.batch):
            step(images.index_select(0, chosen), labels.index_select(0, chosen), recipe.rate_at(taken, steps))
            taken += 1
    trained = time.perf_counter()
    images, labels = load(folder, "t10k", layout)
    with torch.inference_mode():
        right = sum((model(x).argmax(1) == y).sum().item()
                    for x, y in zip(images.split(TEST_BATCH), labels.split(TEST_BATCH)))
    end = time.perf_counter()
    return {"import": IMPORTED - BEGIN, "read": loaded - start, "train": trained - loaded, "test": end - trained,
            "seconds": end - start, "accuracy": right / len(images)}


def rates(folder, recipe):
    best = {}
    for _ in range(2):
        for variant in VARIANTS:
            images, labels = load(folder, "t10k", variant.split("_")[0])
            images, labels = images[:recipe.batch], labels[:recipe.batch]
            step = stepper(network(variant.split("_")[0]), variant, recipe, images)
            for i in range(TRIAL_STEPS):
                if i == TRIAL_STEPS // 4:
                    start = time.perf_counter()
                step(images, labels, recipe.rate)
            rate = recipe.batch * (TRIAL_STEPS - TRIAL_STEPS // 4) / (time.perf_counter() - start)
            best[variant] = max(rate, best.get(variant, 0))
    return best


def main():
    folder, threads, recipe, command, *words = sys.argv[1:]
    torch.set_num_threads(int(threads))
    torch.set_flush_denormal(True)
    recipe = Recipe(recipe)
    print(json.dumps(rates(folder, recipe) if command == "rates" else run(folder, recipe, words[0], int(words[1]))))


if __name__ == "__main__":
    main()
