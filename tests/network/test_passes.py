"""The passes written out give what torch's kernels give, gradients included; in bfloat16 no further from the truth."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from translator.network import recurrent
from translator.network.config import CellName
from translator.network.recurrent import RecurrentLayer

LENGTHS = torch.tensor([7, 3, 5, 1])
Run = Callable[[RecurrentLayer, Tensor], tuple[Tensor, ...]]


def whole(layer: RecurrentLayer, inputs: Tensor) -> tuple[Tensor, ...]:
    """From a given state, as the decoder does."""
    state = tuple(torch.full((len(inputs), 16), 0.1 * (part + 1), dtype=inputs.dtype) for part in range(layer.parts))
    outputs, after = layer(inputs, state)
    return outputs, *after


def packed(layer: RecurrentLayer, inputs: Tensor) -> tuple[Tensor, ...]:
    """Several lengths in both directions, as the encoder does."""
    outputs, after = layer.forward_packed(inputs, LENGTHS)
    return outputs, *after


def results(cell: CellName, run: Run, dtype: torch.dtype) -> list[Tensor]:
    """Outputs, final states, and the gradients of inputs and weights, in float32."""
    torch.manual_seed(3)
    layer = RecurrentLayer(cell, 12, 16, bidirectional=run is packed).to(dtype)
    inputs = torch.randn(4, 7, 12).to(dtype).requires_grad_()
    given = run(layer, inputs)
    torch.manual_seed(4)
    sum((part.float() * torch.randn(part.shape)).sum() for part in given).backward()  # type: ignore[union-attr]
    gradients = [inputs.grad, *(parameter.grad for parameter in layer.kernel.parameters())]
    return [tensor.detach().float() for tensor in (*given, *gradients) if tensor is not None]


@pytest.fixture
def torchs_own(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Tensor]]:
    """As `results`, by torch's kernels."""

    def by_kernels(*arguments: object) -> list[Tensor]:
        with monkeypatch.context() as patch:
            patch.setattr(recurrent, "WRITTEN_OUT", set())
            return results(*arguments)  # type: ignore[arg-type]

    return by_kernels


@pytest.mark.parametrize("run", [whole, packed])
@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_in_float32_they_are_torchs(cell: CellName, run: Run, torchs_own: Callable[..., list[Tensor]]) -> None:
    ours, theirs = results(cell, run, torch.float32), torchs_own(cell, run, torch.float32)
    assert len(ours) == len(theirs) >= 7
    for mine, expected in zip(ours, theirs, strict=True):
        torch.testing.assert_close(mine, expected, atol=2e-5, rtol=1e-5)


@pytest.mark.parametrize("run", [whole, packed])
@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_in_bfloat16_they_are_as_near_the_truth_as_torchs(
    cell: CellName, run: Run, torchs_own: Callable[..., list[Tensor]]
) -> None:
    truth = torchs_own(cell, run, torch.float32)
    ours, theirs = results(cell, run, torch.bfloat16), torchs_own(cell, run, torch.bfloat16)
    for mine, other, true in zip(ours, theirs, truth, strict=True):
        error, allowed = (float((tensor - true).norm() / true.norm()) for tensor in (mine, other))
        assert error < 1.5 * allowed + 0.005
        assert error < 0.05


@pytest.mark.parametrize("run", [whole, packed])
@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_no_two_gradients_share_their_memory(cell: CellName, run: Run) -> None:
    # What is done to one in place, in adding up or clipping, would be done to the other.
    layer = RecurrentLayer(cell, 12, 16, bidirectional=run is packed)
    run(layer, torch.randn(4, 7, 12))[0].sum().backward()  # type: ignore[no-untyped-call]
    whole_of_them = [p.grad.clone() for p in layer.parameters() if p.grad is not None]
    assert len(whole_of_them) == (8 if run is packed else 4)
    for number, parameter in enumerate(layer.parameters()):
        assert parameter.grad is not None
        parameter.grad.add_(number + 1)
    for number, (parameter, before) in enumerate(zip(layer.parameters(), whole_of_them, strict=True)):
        assert parameter.grad is not None
        assert torch.equal(parameter.grad, before + (number + 1))
