"""Trains the networks of models/ with the recipes of their files, several seeds each, on the real MNIST, and
lays test accuracy beside what the documents report. Not a test: an hour or more.

A finished run is a file of its own in the folder of results, and is not run again: stop at will, and give the
same command to go on. Runs are single-threaded, as many at once as there are processors.
Usage: NETC_DATA=DIR python3 bench/networks.py [--seeds N] [--jobs N] [--results DIR] [--table] [NAME...]
  NAME       which of the networks (default: all), as the table names them; `open`: what the paper of 1998 leaves open
  --table    only prints what is there: the table of docs/networks.md
NETC chooses another compiler than build/src/netc.
"""
import argparse
import concurrent.futures
import csv
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
NETC = os.environ.get("NETC", str(ROOT / "build/src/netc"))

# name: model, options of netc, documented test accuracy in percent (None: the document has none)
NETWORKS = {
    "lenet5": ("lenet5", [], 98.9),
    "lenet5 one_epoch": ("lenet5", ["--variant", "one_epoch"], None),
    "lenet5_dense": ("lenet5_dense", [], 98.59),
    "lenet5_valid": ("lenet5_valid", [], 98.53),
    "lenet5_nutshell period": ("lenet5_nutshell", ["--variant", "period"], 96.0),
    "lenet5_nutshell modern": ("lenet5_nutshell", ["--variant", "modern"], None),
    "lenet_20_50_500": ("lenet_20_50_500", [], None),
    "lenet5_subsample": ("lenet5_subsample", [], None),
    "lenet5_1998": ("lenet5_1998", [], 99.05),
    "lenet5_1998 distorted": ("lenet5_1998", ["--variant", "distorted"], 99.2),
}


def settings(*changes):
    return [word for change in changes for word in ("--set", change)]


# What the paper of 1998 leaves open, or says otherwise, changed in lenet5_1998 one by one.
OPEN = {
    "1998: init fan_in_uniform 2.4": settings("train.init=fan_in_uniform 2.4"),
    # sqrt(3 / (fan_in + 1)) for C1, C5 and F6, where fan_in is 25, 400 and 120
    "1998: bias counted in fan_in": settings("C1.init=fan_in_uniform 8.492", "C5.init=fan_in_uniform 34.60",
                                             "F6.init=fan_in_uniform 18.90"),
    "1998: biases drawn": settings(*[f"{layer}.bias=drawn" for layer in ("C1", "S2", "C3", "S4", "C5", "F6")]),
    "1998: coefficients drawn": settings("S2.init=lecun_uniform", "S4.init=lecun_uniform"),
    "1998: j 1": settings("train.loss.j=1"),
    "1998: j 5": settings("train.loss.j=5"),
    "1998: j 20": settings("train.loss.j=20"),
    "1998: loss mse_rbf": settings("train.loss=mse_rbf"),
    "1998: mu 0.1": settings("train.optimizer.mu=0.1"),
    "1998: another order each pass": settings("train.shuffle=yes"),
    "1998: pictures of noise": [],
}
NETWORKS |= {name: ("lenet5_1998", changes, 99.05) for name, changes in OPEN.items()}


def noisy(spec):
    """The spec with the cells of its pictures in a random order."""
    rows = re.findall(r"^ +[X.]{7}  .*$", spec, re.MULTILINE)
    cells = list("".join(rows).replace(" ", ""))
    random.Random(1).shuffle(cells)
    lines = iter(re.sub("[X.]", lambda _: cells.pop(), row) for row in rows)
    return re.sub(r"^ +[X.]{7}  .*$", lambda _: next(lines), spec, flags=re.MULTILINE)


def file_name(name):
    return re.sub("[^A-Za-z0-9_.]+", "_", name)


