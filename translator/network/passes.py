"""A recurrent layer's pass over a whole padded batch, written out: on a CPU, as fast as torch's or faster.

Torch's own kernels need sequences of several lengths packed (which takes them off their fast path), hide the cell
state of all but the last step, and a GRU's makes its weights' gradient step by step. Here the input's part of all
gates is one product over all steps, each step adds the state's part, and the weights' gradients are again one product
over all steps. What the lengths are does not matter here: every step's state comes back, and the caller picks.

Gates are in torch's order: input, forget, cell, output (LSTM); reset, update, new (GRU). All tensors are time-major.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.autograd import Function
from torch.autograd.function import once_differentiable

_sigmoid_backward = torch.ops.aten.sigmoid_backward.grad_input
_tanh_backward = torch.ops.aten.tanh_backward.grad_input


class LstmPass(Function):
    """(inputs [T, B, I], h [B, H], c [B, H], weights as torch names them) → hidden [T, B, H], cells [T, B, H]."""

    @staticmethod
    def forward(
        ctx: Any, inputs: Tensor, h: Tensor, c: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor
    ) -> tuple[Tensor, Tensor]:
        """C' = f c + i g, h' = o tanh(c'), with i, f, o = σ(…), g = tanh(…) (Hochreiter & Schmidhuber 1997)."""
        steps, batch, width = inputs.shape[0], len(h), h.shape[1]
        gates = torch.addmm(b_ih + b_hh, inputs.flatten(0, 1), w_ih.t()).view(steps, batch, 4 * width)
        hidden, cells = inputs.new_empty(steps + 1, batch, width), inputs.new_empty(steps + 1, batch, width)
        squashed = inputs.new_empty(steps, batch, width)
        scratch = inputs.new_empty(batch, width, dtype=torch.promote_types(inputs.dtype, torch.float32))
        hidden[0], cells[0] = h, c
        recurrent = w_hh.t()
        for t, gate in enumerate(gates):
            gate.addmm_(hidden[t], recurrent)
            gate[:, : 2 * width].sigmoid_()
            gate[:, 3 * width :].sigmoid_()
            i, f, g, o = gate.chunk(4, dim=1)
            _tanh(g, scratch, out=g)
            torch.mul(f, cells[t], out=cells[t + 1]).addcmul_(i, g)
            _tanh(cells[t + 1], scratch, out=squashed[t])
            torch.mul(o, squashed[t], out=hidden[t + 1])
        ctx.save_for_backward(inputs, w_ih, w_hh, gates, hidden, cells, squashed)
        ctx.set_materialize_grads(False)
        return hidden[1:], cells[1:]

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, d_hidden: Tensor | None, d_cells: Tensor | None) -> tuple[Tensor | None, ...]:
        """From the last step to the first; then the weights' gradients at one go."""
        inputs, w_ih, w_hh, gates, hidden, cells, squashed = ctx.saved_tensors
        d_gates = torch.empty_like(gates)
        dh, dc = torch.zeros_like(hidden[0]), torch.zeros_like(hidden[0])
        for t in range(len(gates) - 1, -1, -1):
            i, f, g, o = gates[t].chunk(4, dim=1)
            di, df, dg, do = d_gates[t].chunk(4, dim=1)
            if d_hidden is not None:
                dh += d_hidden[t]
            if d_cells is not None:
                dc += d_cells[t]
            dc += torch.ops.aten.tanh_backward(dh * o, squashed[t])
            _sigmoid_backward(dh * squashed[t], o, grad_input=do)
            _sigmoid_backward(dc * g, i, grad_input=di)
            _sigmoid_backward(dc * cells[t], f, grad_input=df)
            _tanh_backward(dc * i, g, grad_input=dg)
            dc *= f
            torch.mm(d_gates[t], w_hh, out=dh)
        flat = d_gates.flatten(0, 1)
        bias = flat.sum(dim=0)
        d_inputs = (flat @ w_ih).view_as(inputs) if ctx.needs_input_grad[0] else None
        d_w_ih, d_w_hh = flat.t() @ inputs.flatten(0, 1), flat.t() @ hidden[:-1].flatten(0, 1)
        return d_inputs, dh, dc, d_w_ih, d_w_hh, bias, bias


class GruPass(Function):
    """(inputs [T, B, I], h [B, H], weights as torch names them) → hidden [T, B, H]."""

    @staticmethod
    def forward(ctx: Any, inputs: Tensor, h: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor) -> Tensor:
        """H' = n + z (h - n), n = tanh(x + r u), with r, z = σ(…) and u the state's part of n (Cho et al. 2014)."""
        steps, batch, width = inputs.shape[0], len(h), h.shape[1]
        gates = torch.addmm(b_ih, inputs.flatten(0, 1), w_ih.t()).view(steps, batch, 3 * width)
        hidden = inputs.new_empty(steps + 1, batch, width)
        from_state = inputs.new_empty(steps, batch, 3 * width)
        scratch = inputs.new_empty(batch, width, dtype=torch.promote_types(inputs.dtype, torch.float32))
        hidden[0] = h
        recurrent = w_hh.t()
        for t, gate in enumerate(gates):
            torch.addmm(b_hh, hidden[t], recurrent, out=from_state[t])
            gate[:, : 2 * width].add_(from_state[t, :, : 2 * width]).sigmoid_()
            r, z, n = gate.chunk(3, dim=1)
            _tanh(n.addcmul_(r, from_state[t, :, 2 * width :]), scratch, out=n)
            torch.lerp(n, hidden[t], z, out=hidden[t + 1])
        ctx.save_for_backward(inputs, w_ih, w_hh, gates, hidden, from_state)
        return hidden[1:]

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, d_hidden: Tensor) -> tuple[Tensor | None, ...]:
        """From the last step to the first; then the weights' gradients at one go."""
        inputs, w_ih, w_hh, gates, hidden, from_state = ctx.saved_tensors
        width = hidden.shape[2]
        d_gates, d_state = torch.empty_like(gates), torch.empty_like(gates)
        dh = torch.zeros_like(hidden[0])
        for t in range(len(gates) - 1, -1, -1):
            r, z, n = gates[t].chunk(3, dim=1)
            dr, dz, dn = d_gates[t].chunk(3, dim=1)
            dh += d_hidden[t]
            _sigmoid_backward(dh * (hidden[t] - n), z, grad_input=dz)
            _tanh_backward(dh - dh * z, n, grad_input=dn)
            _sigmoid_backward(dn * from_state[t, :, 2 * width :], r, grad_input=dr)
            d_state[t, :, : 2 * width] = d_gates[t, :, : 2 * width]
            torch.mul(dn, r, out=d_state[t, :, 2 * width :])
            dh = torch.addmm(dh * z, d_state[t], w_hh)
        flat, flat_state = d_gates.flatten(0, 1), d_state.flatten(0, 1)
        d_inputs = (flat @ w_ih).view_as(inputs) if ctx.needs_input_grad[0] else None
        d_w_ih, d_w_hh = flat.t() @ inputs.flatten(0, 1), flat_state.t() @ hidden[:-1].flatten(0, 1)
        return d_inputs, dh, d_w_ih, d_w_hh, flat.sum(dim=0), flat_state.sum(dim=0)


def _tanh(values: Tensor, scratch: Tensor, *, out: Tensor) -> None:
    """Tanh x = 2 σ(2x) - 1: torch computes its own to the last digit, in three times as long on a processor."""
    torch.sub(scratch.copy_(values).mul_(2).sigmoid_().mul_(2), 1, out=out)
