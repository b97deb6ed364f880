"""Speed of the generated C beside its peers and the multiply-add ceiling of the machine: run it as scripts/bench.

Every row is measured in rounds, in which the ceiling, ours and the peers take turns, all of them warm; what is printed
are medians over the rounds, and the share of the ceiling is that of the same round. One thread is pinned to the last
processor, and the ceiling beside it is that processor's.
"""
import argparse
import fnmatch
import json
import os
import pathlib
import statistics
import sys
import tempfile
from array import array

from common import (BUILD, CC, NETC, ROOT, Program, compile_ceiling, compile_driver, flags, macs, pin, processors, run,
                    summary)
from peers import PEERS
from rows import EPOCH, MODELS, ROWS

IMAGES = 2048  # in memory, for steps and calls
CHECKED = 64  # of them, whose outputs are compared
CLOSE = 1e-4


class Network:
    """A model with options of netc, as C compiled with the driver, and running. Peers find weights, images, labels
    and the description in its folder."""

    def __init__(self, work, model, options, data, images):
        self.folder = work / f"{model}{len(list(work.iterdir()))}"
        self.folder.mkdir()
        self.spec, self.description = ROOT / MODELS[model], self.folder / "network.json"
        facts = summary(self.spec, *options)
        self.description.write_text(json.dumps(facts), encoding="utf-8")
        self.forward_macs, self.train_macs = macs(facts)
        source = self.folder / "network.c"
        run(NETC, self.spec, *options, "-o", source)
        compile_driver(source, facts["name"], self.folder / "program")
        self.program = Program(self.folder / "program")
        self.images = int(self.program.ask("load", data, images))
        self.rate, self.recipe = self.program.ask("recipe").split(maxsplit=1)

    def share(self):
        """Writes what the peers need."""
        if not (self.folder / "weights").exists():
            self.program.ask("share", self.folder)

    def measure(self, row, threads, seconds):
        if row.work == "epoch":
            return self.program.numbers("epoch", threads)[0]
        return self.program.numbers(row.work, threads, row.batch, seconds)[0]

    def macs(self, row):
        return self.forward_macs if row.work == "forward" else self.train_macs


def floats(path):
    result = array("f")
    result.frombytes(path.read_bytes())
    return result


def check(network, peer, places):
    """The largest difference between our outputs and the peer's, at first and after a step of training; ends the
    program if it is large."""
    largest = {}
    for command in ("outputs", "stepped")[:2 if "train" in peer.works else 1]:
        paths = network.folder / f"{command}_ours", network.folder / f"{command}_peer"
        network.program.ask(command, paths[0], CHECKED)
        peer.program(network, 1, places).ask(command, paths[1], CHECKED)
        mine, theirs = map(floats, paths)
        if len(mine) != len(theirs) or not mine:
            sys.exit(f"{peer.name} gives {len(theirs)} outputs for {network.spec.name}, not {len(mine)}")
        largest[command] = max(abs(a - b) for a, b in zip(mine, theirs))
        if not largest[command] <= CLOSE:
            sys.exit(f"{peer.name} gives other {command} for {network.spec.name}: {largest[command]:.2g} apart")
    return largest


