"""The learning rate over time."""

from __future__ import annotations

import math
from typing import Literal

ScheduleName = Literal["cosine", "inverse-sqrt", "constant"]


def learning_rate_share(update: int, *, schedule: ScheduleName, warmup: int, updates: int) -> float:
    """Share of the peak learning rate at an update, 0 to 1.

    Linear warm-up, then cosine to zero at the last update (Loshchilov & Hutter 2017), inverse square root (Vaswani et
    al. 2017) or constant.

    Args:
        update: 0 for the first.
        schedule: which decay.
        warmup: updates until the peak; at most a quarter of the training, or a small corpus would never see the peak.
        updates: of the whole training; 0 is not known.
    """
    if updates:
        warmup = min(warmup, updates // 4)
    if update < warmup:
        return (update + 1) / warmup
    if schedule == "cosine":
        progress = (update - warmup) / max(1, updates - warmup)
        return 0.5 * (1 + math.cos(math.pi * min(1.0, progress)))
    if schedule == "inverse-sqrt":
        return math.sqrt(max(1, warmup) / (update + 1))
    return 1.0
