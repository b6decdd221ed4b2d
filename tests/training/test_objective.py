"""The objective equals torch's own cross-entropy, gradients included."""

from __future__ import annotations

import itertools

import pytest
import torch
from torch import nn
from torch.nn import functional

from translator.training.objective import SoftTargets, cross_entropy
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


@pytest.mark.parametrize(("smoothing", "weight"), [(0.0, 1.0), (0.1, 0.3)])
def test_soft_targets_equal_torchs(smoothing: float, weight: float) -> None:
    torch.manual_seed(0)
    output, other = nn.Linear(8, 20), nn.Linear(6, 20)
    readouts, heard = torch.randn(3, 5, 8, requires_grad=True), torch.randn(3, 5, 6)
    target = torch.randint(1, 20, (3, 5))
    target[1, 3:] = 0
    loss = cross_entropy(readouts, output, target, smoothing, 1.0, SoftTargets(heard, other, weight))
    loss.smoothed.backward()
    ours = [readouts.grad.clone(), output.weight.grad.clone(), output.bias.grad.clone()]  # type: ignore[union-attr]
    readouts.grad = output.weight.grad = output.bias.grad = None
    counted = target != 0
    logits = output(readouts[counted])
    hard = functional.cross_entropy(logits, target[counted], reduction="sum", label_smoothing=smoothing)
    soft = functional.cross_entropy(logits, other(heard[counted]).detach().softmax(1), reduction="sum")
    expected = (1 - weight) * hard + weight * soft
    expected.backward()
    torch.testing.assert_close(loss.smoothed, expected)
    for mine, theirs in zip(ours, [readouts.grad, output.weight.grad, output.bias.grad], strict=True):
        torch.testing.assert_close(mine, theirs)
    assert other.weight.grad is None


def test_in_bfloat16_it_is_as_near_the_truth_as_torchs() -> None:
    torch.manual_seed(0)
    exact = nn.Linear(64, 500)
    readouts, target = 3 * torch.randn(40, 30, 64), torch.randint(1, 500, (40, 30))
    found = {}
    for name, dtype in (("true", torch.float32), ("torch", torch.bfloat16), ("ours", torch.bfloat16)):
        output = nn.Linear(64, 500)
        output.load_state_dict(exact.state_dict())
        output, rows = output.to(dtype), readouts.to(dtype, copy=True).requires_grad_()
        if name == "ours":
            loss = cross_entropy(rows, output, target, 0.1).smoothed
        else:
            logits = output(rows).flatten(0, 1).float()
            loss = functional.cross_entropy(logits, target.flatten(), reduction="sum", label_smoothing=0.1)
        loss.backward()
        gradients = (rows.grad, output.weight.grad, output.bias.grad)
        found[name] = [tensor.detach().float() for tensor in (loss, *gradients) if tensor is not None]
    for ours, torchs, true in zip(found["ours"], found["torch"], found["true"], strict=True):
        error, allowed = (float((tensor - true).norm() / true.norm()) for tensor in (ours, torchs))
        assert error < 1.2 * allowed + 0.002


def test_a_piece_of_no_probability_has_a_finite_loss() -> None:
    output = nn.Linear(2, 20)
    with torch.no_grad():
        output.bias[3] = 500.0
    loss = cross_entropy(torch.zeros(1, 2, 2), output, torch.tensor([[3, 4]]), 0.0)
    assert 80 < float(loss.negative_log_likelihood) < 600


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
