"""What each operation should take beside what it takes: `netc summary --roofline` and the program's
own `bench --only operations`, at the ceiling measured in the same run.

Usage: python3 bench/roofline.py [--json] [--time MS] [SPEC [netc's options...]]     default: models/lenet5.net
       python3 bench/roofline.py models/lenet_20_50_500.net --set train.batch=1024
NETC, NETC_BUILD and CC choose another netc, build folder and compiler."""
import argparse
import json
import tempfile

from common import CC, LIBRARIES, NETC, PASSIVE, ROOT, RUNTIME, flags, run


def measure(spec, options, milliseconds):
    with tempfile.TemporaryDirectory() as folder:
        source, program = f"{folder}/network.c", f"{folder}/network"
        run(NETC, spec, *options, "-o", source)
        run(*CC, *flags(), "-DNETC_MAIN", f"-I{ROOT}/runtime", source, RUNTIME, *LIBRARIES, "-o", program)
        return json.loads(run(program, "bench", "--json", "--only", "operations", "--threads", 1, "--time",
                              milliseconds, env=PASSIVE))


def predict(spec, options, gflops):
    return json.loads(run(NETC, "summary", "--roofline", "--json", "--ceiling", f"{gflops:.6g}", spec, *options))


def join(measured, predicted):
    """One program: a row for each operation that was measured; what only the runtime does is not predicted."""
    found = {row["name"]: row for row in predicted["operations"]}
    rows = []
    for row in measured["operations"]:
        other = found.get(row["name"])
        rows.append({"name": row["name"], "runs": row["runs"], "measured": row["microseconds"],
                     "of_total": row["of_total"], "of_ceiling": row["of_ceiling"],
                     "predicted": other and other["microseconds"], "bound": other and other["bound"]})
    return {"name": measured["name"], "batch": measured["batch"], "measured": measured["microseconds"],
            "predicted": predicted["microseconds"], "operations": rows}


def show(program):
    width = max(len(row["name"]) for row in program["operations"])
    print(f"\n{program['name']}, a batch of {program['batch']}\n{'operation':{width}} {'runs':>5} {'us, predicted':>14} "
          f"{'measured':>10} {'ratio':>6} {'of total':>9}  bound")
    for row in program["operations"]:
        known = row["predicted"] is not None
        expected = f"{row['predicted']:14.2f}" if known else f"{'':14}"
        ratio = f"{row['measured'] / row['predicted']:6.2f}" if known else f"{'':6}"
        print(f"{row['name']:{width}} {row['runs']:5} {expected} {row['measured']:10.2f} {ratio} "
              f"{row['of_total']:9.1%}  {row['bound'] or ''}")
    print(f"{'the whole batch':{width}} {'':5} {program['predicted']:14.2f} {program['measured']:10.2f} "
          f"{program['measured'] / program['predicted']:6.2f}")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--time", default=300)
    arguments, rest = parser.parse_known_args()
    spec, *options = rest or [ROOT / "models/lenet5.net"]
    measured = measure(spec, options, arguments.time)
    gflops = measured["ceiling"][0]["gflops"]
    predicted = predict(spec, options, gflops)
    programs = [join(*pair) for pair in zip(measured["programs"], predicted["programs"])]
    if arguments.json:
        print(json.dumps({"name": measured["name"], "gflops": gflops, "programs": programs}, indent=2))
        return
    print(f"{measured['name']}: the ceiling of one core is {gflops:.1f} GFLOP/s")
    for program in programs:
        show(program)


if __name__ == "__main__":
    main()
