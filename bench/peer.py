"""The peer: the same LeNet-5 in PyTorch, trained on random images with SGD.

Prints images/s of training and of inference, the medians of several repeats.
Usage: peer.py VARIANT BATCH THREADS     VARIANT: lenet5 or relu_max
"""
import statistics
import sys
import time

import torch
from torch import nn

REPEATS = 7


def network(variant):
    act, pool = (nn.ReLU, nn.MaxPool2d) if variant == "relu_max" else (nn.Tanh, nn.AvgPool2d)
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), act(), pool(2),
        nn.Conv2d(6, 16, 5), act(), pool(2),
        nn.Conv2d(16, 120, 5), act(), nn.Flatten(),
        nn.Linear(120, 84), act(), nn.Linear(84, 10))


def rate(step, images):
    """Median images/s of `step`, which works through `images` images."""
    step()
    rates = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        step()
        rates.append(images / (time.perf_counter() - start))
    return statistics.median(rates)


def main():
    variant, batch, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    model, loss = network(variant), nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    steps = max(1, 8192 // batch)
    images = torch.rand(steps, batch, 1, 28, 28)
    labels = torch.randint(0, 10, (steps, batch))

    def train():
        for x, y in zip(images, labels):
            optimizer.zero_grad(set_to_none=True)
            loss(model(x), y).backward()
            optimizer.step()

    def infer():
        with torch.no_grad():
            for x in images:
                model(x)

    print(f"{rate(train, steps * batch):.0f} {rate(infer, steps * batch):.0f}")


if __name__ == "__main__":
    main()
