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
    """One way of running the networks. `programs` are kept for all rows; a program is a network, its data, a number
    of threads and a setting. A variant is `setting:way`, where the way is the program's."""
    name, how_to_install, works = "", "", ()
    settings = {"": {}}  # of the environment, for several threads

    def __init__(self):
        self.programs, self.figures, self.about = {}, {}, ""

    def program(self, network, threads, places, setting=""):
        """On those processors from its start, since libraries look at how many there are."""
        key = network.folder, threads, setting
        if key not in self.programs:
            before = os.sched_getaffinity(0)
            os.sched_setaffinity(0, places)
            self.programs[key] = self.start(network, threads, setting)
            os.sched_setaffinity(0, before)
            self.about = self.about or self.programs[key].ask("version")
        return self.programs[key]

    def variants(self, network, row, places, seconds):
        """Seconds an image of each variant, of a short measurement; of those near the best one, the better of two."""
        key = network.folder, row.work == "forward", row.batch, row.threads
        if key not in self.figures:
            work, taken = "forward" if row.work == "forward" else "train", {}
            for setting in self.settings if row.threads > 1 else ("",):
                for way in self.program(network, row.threads, places, setting).ask("variants", work).split():
                    name = f"{setting}:{way}"
                    taken[name] = self.try_variant(network, row, places, name, seconds)
            best = min(taken.values())
            for name in [name for name, figure in taken.items() if figure < 1.3 * best]:
                taken[name] = min(taken[name], self.try_variant(network, row, places, name, seconds))
            self.figures[key] = taken
        return self.figures[key]

    def try_variant(self, network, row, places, variant, seconds):
        """An epoch is tried by its steps."""
        setting, way = variant.split(":")
        work = "forward" if row.work == "forward" else "train"
        return self.program(network, row.threads, places, setting).numbers(work, way, row.batch, seconds)[0]

    def measure(self, network, row, places, variant, seconds):
        setting, way = variant.split(":")
        words = (row.work, way, row.batch) + (() if row.work == "epoch" else (seconds,))
        return self.program(network, row.threads, places, setting).numbers(*words)[0]

    def close(self):
        for program in self.programs.values():
            program.close()


class PyTorch(Peer):
    name, works = "PyTorch", ("forward", "train", "epoch")
    how_to_install = "scripts/bench --install (Debian: python3-torch, libopenblas0-pthread)"
    # Its threads and those of OpenBLAS are different ones, and may be in each other's way.
    settings = {"": {}, "blas1": {"OPENBLAS_NUM_THREADS": "1"},
                "passive": {"OPENBLAS_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive"}}

    @staticmethod
    def installed():
        return pathlib.Path(PYTHON).exists() and subprocess.run(
            [PYTHON, "-c", "import torch, numpy"], check=False, capture_output=True).returncode == 0

    def start(self, network, threads, setting):
        tuning = {name: os.environ.get(name, value) for name, value in TUNING.items()}
        return Program(PYTHON, HERE / "peer_torch.py", network.description, network.folder, threads, network.rate,
                       network.recipe, environment={**tuning, "OPENBLAS_NUM_THREADS": str(threads), **self.settings[setting]})


class OnnxRuntime(Peer):
    name, works = "ONNX Runtime", ("forward",)
    how_to_install = "scripts/bench --install (npm: onnxruntime-node)"

    @staticmethod
    def installed():
        return shutil.which("node") is not None and (PACKAGES / "onnxruntime-node/package.json").exists()

    @staticmethod
    def start(network, threads, _):
        for batch in (1, 64):
            run(PYTHON, HERE / "onnx_file.py", network.description, f"{network.folder}/weights", batch,
                f"{network.folder}/{batch}.onnx")
        return Program("node", HERE / "peer_onnx.js", PACKAGES, network.folder, threads)


PEERS = {"torch": PyTorch, "onnx": OnnxRuntime}
