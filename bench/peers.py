"""Who is measured beside the generated C: which are installed, how they are started, and their best ways."""
import os
import pathlib
import shutil
import subprocess

from common import BUILD, HERE, Program, run

# The distribution's, since python3-torch is for it.
PYTHON = "/usr/bin/python3"
PACKAGES = BUILD / "peers/node_modules"
# Without the first two, PyTorch and OpenBLAS take narrower vectors on some processors; without the others, each step
# gives its memory back to the system and faults it in again.
TUNING = {"OPENBLAS_CORETYPE": "SkylakeX", "ATEN_CPU_CAPABILITY": "avx512", "MALLOC_TRIM_THRESHOLD_": "1000000000",
          "MALLOC_MMAP_THRESHOLD_": "33554432", "MALLOC_TOP_PAD_": "268435456"}


class Peer:
    """One way of running the networks. `programs` are kept for all rows; a program is a network, its data and
    a number of threads."""
    name, how_to_install, works = "", "", ()

    def __init__(self):
        self.programs, self.figures, self.about = {}, {}, ""

    def program(self, network, threads):
        key = network.folder, threads
        if key not in self.programs:
            self.programs[key] = self.start(network, threads)
            self.about = self.about or self.programs[key].ask("version")
        return self.programs[key]

    def variants(self, network, row, seconds):
        """Seconds an image of each variant: the better of two short measurements, taken in turn."""
        key = network.folder, row.work == "forward", row.batch, row.threads
        if key not in self.figures:
            program, work = self.program(network, row.threads), "forward" if row.work == "forward" else "train"
            names = program.ask("variants", work).split()
            taken = [[program.numbers(work, name, row.batch, seconds)[0] for name in names] for _ in range(2)]
            self.figures[key] = dict(zip(names, map(min, zip(*taken))))
        return self.figures[key]

    def measure(self, network, row, variant, seconds):
        words = (row.work, variant, row.batch) + (() if row.work == "epoch" else (seconds,))
        return self.program(network, row.threads).numbers(*words)[0]

    def close(self):
        for program in self.programs.values():
            program.close()


class PyTorch(Peer):
    name, works = "PyTorch", ("forward", "train", "epoch")
    how_to_install = "scripts/bench --install (Debian: python3-torch, libopenblas0-pthread)"

    @staticmethod
    def installed():
        return pathlib.Path(PYTHON).exists() and subprocess.run(
            [PYTHON, "-c", "import torch, numpy"], check=False, capture_output=True).returncode == 0

    @staticmethod
    def start(network, threads):
        tuning = {name: os.environ.get(name, value) for name, value in TUNING.items()}
        return Program(PYTHON, HERE / "peer_torch.py", network.description, network.folder, threads, network.rate,
                       network.recipe, environment={**tuning, "OPENBLAS_NUM_THREADS": str(threads)})


class OnnxRuntime(Peer):
    name, works = "ONNX Runtime", ("forward",)
    how_to_install = "scripts/bench --install (npm: onnxruntime-node)"

    @staticmethod
    def installed():
        return shutil.which("node") is not None and (PACKAGES / "onnxruntime-node/package.json").exists()

    @staticmethod
    def start(network, threads):
        for batch in (1, 64):
            run(PYTHON, HERE / "onnx_file.py", network.description, f"{network.folder}/weights", batch,
                f"{network.folder}/{batch}.onnx")
        return Program("node", HERE / "peer_onnx.js", PACKAGES, network.folder, threads)


PEERS = {"torch": PyTorch, "onnx": OnnxRuntime}
