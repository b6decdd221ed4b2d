"""A hundred kills: a small run is killed at random moments, resumed each time, and must end as an undisturbed one does.

    python -m tests.benchmarks.kills [--kills 100] [--seed 1]

Prints how many kills fell into the writing of a checkpoint, and fails unless the last checkpoint of the killed run
equals that of the undisturbed one bit for bit: parameters, moving average, optimizer, generators and counters.

Noted (2026-11-24, one core of an AMD EPYC, a training on the other): 100 kills, 31 of them while a checkpoint was being
written, in 4 min 37 s; every run went on, none lost a checkpoint, and the end was the undisturbed run's, bit for bit.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import torch

from tests.conftest import EVERYDAY
from translator.cli.training import prepare_run
from translator.training import checkpoint
from translator.training.events import AllEvents, RunFiles
from translator.training.loop import Trainer
from translator.training.preparation import reopen
from translator.training.recipe import make_recipe

RECIPE = {
    "source": [str(EVERYDAY / "train.fr")],
    "target": [str(EVERYDAY / "train.en")],
    "dev_source": [str(EVERYDAY / "dev.fr")],
    "dev_target": [str(EVERYDAY / "dev.en")],
    "vocabulary": 500,
    "embedding": 32,
    "hidden": 48,
    "batch_tokens": 200,
    "accumulate": 2,
    "subword_sampling": 0.3,
    "noise_typos": 0.2,
    "warmup": 5,
    "threads": 1,
    "precision": "float32",
    "checkpoint_every": 1,
    "validate_every": 50,
    "dev_sentences": 5,
}


def train(out: Path) -> None:
    """Go on with a run to its end."""
    folder = out / "training"
    Trainer(reopen(folder), folder, AllEvents([RunFiles(folder)])).run()


def newest(out: Path) -> int:
    """Update of the newest checkpoint."""
    names = sorted(path.stem for path in (out / "training" / "checkpoints").glob(checkpoint.PATTERN))
    return int(names[-1].removeprefix("update-")) if names else 0


def killed(out: Path, chance: random.Random, longest: float) -> bool:
    """Go on in a process of its own and kill it at a moment of chance; False if it ended before.

    One kill in six may fall anywhere from the start on, two fall into the writing of a checkpoint, and three anywhere
    after the first checkpoint; so most make some way whatever the machine is busy with.
    """
    kind, before = chance.randrange(6), newest(out)
    for part in (out / "training").glob("*/*.part"):
        part.unlink()
    child = os.fork()
    if child == 0:
        train(out)
        os._exit(0)

    def wait_until(seen: Callable[[], bool]) -> None:
        while not seen() and os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            time.sleep(0.0005)

    if kind:
        wait_until(lambda: newest(out) > before)
    if kind in (1, 2):
        wait_until(lambda: any((out / "training").glob("*/*.part")))
        time.sleep(chance.uniform(0, 0.002))
    else:
        time.sleep(chance.uniform(0, longest))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        assert os.WEXITSTATUS(status) == 0, "it could not go on"
        return False
    return True


def same(one: Path, other: Path) -> None:
    """Fail unless two checkpoints hold the same, the clock apart."""
    (tensors, facts), (others, other_facts) = checkpoint.read_checkpoint(one), checkpoint.read_checkpoint(other)
    assert tensors.keys() == others.keys()
    for name, tensor in tensors.items():
        assert torch.equal(tensor, others[name]), name
    for fact in ("update", "position", "best_bleu", "best_rank", "worse_in_a_row", "generators"):
        assert facts[fact] == other_facts[fact], fact


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--updates", type=int, default=400)
    parser.add_argument("--cell", choices=("lstm", "gru"), default="lstm")
    parser.add_argument("--longest", type=float, default=0.2, help="seconds to a kill, at most")
    wanted = parser.parse_args()
    chance = random.Random(wanted.seed)
    torch.set_num_threads(1)
    importlib.import_module("torch.utils.tensorboard")  # once, not in every child
    with tempfile.TemporaryDirectory() as name:
        whole, disturbed = Path(name) / "whole", Path(name) / "disturbed"
        for out in (whole, disturbed):
            prepare_run(make_recipe(RECIPE | {"updates": wanted.updates, "cell": wanted.cell}), out)
        undisturbed = os.fork()
        if undisturbed == 0:
            train(whole)
            os._exit(0)
        kills = in_writing = 0
        reached: list[int] = []
        while kills < wanted.kills and killed(disturbed, chance, wanted.longest):
            kills += 1
            in_writing += any((disturbed / "training").glob("*/*.part"))
            reached.append(newest(disturbed))
            assert reached == sorted(reached), "a kill cost a checkpoint"
        train(disturbed)
        assert os.waitpid(undisturbed, 0)[1] == 0, "the undisturbed run failed"
        last = Path("training") / "checkpoints" / checkpoint.checkpoint_name(wanted.updates)
        same(whole / last, disturbed / last)
    print(f"{kills} kills, {in_writing} of them while a checkpoint was being written; the last at update {reached[-1]}")
    print("every run went on, none lost a checkpoint, and the end is the undisturbed run's, bit for bit")


if __name__ == "__main__":
    main()
