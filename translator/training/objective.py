"""The objective: cross-entropy with label smoothing and soft targets, without ever holding all logits.

The logits of a batch, [tokens, V] in float32, would be by far the largest tensor of training. Here they exist for
a few hundred tokens at a time: the gradient with respect to the logits is known in closed form, so it is made and
used in the forward pass and the logits are thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.autograd import Function
from torch.autograd.function import FunctionCtx

from translator.network.config import PAD

# Tokens; on a processor, as many as measured fastest: with more, float32's would leave the cache.
CHUNK = {torch.float32: 640, torch.bfloat16: 1024}
CHUNK_ON_GPU = 8192
LEAST = 1e-38  # probability, so that its logarithm is finite


@dataclass(frozen=True)
class Loss:
    """Sums over the predicted pieces of a batch, in nats.

    Attributes:
        smoothed: scalar tensor to differentiate: cross-entropy against the smoothed target. Its gradient is ``scale``
            times what it should be.
        negative_log_likelihood: of the true pieces, detached.
        tokens: how many pieces were counted.
    """

    smoothed: Tensor
    negative_log_likelihood: Tensor
    tokens: int


@dataclass(frozen=True)
class SoftTargets:
    """What another network predicts for the same pieces (knowledge distillation, Hinton et al. 2015).

    Attributes:
        readouts: [B, T, E] of that network, without gradient.
        output: its output layer, E to V.
        share: of the objective that is cross-entropy against these predictions, 0 to 1.
    """

    readouts: Tensor
    output: torch.nn.Linear
    share: float


def cross_entropy(
    readouts: Tensor,
    output: torch.nn.Linear,
    target: Tensor,
    smoothing: float,
    scale: float = 1.0,
    soft: SoftTargets | None = None,
) -> Loss:
    """Label-smoothed cross-entropy (Szegedy et al. 2016) of an output layer's predictions.

    Args:
        readouts: [B, T, E].
        output: the output layer, E to V.
        target: int64 [B, T]; PAD is not counted.
        smoothing: share of the probability spread evenly over all pieces.
        scale: of the gradient alone, so that small parts of it survive float16.
        soft: predictions to come near to as well; the true pieces count for what their share leaves.
    """
    counted = target != PAD
    rows, pieces = readouts[counted], target[counted]
    if soft is not None:
        soft = SoftTargets(soft.readouts[counted], soft.output, soft.share)
    smoothed, true = _ChunkedCrossEntropy.apply(rows, output.weight, output.bias, pieces, smoothing, scale, soft)  # type: ignore[no-untyped-call]
    return Loss(smoothed, true, len(pieces))


class _ChunkedCrossEntropy(Function):
    """(rows [N, E], weight [V, E], bias [V], pieces [N]) → (smoothed sum, true sum)."""

    @staticmethod
    def forward(
        ctx: Any,
        rows: Tensor,
        weight: Tensor,
        bias: Tensor,
        pieces: Tensor,
        smoothing: float,
        scale: float,
        soft: SoftTargets | None,
    ) -> Any:
        vocabulary = len(weight)
        smoothed = rows.new_zeros((), dtype=torch.float32)
        true = rows.new_zeros((), dtype=torch.float32)
        wants_gradient = any(ctx.needs_input_grad[:3])
        rows_gradient = torch.empty_like(rows)
        weight_gradient = (torch.empty_like if len(rows) else torch.zeros_like)(weight, dtype=torch.float32)
        bias_gradient = torch.zeros_like(bias, dtype=torch.float32)
        # The even share that smoothing takes from every logit's gradient is the same for all: its products with the
        # weights and the rows are sums, so it never has to be subtracted from [tokens, V] numbers.
        hard = 1.0 if soft is None else 1 - soft.share
        even = scale * hard * smoothing / vocabulary
        weight_sum, bias_sum = weight.float().sum(dim=0), bias.float().sum()
        # A block or two serve all chunks: fresh ones would cost more in page faults than the arithmetic on them.
        most = CHUNK.get(rows.dtype, 640) if rows.device.type == "cpu" else CHUNK_ON_GPU
        room = min(most, len(rows))
        all_logits = rows.new_empty(room, vocabulary)
        # The gradient will be in bfloat16 anyway, and softmax computes in float32 whatever it writes; float16's small
        # probabilities would be lost before they are scaled.
        kept = torch.float32 if rows.dtype == torch.float16 else rows.dtype
        in_place = soft is None and kept == rows.dtype  # what fits the cache once does not always fit it twice
        all_probabilities = all_logits if in_place else rows.new_empty(room, vocabulary, dtype=kept)
        all_expected = None if soft is None else rows.new_empty(room, vocabulary, dtype=kept)
        for start in range(0, len(rows), most):
            chunk, wanted = rows[start : start + most], pieces[start : start + most]
            # Places in all rows one after the other: on a processor, gather and scatter go by copies of the block.
            wanted = wanted + vocabulary * torch.arange(len(chunk), device=wanted.device)
            expected = None
            if soft is not None and all_expected is not None:
                block = soft.readouts[start : start + most]  # its logits go where the network's own will be
                expected = _probabilities(block, soft.output, all_logits[: len(chunk)], all_expected[: len(chunk)])
            logits = torch.addmm(bias, chunk, weight.t(), out=all_logits[: len(chunk)])
            chosen = logits.view(-1)[wanted].float()
            probability = torch.softmax(logits, dim=1, dtype=kept, out=all_probabilities[: len(chunk)])
            right = probability.view(-1)[wanted]
            surprise = -right.float().clamp_min(LEAST).log()
            total = chosen + surprise  # the logarithm of softmax's denominator
            mean = (chunk.float() @ weight_sum + bias_sum) / vocabulary
            true += surprise.sum()
            smoothed += hard * ((1 - smoothing) * surprise.sum() + smoothing * (total - mean).sum())
            if expected is not None:
                near = torch.linalg.vecdot(expected, logits.to(kept)).float()
                smoothed += (1 - hard) * (total.sum() - near.sum())
            if not wants_gradient:
                continue
            # d loss / d logits = softmax - smoothed one-hot - soft targets, each by its weight
            gradient = probability
            gradient.view(-1).index_copy_(0, wanted, right - hard * (1 - smoothing))
            if expected is not None:
                # Into the block of logits, which are done with: half the time of doing it in place.
                spare = all_logits[: len(chunk)] if kept == rows.dtype else expected
                gradient = torch.sub(gradient, expected, alpha=1 - hard, out=spare)
            if scale != 1:
                gradient *= scale
            bias_gradient += gradient.sum(dim=0)  # accumulated in float32 whatever the gradient is in
            gradient = gradient.to(rows.dtype)
            torch.mm(gradient, weight, out=rows_gradient[start : start + most])
            _add_product(weight_gradient, gradient.t(), chunk, afresh=start == 0)
        if wants_gradient and even:
            rows_gradient -= (even * weight_sum).to(rows.dtype)
            weight_gradient -= even * rows.float().sum(dim=0)
            bias_gradient -= even * len(rows)
        ctx.save_for_backward(rows_gradient, weight_gradient, bias_gradient)
        ctx.dtype = weight.dtype
        ctx.mark_non_differentiable(true)
        return smoothed, true

    @staticmethod
    def backward(ctx: FunctionCtx, *outputs: Any) -> Any:
        rows, weight, bias = ctx.saved_tensors  # type: ignore[attr-defined]
        scale, dtype = outputs[0], ctx.dtype  # type: ignore[attr-defined]
        if scale.device.type == "cpu" and float(scale) == 1:  # a GPU would have to be waited for
            return rows, weight.to(dtype), bias.to(dtype), None, None, None, None
        return rows * scale.to(rows.dtype), (weight * scale).to(dtype), (bias * scale).to(dtype), None, None, None, None


def _add_product(total: Tensor, left: Tensor, right: Tensor, *, afresh: bool) -> None:
    """Add ``left @ right`` to a float32 total, or begin it."""
    if right.dtype == total.dtype:
        torch.addmm(total, left, right, beta=0.0 if afresh else 1.0, out=total)
    elif afresh:
        total.copy_(left @ right)
    else:
        total += left @ right


def _probabilities(rows: Tensor, output: torch.nn.Linear, logits: Tensor, written: Tensor) -> Tensor:
    """Softmax of an output layer's logits, both in blocks that are there already; the latter is returned."""
    torch.addmm(output.bias, rows, output.weight.t(), out=logits)
    return torch.softmax(logits, dim=1, dtype=written.dtype, out=written)
