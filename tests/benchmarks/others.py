"""How busy other work kept the machine while we measured: a figure taken beside it is worth little."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

STAT = Path("/proc/stat")
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Clock:
    """A moment: by the wall clock, and processor seconds of all work on the machine and of ours."""

    wall: float
    everybody: float
    ours: float


def now() -> Clock | None:
    """This moment; None where the system does not say. Processes of ours count once they were waited for."""
    if not STAT.is_file():
        return None
    user, nice, system, _idle, _waiting, irq, soft, stolen, *_ = map(int, STAT.read_text().split("\n")[0].split()[1:])
    own = os.times()
    return Clock(
        time.perf_counter(),
        (user + nice + system + irq + soft + stolen) / TICK,
        own.user + own.system + own.children_user + own.children_system,
    )


def others(began: Clock | None) -> str:
    """A sentence on what others did since."""
    ended = now()
    if began is None or ended is None:
        return "how busy other work kept the machine is not known"
    wall = ended.wall - began.wall
    cores = max(0.0, ended.everybody - began.everybody - (ended.ours - began.ours)) / wall
    text = f"{wall:.0f} s, in which other work took {cores:.2f} of {os.cpu_count()} cores"
    return text if cores < 0.1 else f"{text}: REPEAT when the machine is idle"
