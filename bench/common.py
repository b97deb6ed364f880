"""What the measurements share: building programs, talking to them, the ceiling."""
import json
import os
import pathlib
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
BUILD = pathlib.Path(os.environ.get("NETC_BUILD", ROOT / "build")).absolute()
NETC = os.environ.get("NETC", str(BUILD / "src/netc"))
RUNTIME = BUILD / "runtime/libnetc_runtime.a"
CC = os.environ.get("CC", "cc").split()
FLAGS = ["-std=c11", "-D_POSIX_C_SOURCE=200809L", "-O3", "-march=native", "-ffp-contract=off"]
DRIVER = [HERE / "driver.c", HERE / "spans.c"]
LIBRARIES = ["-fopenmp", "-lpng", "-ljansson", "-lz", "-lm"]
# Threads that wait soon leave the processor to others, as `netc train` has it.
PASSIVE = {"OMP_WAIT_POLICY": "passive", "GOMP_SPINCOUNT": "10000"}


def run(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, stdout=subprocess.PIPE, text=True,
                          **options).stdout


def flags():
    """The documented flags, those of them that the compiler knows."""
    wide = ["-mprefer-vector-width=512"]
    trial = subprocess.run([*CC, "-Werror", *wide, "-fsyntax-only", "-x", "c", "/dev/null"], check=False,
                           capture_output=True)
    return FLAGS + (wide if trial.returncode == 0 else [])


def measured(*command):
    """Seconds and bytes of memory (its largest resident set) that a command takes."""
    start = time.perf_counter()
    child = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise subprocess.CalledProcessError(child.returncode, command)
    return seconds, usage.ru_maxrss * 1024


def summary(spec, *options):
    return json.loads(run(NETC, "summary", "--json", spec, *options))


def macs(network):
    """Multiply-adds an image: of the forward pass, and of a training step, which is forward, gradients of the weights
    and gradients of the inputs, but not into the images."""
    layers = [layer["macs"] for layer in network["layers"]]
    first = next(count for count in layers if count)
    return sum(layers), 3 * sum(layers) - first


def processors():
    return sorted(os.sched_getaffinity(0))


def pin(program, places):
    """Lets all threads of the program run on these processors alone."""
    for thread in os.listdir(f"/proc/{program.process.pid}/task"):
        os.sched_setaffinity(int(thread), places)


class Program:
    """A running program that answers each line it reads with one line."""

    def __init__(self, *command, environment=None):
        self.process = subprocess.Popen([str(word) for word in command], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, bufsize=1,
                                        env={**os.environ, **(PASSIVE if environment is None else environment)})

    def ask(self, *words):
        print(*words, file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self.process.args} died of `{' '.join(map(str, words))}`")
        return answer.strip()

    def numbers(self, *words):
        return [float(word) for word in self.ask(*words).split()]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def compile_driver(source, name, program):
    """The generated `source` of the network `name` as a program of driver.c."""
    run(*CC, *flags(), "-DNETC_MODEL", f"-DMODEL={name}_model", f"-I{ROOT}/runtime", *DRIVER, source,
        RUNTIME, *LIBRARIES, "-o", program)


def compile_ceiling(program):
    run(*CC, *flags(), "-ffp-contract=fast", HERE / "ceiling.c", "-fopenmp", "-o", program)
