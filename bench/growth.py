"""How cost grows: networks of one kind with one size varied, each measured with netc, the C compiler and the clock.

Usage: python3 bench/growth.py [FAMILY...]     measures, writes docs/growth/FAMILY.csv, draws docs/growth/FAMILY.svg
       python3 bench/growth.py --draw [FAMILY...]        draws again what is there
Needs a build (scripts/bench makes one): NETC_BUILD, or build. All networks of a family take turns in several rounds; figures
are those of the quickest spans, and so is the ceiling. One thread is measured in its processor's time, so that a busy machine
disturbs it little.
"""
import argparse
import csv
import dataclasses
import pathlib
import tempfile
import typing

import plot
from common import (CC, HERE, NETC, ROOT, Program, compile_ceiling, compile_driver, flags, macs, pin, processors, run,
                    summary)

RESULTS = ROOT / "docs/growth"
LENET = (ROOT / "models/lenet5.net").read_text(encoding="utf-8")
WIDE = (ROOT / "models/lenet_20_50_500.net").read_text(encoding="utf-8")
IMAGES_MAX_FLOATS = 2 ** 24


def network(size, *layers):
    return "\n".join([f"network g {{ input {size}", *layers, "}", "data { }",
                      "train { loss cross_entropy; optimizer sgd, rate 0.001; batch 64 }", ""])


def two_convolutions(side, kernel):
    return network(f"{side}x{side}x1", f"conv 8 of {kernel}x{kernel}, pad same, relu", "maxpool 2x2",
                   f"conv 16 of {kernel}x{kernel}, pad same, relu", "maxpool 2x2", "flatten", "dense 10, softmax")


def channels(count):
    return network("8x8x1", f"conv {count} of 3x3, pad same, relu", f"conv {count} of 3x3, pad same, relu",
                   "maxpool 2x2", "flatten", "dense 10, softmax")


def layers(count):
    return network("28x28x1", *["conv 8 of 3x3, pad same, relu"] * (count - 1), "avgpool 4x4", "flatten",
                   "dense 10, softmax")


def units(count):
    return network("16x16x1", "flatten", f"dense {count}, relu", f"dense {count}, relu", "dense 10, softmax")


def of_batch(text, batch):
    return text.replace("batch 64", f"batch {batch}")


@dataclasses.dataclass(frozen=True)
class Family:
    title: str
    axis: str
    values: tuple
    make: typing.Callable[[int], str]
    by_batch: bool = False  # the value is the batch of everything
    by_threads: bool = False  # the value is the number of threads


FAMILIES = {
    "side": Family("two convolutions of 5x5 with 8 and 16 maps, pooling", "side of the image",
                   (16, 17, 24, 28, 31, 32, 48, 61, 64, 96, 100, 127, 128, 192, 256), lambda n: two_convolutions(n, 5)),
    "kernel": Family("two convolutions with 8 and 16 maps on 32x32", "side of the kernel",
                     (1, 2, 3, 4, 5, 7, 9, 11, 13, 15), lambda n: two_convolutions(32, n)),
    "channels": Family("two convolutions of 3x3 on 8x8", "maps of each",
                       (1, 2, 3, 4, 5, 6, 7, 8, 11, 13, 16, 20, 24, 31, 32, 50, 61, 64, 100, 127, 128, 256, 500, 512),
                       channels),
    "units": Family("two dense layers", "units of each",
                    (1, 2, 4, 8, 10, 16, 17, 31, 32, 50, 64, 84, 100, 127, 128, 256, 500, 512, 1000, 1024, 2048), units),
    "layers": Family("convolutions of 3x3 with 8 maps on 28x28", "layers", (2, 5, 10, 20, 50, 100, 200), layers),
    "batch": Family("lenet5", "batch", (1, 2, 3, 4, 8, 12, 16, 17, 24, 32, 64, 100, 128, 256, 1024, 4096),
                    lambda n: of_batch(LENET, n), by_batch=True),
    "threads": Family("lenet5", "threads", (1, 2), lambda n: LENET, by_threads=True),
    "threads_wide": Family("lenet_20_50_500", "threads", (1, 2), lambda n: WIDE, by_threads=True),
}
COLUMNS = ("value", "forward_macs", "train_macs", "text_bytes", "netc_seconds", "netc_bytes", "cc_seconds", "infer_seconds",
           "one_seconds", "train_seconds", "infer_share", "one_share", "train_share", "ceiling")


