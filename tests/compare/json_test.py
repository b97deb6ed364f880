"""json_test.py NETC MODELS: what `netc compare --json` says agrees with `netc summary --json` of each network."""
import json
import subprocess
import sys

NETC, MODELS = sys.argv[1:]
TARGET = ["--target", "avx512"]
COUNTS = ["parameters", "fixed", "connections", "macs", "neurons"]


def netc(*arguments):
    return json.loads(subprocess.run([NETC, *arguments, *TARGET, "--json"], check=True, capture_output=True).stdout)


def expect(found, wanted, what):
    if found != wanted:
        sys.exit(f"{what}: {found} instead of {wanted}")


def summary_of(operand):
    path, _, variant = operand.partition(":")
    return netc("summary", path, *(["--variant", variant] if variant else []))


def check_network(network, summary, what):
    for key in ["name", "network", "variant", "fingerprint", "input", "output", "totals", "target", "lanes", "shards"]:
        expect(network[key], summary[key], f"{what}: {key}")
    for key, number in network["bytes"].items():
        expect(number, summary["bytes"][key], f"{what}: bytes: {key}")


def check_ratios(network, first, what):
    for group in ["totals", "bytes"]:
        for key, number in network[group].items():
            by, ratio = first[group][key], network["ratios"][group][key]
            if by == 0:
                expect(ratio, None, f"{what}: ratio of {key}")
            elif abs(ratio - number / by) > 1e-5 * ratio:
                sys.exit(f"{what}: ratio of {key}: {ratio} instead of {number / by}")


def check_layers(rows, column, summary, what):
    layers = [row["layers"][column] for row in rows if row["layers"][column]]
    expect([layer["index"] for layer in layers], list(range(len(summary["layers"]))), f"{what}: order of layers")
    for layer, other in zip(layers, summary["layers"]):
        for key in ["name", "kind", "detail", "output", *COUNTS]:
            expect(layer[key], other[key], f"{what}: {other['name']}: {key}")
    for key in COUNTS:
        expect(sum(layer[key] for layer in layers), summary["totals"][key], f"{what}: sum of {key}")


def check(*operands, names=None):
    names = names or operands
    comparison = netc("compare", *operands)
    networks, rows = comparison["networks"], comparison["rows"]
    expect(len(networks), len(names), "number of networks")
    expect(len({network["title"] for network in networks}), len(names), "titles")
    for column, name in enumerate(names):
        summary = summary_of(name)
        check_network(networks[column], summary, name)
        check_ratios(networks[column], networks[0], name)
        check_layers(rows, column, summary, name)
    for row in rows:
        expect(len(row["layers"]), len(names), "cells of a row")
        if row["same"]:
            for layer in row["layers"]:
                expect({key: layer[key] for key in ["kind", "output", *COUNTS]},
                       {key: row["layers"][0][key] for key in ["kind", "output", *COUNTS]}, "the same layer")
    for clause in comparison["recipe"]:
        expect(len(clause["texts"]), len(names), clause["name"])
        expect(clause["same"], len(set(clause["texts"])) == 1, clause["name"])


lenet5 = f"{MODELS}/lenet5.net"
check(lenet5, names=[lenet5, f"{lenet5}:relu_max", f"{lenet5}:one_epoch"])
check(f"{MODELS}/lenet5_1998.net", f"{lenet5}:relu_max")
check(lenet5, f"{MODELS}/lenet5.yaml")
check(*[f"{MODELS}/{name}.net" for name in ["lenet_20_50_500", "lenet5_1998", "lenet5_dense", "lenet5_nutshell",
                                            "lenet5_subsample", "lenet5_valid", "lenet5"]], f"{lenet5}:one_epoch")
