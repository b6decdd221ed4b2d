"""The objective equals torch's own cross-entropy, gradients included."""

from __future__ import annotations

import itertools

import pytest
import torch
from torch import nn
from torch.nn import functional

from translator.training.objective import cross_entropy
from translator.training.schedule import learning_rate_share


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_equals_torch(smoothing: float) -> None:
    torch.manual_seed(0)
    output = nn.Linear(8, 20)
    readouts = torch.randn(3, 5, 8, requires_grad=True)
    target = torch.randint(1, 20, (3, 5))
    target[1, 3:] = 0
    loss = cross_entropy(readouts, output, target, smoothing)
    loss.smoothed.backward()
    ours = [readouts.grad.clone(), output.weight.grad.clone(), output.bias.grad.clone()]  # type: ignore[union-attr]
    readouts.grad = output.weight.grad = output.bias.grad = None
    logits = output(readouts).reshape(-1, 20)
    expected = functional.cross_entropy(
        logits, target.reshape(-1), ignore_index=0, reduction="sum", label_smoothing=smoothing
    )
    expected.backward()
    plain = functional.cross_entropy(logits, target.reshape(-1), ignore_index=0, reduction="sum")
    torch.testing.assert_close(loss.smoothed, expected)
    torch.testing.assert_close(loss.negative_log_likelihood, plain)
    assert loss.tokens == 13
    for mine, theirs in zip(ours, [readouts.grad, output.weight.grad, output.bias.grad], strict=True):
        torch.testing.assert_close(mine, theirs)


def test_learning_rate_rises_and_falls() -> None:
    shares = [learning_rate_share(u, schedule="cosine", warmup=10, updates=100) for u in range(100)]
    assert shares[0] == pytest.approx(0.1)
    assert max(shares) == pytest.approx(1.0)
    assert shares.index(max(shares)) in (9, 10)
    assert all(a < b for a, b in itertools.pairwise(shares[:10]))
    assert all(a >= b for a, b in itertools.pairwise(shares[10:]))
    assert shares[-1] < 0.05


def test_a_short_training_reaches_its_peak() -> None:
    shares = [learning_rate_share(u, schedule="cosine", warmup=400, updates=200) for u in range(200)]
    assert max(shares) == 1.0
    assert shares.index(1.0) == 49
