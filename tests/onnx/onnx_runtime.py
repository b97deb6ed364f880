"""ONNX Runtime as the oracles use it: in another process, since it comes from npm."""

import os
import re
import subprocess

import numpy as np

TOLERANCE = 1e-5  # absolute up to 1, relative beyond: distances are large numbers


class Runtime:
    """ONNX Runtime in another process."""

    def __init__(self, packages):
        self.process = subprocess.Popen(["node", os.path.join(os.path.dirname(os.path.abspath(__file__)), "infer.js"), packages], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.version = self.process.stdout.readline().strip()

    def run(self, path, images):
        images.tofile(path + ".images")
        print(path, path + ".images", path + ".outputs", *images.shape, file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline().strip()
        if not re.fullmatch(r"[0-9 ]+", answer):
            raise RuntimeError(answer)
        return np.fromfile(path + ".outputs", np.float32).reshape([int(size) for size in answer.split()])


def difference(ours, theirs):
    """The largest one, as TOLERANCE counts."""
    return (np.abs(ours - theirs) / np.maximum(np.abs(ours), 1)).max()
