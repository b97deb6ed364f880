"""networks.py - the networks that the tests here draw: the models, and what is unlike them."""

import pathlib
import subprocess
import sys
import tempfile

ODD = {
    "one_layer": "input 28x28x1; flatten",
    "single_cell": "input 1x1x1; flatten; dense 1, linear",
    "large": "input 192x192x3; conv 500 of 7x7, stride 2, pad same, relu; maxpool 96x96; flatten; "
             "dense 1000, softmax",
    "thin": "input 1x200x1; conv 4 of 1x9, relu; conv 8 of 1x1, tanh; flatten; dense 2, softmax",
    "words": "input 16x16x4; dropout 0.5; activation relu; conv 3 of 3x3, stride 2x3, pad 1x2, leaky_relu 0.25; "
             "dropout 0.5; activation silu; flatten; dense 12, linear; dropout 0.5; activation softmax",
    "long_names": "input 12x12x1; " + "; ".join(
        f"{letter * 46}{i:02}: conv 3 of 3x3, pad same, leaky_relu 0.125" for i, letter in enumerate("WmiAM_")
        if letter != "_"),
    "long": "input 28x28x1; " + "; ".join(["conv 24 of 3x3, pad same, relu"] * 198) + "; flatten; dense 10, softmax",
}


def drawings(netc, models):
    """Pairs of a network's name and its drawing, as text."""
    with tempfile.TemporaryDirectory() as folder:
        specs = [pathlib.Path(model) for model in models]
        for name, layers in ODD.items():
            specs.append(pathlib.Path(folder, name + ".net"))
            specs[-1].write_text(f"network {name} {{ {layers} }}\n")
        for spec in specs:
            command = subprocess.run([netc, "draw", spec], capture_output=True, check=False)
            if command.returncode or command.stderr:
                sys.exit(f"netc draw {spec}: status {command.returncode}, {command.stderr.decode()}")
            yield spec.stem, command.stdout.decode("ascii")
