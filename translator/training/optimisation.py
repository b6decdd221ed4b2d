"""One update: gradients of a working copy in low precision, applied to float32 parameters by AdamW.

bfloat16 halves the time of every product and the memory of every activation, but its eight bits of mantissa would
swallow small updates. So the parameters that count are float32; the network that runs is a copy in working precision,
refreshed after every update (mixed precision, Micikevicius et al. 2018). In float32 the two are one.

Gradients of several batches, and of several processes, are added up in float32 and divided by the number of pieces that
they are sums over, so it makes no difference how an update's sentences are dealt out.
"""

from __future__ import annotations

import copy
import math

import torch
from torch import Tensor, nn
from torch.nn.utils import get_total_norm

from translator.network.seq2seq import Seq2Seq
from translator.training.precision import LossScale


class Optimisation:
    """Parameters, their working copy, AdamW, and the exponential moving average of the parameters."""

    def __init__(
        self, network: Seq2Seq, *, precision: torch.dtype, weight_decay: float, clip: float, ema_decay: float
    ) -> None:
        self.network = network
        self.worker = network if precision == torch.float32 else copy.deepcopy(network).to(precision)
        self.averaged = copy.deepcopy(network).eval() if ema_decay > 0 else network
        self.clip, self.ema_decay = clip, ema_decay
        self.scale = LossScale(precision)
        self.gradients: list[Tensor] = []  # sums of this update so far, float32, one a parameter
        decayed = [p for p in network.parameters() if p.dim() > 1]
        rest = [p for p in network.parameters() if p.dim() <= 1]
        groups = [{"params": decayed, "weight_decay": weight_decay}, {"params": rest, "weight_decay": 0.0}]
        self.adam = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), eps=1e-9, fused=True)

    @property
    def worker_dtype(self) -> torch.dtype:
        """The precision that passes are computed in."""
        return next(self.worker.parameters()).dtype

    @torch.no_grad()
    def collect(self) -> None:
        """Add the worker's gradients, of one backward pass, to this update's sums."""
        fresh = []
        for parameter in self.worker.parameters():
            gradient = torch.zeros_like(parameter) if parameter.grad is None else parameter.grad
            gradient = gradient.to(torch.float32)
            fresh.append(gradient.div_(self.scale.value) if self.scale.active else gradient)
        if self.gradients:
            torch._foreach_add_(self.gradients, fresh)
        else:
            self.gradients = fresh
        self.discard()

    def discard(self) -> None:
        """Forget the worker's gradients (of a pass that failed half-way, or that are collected)."""
        self.worker.zero_grad(set_to_none=True)

    def zeros(self) -> list[Tensor]:
        """Sums over no sentence at all, in the shape of `gradients`."""
        return [torch.zeros_like(p, requires_grad=False) for p in self.network.parameters()]

    @torch.no_grad()
    def step(self, learning_rate: float, tokens: int, update: int) -> float:
        """Apply the collected gradients, sums over ``tokens`` predicted pieces.

        Args:
            learning_rate: of this update.
            tokens: to divide the summed gradients by.
            update: 0 for the first; the moving average starts short and grows longer.

        Returns:
            the norm of the mean gradient, before clipping. If it is not finite nothing is changed.
        """
        norm = float(get_total_norm(self.gradients)) / max(1, tokens)
        finite = math.isfinite(norm)
        if finite:
            # The optimizer itself divides by the pieces, and clips: no pass over the gradients for that alone.
            divisor = max(1, tokens) / min(1.0, self.clip / (norm + 1e-6))
            self.adam.grad_scale = torch.tensor(  # type: ignore[attr-defined]
                divisor, dtype=torch.float32, device=self.gradients[0].device
            )
            for parameter, gradient in zip(self.network.parameters(), self.gradients, strict=True):
                parameter.grad = gradient
            for group in self.adam.param_groups:
                group["lr"] = learning_rate
            self.adam.step()
            self._refresh(update)
        self.scale.update(finite=finite)
        self.gradients = []
        self.network.zero_grad(set_to_none=True)
        return norm

    def _refresh(self, update: int) -> None:
        if self.worker is not self.network:
            copy_parameters(self.network, self.worker)
        if self.averaged is not self.network:
            decay = min(self.ema_decay, (1 + update) / (10 + update))
            torch._foreach_lerp_(list(self.averaged.parameters()), list(self.network.parameters()), 1 - decay)

    def tensors(self) -> dict[str, Tensor]:
        """Everything that must survive, by name, for the checkpoint."""
        tensors = {f"parameters.{name}": p.detach() for name, p in self.network.named_parameters()}
        if self.averaged is not self.network:
            tensors |= {f"averaged.{name}": p.detach() for name, p in self.averaged.named_parameters()}
        for name, parameter in self.network.named_parameters():
            for key, value in self.adam.state.get(parameter, {}).items():
                tensors[f"adam.{key}.{name}"] = value
        tensors["scale"] = torch.tensor([self.scale.value, self.scale.good], dtype=torch.float64)
        return tensors

    @torch.no_grad()
    def begin_with(self, parameters: dict[str, Tensor]) -> None:
        """Start from given parameters instead of random ones.

        Raises:
            KeyError: one is missing.
            RuntimeError: one is of another shape.
        """
        for name, parameter in self.network.named_parameters():
            copy_one(parameters[name], parameter)
        for copied in (self.averaged, self.worker):
            if copied is not self.network:
                copy_parameters(self.network, copied)

    @torch.no_grad()
    def restore(self, tensors: dict[str, Tensor]) -> None:
        """Take up what `tensors` gave.

        Raises:
            KeyError: a tensor is missing.
            RuntimeError: one is of another shape.
            TypeError, ValueError: one is of another kind.
        """
        for name, parameter in self.network.named_parameters():
            copy_one(tensors[f"parameters.{name}"], parameter)
            if f"adam.step.{name}" in tensors:
                shapes = {"step": (), "exp_avg": parameter.shape, "exp_avg_sq": parameter.shape}
                state = {key: tensors[f"adam.{key}.{name}"] for key in shapes}
                if any(
                    state[key].shape != shape or not state[key].is_floating_point() for key, shape in shapes.items()
                ):
                    raise RuntimeError(f"the optimizer's tensors of {name} have other shapes")
                # Whatever precision they were kept in: the optimizer takes float32 alone.
                self.adam.state[parameter] = {
                    key: value.to(parameter.device, torch.float32) for key, value in state.items()
                }
        if self.averaged is not self.network:
            for name, average in self.averaged.named_parameters():
                copy_one(tensors[f"averaged.{name}"], average)
        if self.worker is not self.network:
            copy_parameters(self.network, self.worker)
        if self.scale.active:
            value, good = tensors["scale"].tolist()
            self.scale.value, self.scale.good = value, int(good)


@torch.no_grad()
def copy_one(origin: Tensor, copy_to: Tensor) -> None:
    """Copy a tensor to another of the same shape.

    Raises:
        RuntimeError: it is of another shape, or holds no fractions.
    """
    if origin.shape != copy_to.shape or not origin.is_floating_point():
        kind = f"{tuple(origin.shape)} of {origin.dtype}"
        raise RuntimeError(f"a tensor is {kind} where {tuple(copy_to.shape)} is wanted")
    copy_to.copy_(origin)


@torch.no_grad()
def copy_parameters(origin: nn.Module, copy_to: nn.Module) -> None:
    """Copy parameters, converting their precision."""
    torch._foreach_copy_(list(copy_to.parameters()), list(origin.parameters()))