def measure(name, seed, data, folder):
    """One run: trains, tests, and leaves its figures in `folder`."""
    done = folder / f"{file_name(name)}-{seed}.json"
    if done.exists():
        return
    model, options, _ = NETWORKS[name]
    with tempfile.TemporaryDirectory() as work:
        spec = str(ROOT / f"models/{model}.net")
        if name.endswith("noise"):
            pathlib.Path(f"{work}/noise.net").write_text(noisy(pathlib.Path(spec).read_text()))
            spec = f"{work}/noise.net"
        weights, history = f"{work}/weights", f"{work}/history"
        command = [NETC, "train", spec, *options, "--"]
        subprocess.run([*command, "--data", data, "--threads", "1", "--seed", str(seed), "--quiet", "--output",
                        weights, "--history", history], check=True)
        report = subprocess.run([*command, "test", "--data", data, "--weights", weights], check=True,
                                capture_output=True, text=True).stdout
        figures = dict(line.split()[:2] for line in report.splitlines() if line.startswith(("loss", "accuracy")))
        with open(history, encoding="ascii") as file:
            epochs = list(csv.DictReader(file))
    result = {"name": name, "seed": seed, "loss": float(figures["loss"]), "accuracy": float(figures["accuracy"]),
              "epochs": epochs}
    temporary = done.with_suffix(".part")
    temporary.write_text(json.dumps(result, indent=1) + "\n", encoding="ascii")
    temporary.rename(done)
    print(f"{name}, seed {seed}: {result['accuracy']:.2f} %, loss {result['loss']:.4f}", flush=True)


def results(name, folder):
    files = sorted(folder.glob(f"{file_name(name)}-[0-9]*.json"))
    return [json.loads(file.read_text(encoding="ascii")) for file in files]


def spread(figures, digits):
    """Mean and deviation, the latter where there are several."""
    deviation = f" ± {statistics.stdev(figures):.{digits}f}" if len(figures) > 1 else ""
    return f"{statistics.mean(figures):.{digits}f}{deviation}"


def table(names, folder):
    """Test figures after the last epoch, and the training accuracy while it ran."""
    print("| network | seeds | test accuracy % | least, most | documented % | test loss | training accuracy % |\n"
          "|---|---|---|---|---|---|---|")
    for name in names:
        runs = results(name, folder)
        if not runs:
            continue
        accuracies = [run["accuracy"] for run in runs]
        documented = NETWORKS[name][2]
        trained = statistics.mean(100 * float(run["epochs"][-1]["accuracy"]) for run in runs)
        print(f"| {name} | {len(runs)} | {spread(accuracies, 2)} | {min(accuracies):.2f}, {max(accuracies):.2f} | "
              f"{'-' if documented is None else documented} | {spread([run['loss'] for run in runs], 4)} | {trained:.2f} |")


def curve(name, folder):
    """Validation by epoch, as the mean over the seeds."""
    runs = results(name, folder)
    if not runs or not all("val_accuracy" in epoch for run in runs for epoch in run["epochs"]):
        return
    print(f"\n{name}, mean over {len(runs)} seeds\n\n| epoch | training accuracy % | validation accuracy % | "
          "validation loss |\n|---|---|---|---|")
    for epoch in range(min(len(run["epochs"]) for run in runs)):
        rows = [run["epochs"][epoch] for run in runs]
        means = {key: statistics.mean(float(row[key]) for row in rows) for key in
                 ("accuracy", "val_accuracy", "val_loss")}
        print(f"| {epoch + 1} | {100 * means['accuracy']:.2f} | {100 * means['val_accuracy']:.2f} | "
              f"{means['val_loss']:.4f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--results", type=pathlib.Path, default=ROOT / "build/networks")
    parser.add_argument("--table", action="store_true")
    options = parser.parse_args()
    names = options.names or list(NETWORKS)
    if names == ["open"]:
        names = list(OPEN)
    for name in names:
        if name not in NETWORKS:
            parser.error(f"no network `{name}`; there are {', '.join(NETWORKS)}")
    options.results.mkdir(parents=True, exist_ok=True)
    if not options.table:
        data = os.environ.get("NETC_DATA", str(ROOT / "data/mnist"))
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            runs = [pool.submit(measure, name, seed, data, options.results)
                    for name in names for seed in range(1, options.seeds + 1)]
            for run in runs:
                run.result()
    table(names, options.results)
    if "lenet5_valid" in names:
        curve("lenet5_valid", options.results)


if __name__ == "__main__":
    main()
