"""Dropout: of single numbers, and with one mask for all time steps of a sequence."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

CHANCES = 1 << 16  # a number is kept by 16 bits of chance: its probability is true to 0.00001


def dropout(inputs: Tensor, probability: float, training: bool) -> Tensor:
    """Zero each number with a probability, and enlarge the others so that sums stay (Srivastava et al. 2014).

    Args:
        inputs: of any shape.
        probability: of a number being zeroed.
        training: at False, the inputs come back as they are.
    """
    if not training or probability == 0:
        return inputs
    return inputs * _mask(inputs.shape, probability, inputs)


def variational_dropout(inputs: Tensor, probability: float, training: bool) -> Tensor:
    """Dropout with one mask for all time steps of a sequence (Gal & Ghahramani 2016).

    Args:
        inputs: [B, T, width].
        probability: of a column being zeroed.
        training: at False, the inputs come back as they are.

    Returns:
        [B, T, width].
    """
    if not training or probability == 0:
        return inputs
    return inputs * _mask((inputs.shape[0], 1, inputs.shape[2]), probability, inputs)


def _mask(shape: Sequence[int], probability: float, like: Tensor) -> Tensor:
    """Zeros, and for what is kept, what it is to be multiplied with; of the kind of another tensor.

    A processor makes 64 bits of chance for a number, one after the other; of these, four numbers can have their share.
    """
    keep = 1 - probability
    if like.device.type != "cpu":
        return torch.empty(shape, device=like.device, dtype=like.dtype).bernoulli_(keep).div_(keep)
    count = torch.Size(shape).numel()
    chance = torch.empty(-(-count // 4), dtype=torch.int64).random_(-(2**63), None).view(torch.int16)[:count]
    kept = chance < min(round(keep * CHANCES), CHANCES - 1) - CHANCES // 2
    return kept.view(shape).to(like.dtype).mul_(1 / keep)
