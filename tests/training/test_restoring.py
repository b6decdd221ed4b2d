"""What a resumed run takes up: optimizer states of any precision, and the generators of its own device."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor

from tests.training.runs import start, train
from translator.training import checkpoint, distributed, generators
from translator.training.distributed import ALONE, Team, threads_for


def test_optimizer_states_in_bfloat16_are_taken_up(tmp_path: Path) -> None:
    train(start(tmp_path / "a", updates=2), tmp_path / "a")
    tensors, facts = checkpoint.read_checkpoint(tmp_path / "a" / "checkpoints" / checkpoint.checkpoint_name(2))
    narrow = {
        name: tensor.to(torch.bfloat16) if name.startswith("adam.exp_avg.") else tensor
        for name, tensor in tensors.items()
    }
    prepared = start(tmp_path / "b", updates=3)
    checkpoint.write_checkpoint(tmp_path / "b" / "checkpoints" / checkpoint.checkpoint_name(2), narrow, facts)
    assert train(prepared, tmp_path / "b").update == 3


def test_the_generator_is_that_of_the_run_s_own_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def get(device: str = "current") -> Tensor:
        asked.append(device)
        return torch.zeros(16, dtype=torch.uint8)

    monkeypatch.setattr(torch.cuda, "get_rng_state", get)
    monkeypatch.setattr(torch.cuda, "set_rng_state", lambda state, device="current": asked.append(device))
    states = generators.torch_states("cuda:1", ALONE)
    generators.restore_torch(states, "cuda:1", ALONE, 1)
    generators.restore_torch(states, "cpu", ALONE, 1)  # a run that goes on without its GPU
    assert asked == ["cuda:1", "cuda:1"]


def test_processes_share_the_cores_that_they_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distributed, "usable_cores", lambda: 4)
    assert threads_for(Team(0, 2, 0, 2), 0) == 2
