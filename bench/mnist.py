"""MNIST, from its files to the accuracy on the test images: seconds, with one thread and with all, beside PyTorch.

Ours is what `netc train models/lenet5.net --variant one_epoch` does, from the start of the program to its end: it
unpacks the files, trains for the recipe's one epoch, tests, and writes weights and history. PyTorch (python3-torch,
if it is installed) has the same network, initial weights, recipe and files, and the best of its ways to train,
chosen beforehand; its clock starts when it is imported. Each seed is a round in which all take turns.
Usage: NETC_DATA=DIR python3 bench/mnist.py [--seeds N] [--json FILE] [--alone]
  --seeds N  the seeds 1 to N; default 5
  --alone    without PyTorch
"""
import argparse
import csv
import json
import os
import re
import statistics
import subprocess
import tempfile
import time

from common import CC, HERE, LIBRARIES, NETC, PASSIVE, ROOT, RUNTIME, flags, run
from peers import PYTHON, TUNING, PyTorch

MODEL, VARIANT = ROOT / "models/lenet5.net", "one_epoch"


def build(work):
    """The program, and the seconds that netc and the C compiler took."""
    start = time.perf_counter()
    run(NETC, MODEL, "--variant", VARIANT, "-o", f"{work}/lenet.c")
    emitted = time.perf_counter()
    run(*CC, *flags(), "-DNETC_MODEL", "-DNETC_MAIN", f"-I{ROOT}/runtime", f"{work}/lenet.c", RUNTIME, *LIBRARIES,
        "-o", f"{work}/lenet")
    return f"{work}/lenet", emitted - start, time.perf_counter() - emitted


def ours(program, data, threads, seed):
    """Seconds from the start of the process to its end, and the accuracy that it reported."""
    history = f"{program}.csv"
    start = time.perf_counter()
    subprocess.run([program, "train", "--data", data, "--threads", str(threads), "--seed", str(seed), "--quiet",
                    "--output", f"{program}.safetensors", "--history", history], check=True,
                   env={**PASSIVE, **os.environ})
    seconds = time.perf_counter() - start
    with open(history, encoding="ascii") as file:
        last = list(csv.DictReader(file))[-1]
    return {"seconds": seconds, "epoch": float(last["seconds"]), "accuracy": float(last["val_accuracy"])}


def peer(data, threads, setting, recipe, *command):
    environment = {**TUNING, "OPENBLAS_NUM_THREADS": str(threads), **PyTorch.settings[setting], **os.environ}
    return json.loads(run(PYTHON, HERE / "mnist_torch.py", data, threads, recipe, *command, env=environment))


def recipe_of(program):
    return re.search("^training +(loss .*)", run(program, "info"), re.MULTILINE)[1]


def quickest(data, threads, recipe):
    """PyTorch's best setting and way to train with that many threads."""
    rates = {(setting, way): rate for setting in (PyTorch.settings if threads > 1 else ("",))
             for way, rate in peer(data, threads, setting, recipe, "rates").items()}
    return max(rates, key=rates.get)


def measure(program, options, data, counts):
    """Runs by program and threads, and PyTorch's ways."""
    runs = {(who, threads): [] for who in ["netc"] + ["PyTorch"] * (not options.alone) for threads in counts}
    ways, recipe = {}, recipe_of(program)
    if not options.alone:
        ways = {threads: quickest(data, threads, recipe) for threads in counts}
    for seed in range(1, options.seeds + 1):
        for (who, threads), results in runs.items():
            results.append(ours(program, data, threads, seed) if who == "netc" else
                           peer(data, threads, ways[threads][0], recipe, "run", ways[threads][1], seed))
            print(f"{who}, threads {threads}, seed {seed}: {results[-1]['seconds']:.2f} s, "
                  f"{100 * results[-1]['accuracy']:.2f} %", flush=True)
    return runs, ways


def print_table(runs):
    print("\n| program | threads | seconds: median | least, most | accuracy %: mean | least |\n|---|---|---|---|---|---|")
    for (who, threads), results in runs.items():
        seconds = [result["seconds"] for result in results]
        accuracies = [100 * result["accuracy"] for result in results]
        print(f"| {who} | {threads} | {statistics.median(seconds):.2f} | {min(seconds):.2f}, {max(seconds):.2f} | "
              f"{statistics.mean(accuracies):.2f} | {min(accuracies):.2f} |")
    imports = [result["import"] for results in runs.values() for result in results if "import" in result]
    if imports:
        print(f"\nPyTorch is imported in {statistics.median(imports):.2f} s, which are not in the table.")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--json")
    parser.add_argument("--alone", action="store_true")
    options = parser.parse_args()
    if not options.alone and not PyTorch.installed():
        print(f"PyTorch is not installed: {PyTorch.how_to_install}")
        options.alone = True
    data = os.environ.get("NETC_DATA", str(ROOT / "data/mnist"))
    counts = sorted({1, len(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as work:
        program, emitting, compiling = build(work)
        runs, ways = measure(program, options, data, counts)
    print(f"\nnetc took {emitting:.2f} s and the C compiler {compiling:.2f} s, once.")
    for threads, way in ways.items():
        print(f"PyTorch, threads {threads}: {':'.join(way)}")
    print_table(runs)
    if options.json:
        with open(options.json, "w", encoding="ascii") as file:
            json.dump({"netc_seconds": emitting, "compiler_seconds": compiling, "ways": ways,
                       "runs": [{"program": who, "threads": threads, "results": results}
                                for (who, threads), results in runs.items()]}, file, indent=1)
            file.write("\n")


if __name__ == "__main__":
    main()