class Bench:
    def __init__(self, options, work):
        self.options, self.work = options, work
        self.networks, self.checked = {}, {}
        self.all = processors()
        compile_ceiling(work / "ceiling")
        self.ceiling_program = Program(work / "ceiling")
        self.peers = [PEERS[name]() for name in options.peers]

    def ceiling(self, threads, one=None):
        """GFLOP/s of that many threads; one of them runs on the processor `one`, by default the last."""
        pin(self.ceiling_program, self.all if threads > 1 else [self.all[-1] if one is None else one])
        return self.ceiling_program.numbers(threads)[0]

    def ceilings(self):
        both = {"together": self.ceiling(2)} if len(self.all) > 1 else {}
        return {"processors": {str(one): self.ceiling(1, one) for one in self.all[:2]}, **both}

    def network(self, row):
        epoch = row.work == "epoch"
        key = row.model, row.options, epoch
        if key not in self.networks:
            images = (self.options.epoch_images if epoch else IMAGES)
            self.networks[key] = Network(self.work, row.model, row.options, self.options.data, images)
        return self.networks[key]

    def peer_variants(self, row):
        """Peer -> its best variant for the row, and the figures of all; peers are checked first."""
        network, best = self.network(row), {}
        for peer in self.peers:
            if row.work not in peer.works:
                continue
            network.share()
            if (peer.name, network.folder) not in self.checked:
                self.checked[peer.name, network.folder] = check(network, peer, self.places(1))
            figures = peer.variants(network, row, self.places(row.threads), min(self.options.seconds, 0.2))
            best[peer] = min(figures, key=figures.get), figures
        return best

    def places(self, threads):
        return self.all if threads > 1 else self.all[-1:]

    def rounds(self, row, variants):
        """A list of rounds: who -> seconds an image, `single` of ours with one thread, `ceiling` in GFLOP/s."""
        network, result = self.network(row), []
        count = self.options.rounds if row.work != "epoch" else min(self.options.rounds, self.options.epoch_rounds)
        for _ in range(count):
            taken, ceilings = {}, [self.ceiling(row.threads)]
            if row.speedup:
                pin(network.program, self.places(1))
                taken["single"] = network.measure(row, 1, self.options.seconds)
            pin(network.program, self.places(row.threads))
            taken["ours"] = network.measure(row, row.threads, self.options.seconds)
            ceilings.append(self.ceiling(row.threads))
            taken["ceiling"] = statistics.mean(ceilings)
            for peer, (variant, _) in variants.items():
                taken[peer.name] = peer.measure(network, row, self.places(row.threads), variant, self.options.seconds)
            result.append(taken)
        return result

    def row(self, row):
        network, variants = self.network(row), self.peer_variants(row)
        rounds = self.rounds(row, variants)
        work = 2e-9 * network.macs(row)

        def middle(who):
            return {"seconds": statistics.median(taken[who] for taken in rounds),
                    "share": statistics.median(work / taken[who] / taken["ceiling"] for taken in rounds)}

        result = {"name": row.name, "work": row.title, "batch": row.batch, "threads": row.threads,
                  "macs": network.macs(row), "images": network.images,
                  "ceiling": statistics.median(taken["ceiling"] for taken in rounds),
                  "ours": middle("ours"), "peers": {}, "target": {"share": row.target, "least": row.least}}
        reached = result["ours"]["share"]
        if row.speedup:
            reached = statistics.median(taken["single"] / taken["ours"] for taken in rounds)
            result["speedup"], result["target"] = reached, {"speedup": row.target}
        result["reached"] = "yes" if reached >= row.target else "least" if row.least and reached >= row.least else "no"
        result["missing"] = max(0.0, row.target - reached)
        for peer, (variant, figures) in variants.items():
            result["peers"][peer.name] = {
                **middle(peer.name), "variant": variant, "variants": figures,
                "ratio": statistics.median(taken[peer.name] / taken["ours"] for taken in rounds)}
        result["rounds"] = rounds
        return result

    def close(self):
        for program in [self.ceiling_program, *(network.program for network in self.networks.values())]:
            program.close()
        for peer in self.peers:
            peer.close()


# --- the table ------------------------------------------------------------------------------------

def amount(row, seconds):
    if row.unit == "us":
        return f"{seconds * 1e6:,.1f} us"
    return f"{seconds * EPOCH:.2f} s" if row.unit == "s" else f"{1 / seconds:,.0f}/s"


def goal(row):
    if row.speedup:
        return f"{row.target:.2f} x one thread"
    return f"{row.target:.0%}" + (f" (least {row.least:.0%})" if row.least else "")


def verdict(row, result):
    missing = f"{result['missing']:.2f}" if row.speedup else f"{100 * result['missing']:.0f} points"
    words = {"yes": "yes", "least": f"at least that, {missing} short", "no": f"no, {missing} short"}
    return (f"{result['speedup']:.2f} x: " if row.speedup else "") + words[result["reached"]]


def heading(peers):
    return (f"{'work':34} {'ours':>12} {'share':>6}" +
            "".join(f"  {peer.name:>12} {'share':>5} {'ratio':>6}" for peer in peers) + "  to reach, reached")


def line(row, result, peers):
    text = f"{row.title:34} {amount(row, result['ours']['seconds']):>12} {result['ours']['share']:6.1%}"
    for peer in peers:
        found = result["peers"].get(peer.name)
        text += (f"  {amount(row, found['seconds']):>12} {found['share']:5.0%} {found['ratio']:5.1f}x" if found
                 else f"  {'-':>12} {'-':>5} {'-':>6}")
    return f"{text}  {goal(row)}: {verdict(row, result)}"


def ceilings_text(figures):
    each = ", ".join(f"{value:.0f} on processor {one}" for one, value in figures["processors"].items())
    return each + (f", {figures['together']:.0f} on two" if "together" in figures else "")


