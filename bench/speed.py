"""Speed of the generated LeNet-5 beside PyTorch and the machine's multiply-add ceiling, in one run.

Rounds of all three alternate, so that a noisy machine disturbs each alike; printed are medians and
ratios. Needs a build (scripts/demo makes one) and python3-torch.
Usage: python3 bench/speed.py [ROUNDS]     NETC, CC, RUNTIME choose other paths
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
NETC = os.environ.get("NETC", str(ROOT / "build/src/netc"))
LIBRARY = os.environ.get("RUNTIME", str(ROOT / "build/runtime/libnetc_runtime.a"))
CC = os.environ.get("CC", "cc")
FLAGS = ["-std=c11", "-O3", "-march=native", "-ffp-contract=off"]
if "clang" not in CC:
    FLAGS.append("-mprefer-vector-width=512")
BATCH = 64
# One training step: forward, and two products of that size backward, but none into the images.
MACS, FIRST_LAYER_MACS = 416520, 117600
VARIANTS = {"lenet5": [], "relu_max": ["--variant", "relu_max"]}


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def build(work):
    run(CC, *FLAGS, "-D_POSIX_C_SOURCE=200809L", str(HERE / "ceiling.c"), "-o", f"{work}/ceiling")
    for variant, options in VARIANTS.items():
        source = f"{work}/{variant}.c"
        run(NETC, str(ROOT / "models/lenet5.net"), *options, "-o", source)
        run(CC, *FLAGS, "-DNETC_MAIN", f"-I{ROOT}/runtime", source, LIBRARY, "-fopenmp", "-lpng",
            "-ljansson", "-lz", "-lm", "-o", f"{work}/{variant}")


def ours(work, variant, threads):
    """Images/s of training and of inference with the recipe's batch, from the program's `bench`."""
    rates = {}
    for line in run(f"{work}/{variant}", "bench", "--threads", str(threads)).splitlines():
        words = line.split()
        if words and words[0] in ("inference", "training") and words[1:3] == [str(threads), str(BATCH)]:
            rates[words[0]] = float(words[3].replace(",", ""))
    return rates["training"], rates["inference"]


def peer(variant, threads):
    out = run(sys.executable, str(HERE / "peer.py"), variant, str(BATCH), str(threads))
    return tuple(float(word) for word in out.split())


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    processors = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as work:
        build(work)
        ceilings = []
        print(f"{'network':9} {'threads':>7} {'what':9} {'netc':>9} {'PyTorch':>9} {'ratio':>6} "
              f"{'of the ceiling':>14}   images/s, medians of {rounds} rounds")
        for variant in VARIANTS:
            for threads in sorted({1, processors}):
                mine, theirs = [], []
                for _ in range(rounds):
                    ceilings.append(float(run(f"{work}/ceiling")))
                    mine.append(ours(work, variant, threads))
                    theirs.append(peer(variant, threads))
                for i, (what, macs) in enumerate((("train", 3 * MACS - FIRST_LAYER_MACS),
                                                  ("inference", MACS))):
                    a = statistics.median(m[i] for m in mine)
                    b = statistics.median(t[i] for t in theirs)
                    share = 2e-9 * macs * a / (statistics.median(ceilings) * threads)
                    print(f"{variant:9} {threads:7} {what:9} {a:9.0f} {b:9.0f} {a / b:6.2f} "
                          f"{share:13.0%}", flush=True)
        print(f"ceiling: {statistics.median(ceilings):.0f} GFLOP/s a core")


if __name__ == "__main__":
    main()
