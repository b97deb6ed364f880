"""roofline.py ROOT: bench/roofline.py lays every operation's prediction beside its measurement."""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1])


def roofline(*arguments):
    return subprocess.run([sys.executable, ROOT / "bench/roofline.py", "--time", "1", *arguments], check=True,
                          text=True, stdout=subprocess.PIPE).stdout


def check(program):
    predicted = {row["name"]: row["predicted"] for row in program["operations"] if row["predicted"] is not None}
    own = [row["name"] for row in program["operations"] if row["name"] not in predicted]
    assert own == (["gather"] if program["name"] == "training" else []), own
    for key in ("predicted", "measured"):
        total = sum(row[key] * row["runs"] for row in program["operations"] if row[key] is not None)
        assert abs(total / program[key] - 1) < 1e-3, (program["name"], key, total, program[key])
    return predicted


def main():
    small = ROOT / "tests/golden/small.net"
    figures = json.loads(roofline("--json", small))
    names = [program["name"] for program in figures["programs"]]
    assert names[0] == "inference" and names[-1] == "training", names
    for program in figures["programs"]:
        assert check(program), program["name"]
    table = roofline(small, "--set", "train.batch=16")
    for word in ("inference, a batch of 16", "training, a batch of 16", "C1_forward", "update"):
        assert word in table, table


main()
