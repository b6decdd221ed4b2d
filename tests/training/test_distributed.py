"""Several processes train as one does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import torch

from tests.training.runs import SMALL
from tests.training.test_safety import PLAIN, flags
from translator.training import checkpoint

TORCHRUN = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]


def run(*arguments: object, processes: int) -> None:
    launcher = TORCHRUN if processes > 1 else []
    command = [sys.executable, *launcher, "-m", "translator", "train", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def parameters(out: Path, update: int) -> dict[str, torch.Tensor]:
    path = out / "training" / "checkpoints" / checkpoint.checkpoint_name(update)
    return checkpoint.read_checkpoint(path)[0]


def test_two_processes_reach_the_parameters_of_one(tmp_path: Path) -> None:
    common = flags(SMALL | PLAIN | {"updates": 20, "accumulate": 2, "validate_every": 10, "dev_sentences": 5})
    run(*common, "--noise-typos", "0.3", "--out", tmp_path / "one", processes=1)
    run(*common, "--noise-typos", "0.3", "--out", tmp_path / "two", processes=2)
    one, two = (parameters(tmp_path / name, 20) for name in ("one", "two"))
    for name in one:
        if name.startswith("parameters."):
            torch.testing.assert_close(one[name], two[name], atol=1e-5, rtol=0)
    assert "random.cpu.1" in two
    assert not torch.equal(two["random.cpu.0"], two["random.cpu.1"])
    assert (tmp_path / "two" / "encoder.onnx").is_file()


def test_the_error_of_one_process_ends_all_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, *TORCHRUN, "-m", "translator", "train", "--source", "/nowhere", "--target", "/nowhere"]
    done = subprocess.run([*command, "--out", str(tmp_path / "x")], capture_output=True, text=True)
    assert done.returncode != 0
    assert "error: cannot read /nowhere" in done.stderr
    assert "error: another process of this run has failed; see what it said" in done.stderr