def machine():
    model = next((text.split(":", 1)[1].strip() for text in pathlib.Path("/proc/cpuinfo").read_text(
        encoding="ascii").splitlines() if text.startswith("model name")), "unknown")
    return {"processor": model, "processors": len(processors()), "load": os.getloadavg()[0]}


def measure(options, rows, work):
    bench = Bench(options, work)
    report = {"netc": run(NETC, "--version").strip(), "machine": machine(),
              "compiler": run(*CC, "--version").splitlines()[0], "flags": flags(), "data": options.data,
              "rounds": options.rounds, "seconds": options.seconds, "ceiling": {"before": bench.ceilings()}, "rows": []}
    print(f"{report['machine']['processor']}, load {report['machine']['load']:.1f}; {report['compiler']}; images: "
          f"{options.data}")
    print(f"ceiling before: {ceilings_text(report['ceiling']['before'])} GFLOP/s\n\n{heading(bench.peers)}")
    for row in rows:
        if row.threads > len(bench.all):
            print(f"{row.title:34} needs {row.threads} processors")
            continue
        report["rows"].append(bench.row(row))
        print(line(row, report["rows"][-1], bench.peers), flush=True)
    report["ceiling"]["after"] = bench.ceilings()
    report["peers"] = {peer.name: peer.about for peer in bench.peers if peer.about}
    report["checked"] = [{"peer": peer, "largest_difference": found} for (peer, _), found in bench.checked.items()]
    print(f"\nceiling after: {ceilings_text(report['ceiling']['after'])} GFLOP/s; medians of {options.rounds} rounds")
    for name, about in report["peers"].items():
        print(f"{name}: {about}")
    bench.close()
    return report


# --- the command line -----------------------------------------------------------------------------

def chosen_rows(parser, patterns):
    for pattern in patterns:
        if not any(fnmatch.fnmatch(row.name, pattern) for row in ROWS):
            parser.error(f"no row `{pattern}`; --list prints them")
    return [row for row in ROWS if not patterns or any(fnmatch.fnmatch(row.name, pattern) for pattern in patterns)]


def chosen_peers(parser, text):
    """The peers asked for, or all that are installed; names those that are missing."""
    names = [] if text == "none" else text.split(",") if text else list(PEERS)
    for name in names:
        if name not in PEERS:
            parser.error(f"no peer `{name}`; there are {', '.join(PEERS)}")
    for name in names:
        if not PEERS[name].installed():
            print(f"{PEERS[name].name} is not installed: {PEERS[name].how_to_install}")
    return [name for name in names if PEERS[name].installed()]


def found_data():
    """As scripts/demo: MNIST where it is, or drawn digits."""
    for folder in (os.environ.get("NETC_DATA"), ROOT / "data/mnist"):
        if folder and list(pathlib.Path(folder).glob("train-images*")):
            return str(folder)
    return "synthetic"


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.split(":")[0] + ".",
                                     epilog="bench/README.md says how to read the table.")
    parser.add_argument("rows", nargs="*", metavar="ROW", help="rows to measure, by name or pattern (k-*); default: all")
    parser.add_argument("--list", action="store_true", help="print the names of the rows")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write all figures there, too")
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="rounds of each row (default 7)")
    parser.add_argument("--epoch-rounds", type=int, default=3, metavar="N", help="at most so many of an epoch (default 3)")
    parser.add_argument("--seconds", type=float, default=0.4, metavar="S", help="of each measurement (default 0.4)")
    parser.add_argument("--peers", metavar="LIST", help="torch, onnx, or none (default: those that are installed)")
    parser.add_argument("--quick", action="store_true",
                        help="one short round without peers and with short epochs: whether it runs, not how fast")
    parser.add_argument("--install", action="store_true", help="install the peers first (Debian packages, npm)")
    options = parser.parse_args()
    rows = chosen_rows(parser, options.rows)
    if options.list:
        print("\n".join(f"{row.name:14} {row.title}, to reach: {goal(row)}" for row in rows))
        return
    options.data, options.epoch_images = found_data(), EPOCH
    if options.quick:
        options.rounds, options.seconds, options.epoch_images, options.data = 1, 0.01, 1024, "synthetic"
        options.peers = options.peers or "none"
    options.peers = chosen_peers(parser, options.peers)
    (BUILD / "bench").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD / "bench") as work:
        report = measure(options, rows, pathlib.Path(work))
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="ascii")
        print(f"figures: {options.json}")


if __name__ == "__main__":
    main()
