"""quick.py ROOT: scripts/bench --quick prints its table and writes its figures, and says what it does not know."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(sys.argv[1])


def bench(*arguments, status=0):
    done = subprocess.run([ROOT / "scripts/bench", *map(str, arguments)], check=False, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == status, f"{arguments}: status {done.returncode}\n{done.stdout}"
    return done.stdout


def positive(*numbers):
    assert all(isinstance(number, float) and 0 < number < float("inf") for number in numbers), numbers


def check_row(row):
    """The figures of one row fit each other."""
    positive(row["ours"]["seconds"], row["ours"]["share"], row["ceiling"])
    share = 2e-9 * row["macs"] / row["ours"]["seconds"] / row["ceiling"]
    assert abs(share / row["ours"]["share"] - 1) < 1e-6, row
    reached = row.get("speedup", row["ours"]["share"])
    target = row["target"].get("speedup", row["target"].get("share"))
    assert (row["reached"] == "yes") == (reached >= target), row
    assert abs(row["missing"] - max(0, target - reached)) < 1e-9, row
    assert len(row["rounds"]) == 1 and row["peers"] == {}, row


def main():
    rows = {line.split()[0] for line in bench("--list").splitlines()}
    processors = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "figures.json"
        table = bench("--quick", "--json", file)
        figures = json.loads(file.read_text(encoding="ascii"))
    for when in ("before", "after"):
        positive(*figures["ceiling"][when]["processors"].values())
    found = {row["name"] for row in figures["rows"]}
    assert found == {name for name in rows if processors > 1 or not name.endswith("-2")}, found
    for row in figures["rows"]:
        check_row(row)
        assert any(line.startswith(row["work"]) for line in table.splitlines()), table
    macs = {row["name"]: row["macs"] for row in figures["rows"]}
    assert macs["k-infer-1"] == 416520 and macs["k-train-64"] == 3 * 416520 - 117600, macs
    assert "no row `nothing`" in bench("nothing", status=2)
    assert "no peer `nobody`" in bench("--peers", "nobody", status=2)


main()
