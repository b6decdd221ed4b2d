"""Updates: however an update's sentences are dealt out, the result is the same; float16 has its scale."""

from __future__ import annotations

import pytest
import torch

from tests.conftest import make_network
from translator.training.objective import cross_entropy
from translator.training.optimisation import Optimisation
from translator.training.precision import LossScale
from translator.training.schedule import learning_rate_share


def updated(parts: list[slice], precision: torch.dtype = torch.float32) -> list[torch.Tensor]:
    """Parameters after three updates on eight sentences that come in the given parts."""
    optimisation = Optimisation(
        make_network(dropout=0.0), precision=precision, weight_decay=0.1, clip=0.5, ema_decay=0.9
    )
    generator = torch.Generator().manual_seed(1)
    source, target = (torch.randint(4, 60, (8, width), generator=generator) for width in (6, 7))
    target[3, 4:] = 0
    previous = torch.cat([torch.ones(8, 1, dtype=torch.int64), target[:, :-1]], dim=1)
    worker = optimisation.worker.train()
    for update in range(3):
        tokens = 0
        for rows in parts:
            taught = worker.teach(source[rows], torch.full((len(source[rows]),), 6), previous[rows])
            scale = optimisation.scale.value
            loss = cross_entropy(taught.readouts, worker.output, target[rows], 0.1, scale)
            loss.smoothed.backward()  # type: ignore[no-untyped-call]
            optimisation.collect()
            tokens += loss.tokens
        optimisation.step(0.01, tokens, update)
    return [p.detach() for p in optimisation.averaged.parameters()]


def test_accumulation_is_exact() -> None:
    """The mean is over all pieces of an update, not a mean of its batches' means."""
    whole = updated([slice(0, 8)])
    for parts in ([slice(0, 4), slice(4, 8)], [slice(0, 3), slice(3, 4), slice(4, 8)]):
        for one, other in zip(whole, updated(parts), strict=True):
            torch.testing.assert_close(one, other, atol=2e-6, rtol=0)


@pytest.mark.parametrize("precision", [torch.bfloat16, torch.float16])
def test_low_precision_stays_near(precision: torch.dtype) -> None:
    exact, rough = updated([slice(0, 8)]), updated([slice(0, 8)], precision)
    begun = [p.detach() for p in make_network(dropout=0.0).parameters()]
    for one, other, start in zip(exact, rough, begun, strict=True):
        assert float((one - other).norm()) < 0.3 * float((one - start).norm()) + 1e-4


def test_the_scale_falls_at_once_and_rises_slowly() -> None:
    scale = LossScale(torch.float16, first=64.0, patience=3)
    scale.update(finite=False)
    assert scale.value == 32
    for _ in range(3):
        scale.update(finite=True)
    assert scale.value == 64
    unscaled = LossScale(torch.bfloat16)
    unscaled.update(finite=False)
    assert unscaled.value == 1


def test_the_scale_scales_gradients_and_not_the_loss() -> None:
    readouts = torch.randn(2, 3, 8, requires_grad=True)
    output, target = torch.nn.Linear(8, 20), torch.randint(1, 20, (2, 3))
    plain = cross_entropy(readouts, output, target, 0.1)
    scaled = cross_entropy(readouts, output, target, 0.1, scale=8.0)
    torch.testing.assert_close(plain.smoothed, scaled.smoothed)
    of = [readouts, output.weight, output.bias]
    for one, other in zip(
        torch.autograd.grad(plain.smoothed, of), torch.autograd.grad(scaled.smoothed, of), strict=True
    ):
        torch.testing.assert_close(8 * one, other)


def test_inverse_square_root_decays_as_it_says() -> None:
    shares = [learning_rate_share(u, schedule="inverse-sqrt", warmup=100, updates=0) for u in (99, 399, 899)]
    assert shares == pytest.approx([1.0, 0.5, 1 / 3], rel=0.01)
