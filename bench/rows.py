"""What scripts/bench measures, and what is to be reached, as a share of the multiply-add ceiling that is measured beside it."""
import dataclasses

MODELS = {"K": "models/lenet5.net", "R": "models/lenet_20_50_500.net"}


@dataclasses.dataclass(frozen=True)
class Row:
    """`work`: forward, train or epoch. `batch`: that of a step, which netc is told, or of a call of the forward pass.
    Reached is `target`, a share of the ceiling of `threads` processors; `least` is what is acceptable. With `speedup`,
    the target is how many times as fast as one thread it is."""
    name: str
    model: str
    work: str
    batch: int
    target: float
    least: float = 0
    threads: int = 1
    speedup: bool = False
    unit: str = "images/s"

    @property
    def title(self):
        what = {"forward": "infer", "train": "train", "epoch": "one epoch"}[self.work]
        size = f"batch {self.batch}"
        if self.work == "epoch":
            size = "60,000 images"
        elif self.batch == 1:
            size = "one image" if self.work == "forward" else "batch 1 (online)"
        return f"{self.model} {what}, {size}" + (", 2 threads" if self.threads == 2 else "")

    @property
    def options(self):
        """Of netc; what trains with another batch than its recipe's is compiled for that."""
        return () if self.work == "forward" or self.batch == 64 else (f"--set=train.batch={self.batch}",)


# Where a time was to be reached, on a machine with 240 GFLOP/s a core and 470 on two, it is the share of that.
ROWS = (
    Row("k-train-64", "K", "train", 64, 0.75, 0.60),
    Row("k-train-64-2", "K", "train", 64, 1.85, threads=2, speedup=True),
    Row("k-train-1", "K", "train", 1, 0.376, unit="us"),  # 25 us, of which 9.4 us are arithmetic
    Row("k-infer-64", "K", "forward", 64, 0.80),
    Row("k-infer-1", "K", "forward", 1, 0.58, unit="us"),  # 6 us of 3.5
    Row("r-train-64", "R", "train", 64, 0.75),
    Row("r-train-1024", "R", "train", 1024, 0.75),
    Row("r-infer-64", "R", "forward", 64, 0.80),
    Row("r-infer-1", "R", "forward", 1, 0.645, unit="us"),  # 110 us of 71
    Row("k-epoch", "K", "epoch", 64, 0.71, unit="s"),  # 0.8 s of 0.57
    Row("k-epoch-2", "K", "epoch", 64, 0.67, threads=2, unit="s"),  # 0.43 s of 0.29
)
EPOCH = 60000