class Point:
    """A network of a family, compiled and running."""

    def __init__(self, family, value, folder, cost):
        self.value = value
        self.threads = value if family.by_threads else 1
        self.batch = value if family.by_batch else 64
        spec, source = folder / f"{value}.net", folder / f"{value}.c"
        spec.write_text(family.make(value), encoding="utf-8")
        facts = summary(spec)
        self.row = dict(zip(("value", "forward_macs", "train_macs"), (value, *macs(facts))))
        # netc's own time: what the machine is like, it would have to ask the C compiler
        target = facts.get("target")
        _, self.row["netc_seconds"], self.row["netc_bytes"] = self.cost(
            cost, 5, NETC, spec, "-o", source, *([f"--target={target}"] if target else []))
        run(NETC, spec, "-o", source)
        self.row["text_bytes"] = source.stat().st_size
        _, self.row["cc_seconds"], _ = self.cost(cost, 1, *CC, *flags(), "-c", source, "-o", folder / f"{value}.o")
        compile_driver(source, facts["name"], folder / f"{value}")
        self.program = Program(folder / f"{value}")
        height, width, maps = facts["input"]
        images = max(self.batch, min(1024, IMAGES_MAX_FLOATS // (height * width * maps)))
        self.program.ask("load", "noise", images)

    @staticmethod
    def cost(program, *command):
        return [float(word) for word in run(program, *command).split()]

    def measure(self, seconds):
        """Keeps the quickest: a batch of inference, one image, a step of training."""
        for name, words in (("infer", ("forward", self.threads, self.batch)), ("one", ("forward", 1, 1)),
                            ("train", ("train", self.threads, self.batch))):
            key = f"{name}_seconds"
            taken = self.program.numbers(*words, seconds)[1 if self.threads > 1 else 2]
            self.row[key] = min(taken, self.row.get(key, taken))

    def finish(self, ceilings):
        for name, work in (("infer", "forward"), ("one", "forward"), ("train", "train")):
            ceiling = ceilings[1 if name == "one" else self.threads]
            self.row[f"{name}_share"] = 2e-9 * self.row[f"{work}_macs"] / self.row[f"{name}_seconds"] / ceiling
        self.row["ceiling"] = ceilings[self.threads]
        self.program.close()


def measure(family, folder, rounds, seconds):
    cost, ceiling = folder / "cost", folder / "ceiling"
    run(*CC, "-std=c11", "-O2", "-D_POSIX_C_SOURCE=200809L", HERE / "cost.c", "-o", cost)
    compile_ceiling(ceiling)
    available = processors()
    points = [Point(family, value, folder, cost) for value in family.values
              if not family.by_threads or value <= len(available)]
    program, ceilings = Program(ceiling), {}
    for _ in range(rounds):
        for point in points:
            places = available if point.threads > 1 else available[-1:]
            for threads in {1, point.threads}:
                pin(program, places)
                ceilings[threads] = max(program.numbers(threads)[1], ceilings.get(threads, 0))
            pin(point.program, places)
            point.measure(seconds)
    for point in points:
        point.finish(ceilings)
    program.close()
    return [point.row for point in points]


def write(name, rows):
    RESULTS.mkdir(parents=True, exist_ok=True)
    with open(RESULTS / f"{name}.csv", "w", newline="", encoding="ascii") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows({key: f"{value:.6g}" if isinstance(value, float) else value for key, value in row.items()}
                        for row in rows)


def read(name):
    with open(RESULTS / f"{name}.csv", encoding="ascii") as file:
        return [{key: float(value) for key, value in row.items()} for row in csv.DictReader(file)]


# --- pictures -------------------------------------------------------------------------------------

WORKS = (("train", "training step"), ("infer", "inference"), ("one", "one image"))


def draw(name, family):
    rows = read(name)

    def series(suffix, factor=1.0, works=WORKS):
        return [plot.Series(label, [(row["value"], row[f"{work}_{suffix}"] * factor) for row in rows])
                for work, label in works]

    works = WORKS[:2] if family.by_threads or family.by_batch else WORKS
    panels = [plot.Panel("microseconds an image", family.axis, series("seconds", 1e6, works), log=True),
              plot.Panel("share of the ceiling, %", family.axis, series("share", 100, works), top=100)]
    (RESULTS / f"{name}.svg").write_text(plot.figure(f"{family.title}", panels), encoding="utf-8")


def draw_costs():
    """What netc and the C compiler take, of all families that vary the network."""
    found = {name: read(name) for name in ("layers", "channels", "side", "kernel") if (RESULTS / f"{name}.csv").exists()}
    if "layers" not in found:
        return

    def against(names, column, factor):
        short = {"side": "image side", "kernel": "kernel side", "channels": "maps"}
        return [plot.Series(short.get(name, name), [(row["value"], row[column] * factor) for row in found[name]])
                for name in names if name in found]

    times = [plot.Series(label, [(row["value"], row[column] * 1e3) for row in found["layers"]])
             for label, column in (("C compiler", "cc_seconds"), ("netc", "netc_seconds"))]
    panels = [plot.Panel("milliseconds", "layers", times, log=True),
              plot.Panel("kilobytes of C", "side, maps, layers", against(found, "text_bytes", 1e-3), log=True)]
    (RESULTS / "compile.svg").write_text(plot.figure("netc and the C compiler", panels), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("families", nargs="*", metavar="FAMILY", help=", ".join(FAMILIES))
    parser.add_argument("--draw", action="store_true", help="measure nothing")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--seconds", type=float, default=0.15, metavar="S", help="of each measurement")
    options = parser.parse_args()
    for name in options.families or FAMILIES:
        if name not in FAMILIES:
            parser.error(f"no family `{name}`")
        if not options.draw:
            with tempfile.TemporaryDirectory() as folder:
                write(name, measure(FAMILIES[name], pathlib.Path(folder), options.rounds, options.seconds))
        draw(name, FAMILIES[name])
        print(RESULTS.relative_to(ROOT) / f"{name}.svg", flush=True)
    draw_costs()


if __name__ == "__main__":
    main()
