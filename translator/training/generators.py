"""Every random generator of a process: torch's (processor and GPU), Python's and NumPy's, saved and restored."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import torch
from torch import Tensor

from translator.training.distributed import Team

ANOTHER_RANK = 1_000_003  # far apart, so that no two processes draw the same dropout masks


def seed_all(seed: int, rank: int) -> None:
    """Seed all generators of a process."""
    torch.manual_seed(seed + ANOTHER_RANK * rank)
    random.seed(seed)
    np.random.seed(seed % 2**32)


def torch_states(device: str, team: Team) -> dict[str, Tensor]:
    """The states of torch's generators in all processes, by name."""
    states = {f"random.cpu.{rank}": state for rank, state in enumerate(team.gather(torch.get_rng_state()))}
    if device.startswith("cuda"):
        gathered = team.gather(torch.cuda.get_rng_state(device))
        states |= {f"random.cuda.{rank}": state for rank, state in enumerate(gathered)}
    return states


def restore_torch(states: dict[str, Tensor], device: str, team: Team, seed: int) -> None:
    """Take up `torch_states`; a process that was not there before gets a seed of its own."""
    if f"random.cpu.{team.rank}" not in states:
        torch.manual_seed(seed + ANOTHER_RANK * team.rank)
        return
    torch.set_rng_state(states[f"random.cpu.{team.rank}"])
    if f"random.cuda.{team.rank}" in states and device.startswith("cuda"):
        torch.cuda.set_rng_state(states[f"random.cuda.{team.rank}"], device)


def other_states() -> dict[str, Any]:
    """The states of Python's and NumPy's generators, as JSON holds them."""
    kind, keys, *rest = np.random.get_state(legacy=True)
    return {"python": random.getstate(), "numpy": [kind, np.asarray(keys).tolist(), *rest]}


def restore_others(states: dict[str, Any]) -> None:
    """Take up `other_states`."""
    version, keys, gauss = states["python"]
    random.setstate((version, tuple(keys), gauss))
    kind, numbers, *rest = states["numpy"]
    np.random.set_state((kind, np.array(numbers, dtype=np.uint32), *rest))
