#!/usr/bin/env python3
"""compare_facts.py FACT FILE ARGUMENT...: whether the JSON of `netc compare --train` says so.

Exit status 0 if it does; 1, with what was found, if not."""
import json
import sys

TIMES = ("seconds", "train_seconds")


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)["trial"]


def untimed(run):
    """A run without how long it took."""
    epochs = [{k: v for k, v in epoch.items() if k not in TIMES} for epoch in run["epochs"]]
    return {**run, "epochs": epochs}


def runs(trial, network):
    """What the runs of a network gave, by seed."""
    found = {run["seed"]: {k: v for k, v in untimed(run).items() if k != "network"}
             for run in trial["runs"] if run["network"] == network}
    assert found and all(run["epochs"] for run in found.values()), f"no epochs of {network}"
    return found


def verdict(trial, first, second):
    """What is said of two networks, first and second in that order."""
    for row in trial["verdicts"]:
        if {row["first"], row["second"]} == {first, second}:
            if row["first"] == first:
                return row
            tests = [{**test, "first_only": test["second_only"], "second_only": test["first_only"],
                      "p_first": test["p_second"], "p_second": test["p_first"]} for test in row["tests"]]
            return {**row, "first": first, "second": second, "tests": tests, "words": None}
    raise AssertionError(f"no verdict on {first} and {second}")


def same_curves(path, first, second):
    trial = load(path)
    assert runs(trial, first) == runs(trial, second), "the runs differ"


def other_curves(path, first, second):
    trial = load(path)
    assert runs(trial, first) != runs(trial, second), "the runs are the same"


def equal(path, first, second):
    row = verdict(load(path), first, second)
    assert row["p"] == 1 and row["better"] is None and "no difference" in row["words"], row
    assert all(test["first_only"] == test["second_only"] == 0 for test in row["tests"]), row


def same_results(first_path, second_path):
    first, second = load(first_path), load(second_path)
    names = sorted({run["network"] for run in first["runs"]})
    assert names == sorted({run["network"] for run in second["runs"]}), names
    for name in names:
        assert runs(first, name) == runs(second, name), f"the runs of {name} differ"
        for other in names:
            if name != other:
                one, two = verdict(first, name, other), verdict(second, name, other)
                one["words"] = two["words"] = None
                assert one == two, f"{one}\n{two}"


def states(path, *expected):
    trial = load(path)
    found = {f"{run['network']}={run['state']}" for run in trial["runs"]}
    assert found == set(expected), found


def main():
    facts = {"same-curves": same_curves, "other-curves": other_curves, "equal": equal,
             "same-results": same_results, "states": states}
    try:
        facts[sys.argv[1]](*sys.argv[2:])
    except AssertionError as error:
        print(f"    {error}")
        sys.exit(1)


if __name__ == "__main__":
    main()
