"""Several processes, on one machine or many, as one training run (started by torchrun).

All processes make the same batches; each reads its own rows of every batch and makes their gradient; the float32 sums
of gradients, losses and pieces are added up over all, and every process makes the same update. So a run with several
processes is the run with one, within rounding. Torch's DistributedDataParallel would average gradients of unequal
shards in working precision, and could not let one process split a batch that is too large for its memory; so the sum is
made here, in one call for all parameters.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import torch
import torch.distributed as dist
from torch import Tensor

from translator.errors import TranslatorError
from translator.machine import usable_cores

PATIENCE = timedelta(hours=3)  # one process prepares or validates while the others wait


@dataclass(frozen=True)
class Team:
    """The processes of a run.

    Attributes:
        rank: this one's number; 0 prepares, validates, writes and reports.
        count: how many there are.
        local_rank, local_count: the same among those of this machine.
    """

    rank: int = 0
    count: int = 1
    local_rank: int = 0
    local_count: int = 1

    @property
    def leads(self) -> bool:
        """Whether this process writes and speaks for all."""
        return self.rank == 0

    def device(self, name: str) -> str:
        """This process's own device: with several on a machine each has a GPU of its own."""
        return f"cuda:{self.local_rank}" if name == "cuda" and self.count > 1 else name

    def add_up(self, numbers: Sequence[float]) -> list[float]:
        """Sums of a few numbers over all processes."""
        if self.count == 1:
            return list(numbers)
        summed = torch.tensor(numbers, dtype=torch.float64, device=_meeting_place())
        self._all_reduce(summed)
        return [float(number) for number in summed.tolist()]

    def add_up_tensors(self, tensors: Sequence[Tensor]) -> None:
        """Sum tensors of one type over all processes, in place."""
        if self.count == 1:
            return
        flat = torch.cat([tensor.flatten() for tensor in tensors])
        self._all_reduce(flat)
        parts = torch.split(flat, [tensor.numel() for tensor in tensors])
        torch._foreach_copy_(list(tensors), [part.view_as(t) for part, t in zip(parts, tensors, strict=True)])

    def gather(self, tensor: Tensor) -> list[Tensor]:
        """Every process's tensor (of one shape and type, on the CPU), in order of rank."""
        if self.count == 1:
            return [tensor]
        gathered = [torch.empty_like(tensor, device=_meeting_place()) for _ in range(self.count)]
        with _clear_errors():
            dist.all_gather(gathered, tensor.to(_meeting_place()))
        return [each.cpu() for each in gathered]

    def meet(self, *, well: bool = True) -> None:
        """Wait for all others.

        Raises:
            TranslatorError: another process came with ``well=False``.
        """
        if self.add_up([0.0 if well else 1.0])[0] and well:
            raise TranslatorError("another process of this run has failed; see what it said")

    @staticmethod
    def _all_reduce(tensor: Tensor) -> None:
        with _clear_errors():
            dist.all_reduce(tensor)


ALONE = Team()


def _meeting_place() -> str:
    return f"cuda:{torch.cuda.current_device()}" if dist.get_backend() == "nccl" else "cpu"


@contextmanager
def _clear_errors() -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:
        reason = str(error).splitlines()[0]
        raise TranslatorError(f"lost touch with the other processes of this run ({reason}); start all again") from error


@contextmanager
def team_of_torchrun(device: str) -> Iterator[Team]:
    """The team that torchrun's environment describes; a team of one where there is none.

    Args:
        device: of the recipe; decides between nccl (GPUs) and gloo (processors).

    Raises:
        TranslatorError: the others cannot be reached, or there is no GPU for this process.
    """
    count = int(os.environ.get("WORLD_SIZE", "1"))
    if count == 1:
        yield ALONE
        return
    local_rank, local_count = int(os.environ.get("LOCAL_RANK", "0")), int(os.environ.get("LOCAL_WORLD_SIZE", "1"))
    team = Team(int(os.environ["RANK"]), count, local_rank, local_count)
    on_gpu = device.startswith("cuda")
    if on_gpu:
        if local_rank >= torch.cuda.device_count():
            raise TranslatorError(
                f"process {local_rank} has no GPU of its own, there are {torch.cuda.device_count()}; "
                "start fewer processes a machine"
            )
        torch.cuda.set_device(local_rank)
    with _clear_errors():
        dist.init_process_group("nccl" if on_gpu else "gloo", timeout=PATIENCE)
    try:
        yield team
    finally:
        dist.destroy_process_group()


def threads_for(team: Team, wanted: int) -> int:
    """Threads of this process: as the recipe says, or its share of the machine; 0 leaves the choice to torch."""
    if wanted or team.count == 1:
        return wanted
    return max(1, usable_cores() // team.local_count)


MOST_WORKERS = 8


def workers_for(device: str, wanted: int, team: Team) -> int:
    """Processes to make batches beside this one; 0 is a thread, which keeps up with a processor."""
    if wanted or not device.startswith("cuda"):
        return wanted
    return max(0, min(MOST_WORKERS, usable_cores() // team.local_count - 1))
