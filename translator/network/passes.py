"""A recurrent layer's pass over a whole padded batch, written out: on a CPU, as fast as torch's or faster.

Torch's own kernels need sequences of several lengths packed (which takes them off their fast path), hide the cell
state of all but the last step, and a GRU's makes its weights' gradient step by step. Here the input's part of all
gates is one product over all steps, each step adds the state's part, and the weights' gradients are again one product
over all steps. What the lengths are does not matter here: every step's state comes back, and the caller picks.

Directions of a layer, D of them, run side by side, each with weights of its own: half as many calls, and a thread for
each product. Gates are in torch's order: input, forget, cell, output (LSTM); reset, update, new (GRU). Tensors are
[D, T, B, width], those of one step [D, B, width].
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
    """(inputs [D, T, B, I], h and c [D, B, H], weights as torch names them, [D, ...]) → hidden, cells [D, T, B, H]."""

    @staticmethod
    def forward(
        ctx: Any, inputs: Tensor, h: Tensor, c: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor
    ) -> tuple[Tensor, Tensor]:
        """C' = f c + i g, h' = o tanh(c'), with i, f, o = σ(…), g = tanh(…) (Hochreiter & Schmidhuber 1997)."""
        directions, steps, batch, _ = inputs.shape
        width = h.shape[2]
        gates = _from_inputs(inputs, w_ih, b_ih + b_hh)
        hidden, cells = (inputs.new_empty(directions, steps + 1, batch, width) for _ in range(2))
        squashed = inputs.new_empty(directions, steps, batch, width)
        scratch = _scratch(h)
        hidden[:, 0], cells[:, 0] = h, c
        recurrent = w_hh.transpose(1, 2)
        for t in range(steps):
            gate = gates[:, t]
            gate.baddbmm_(hidden[:, t], recurrent)
            gate[..., : 2 * width].sigmoid_()
            gate[..., 3 * width :].sigmoid_()
            i, f, g, o = gate.chunk(4, dim=2)
            _tanh(g, scratch, out=g)
            cell, shown = cells[:, t + 1], squashed[:, t]
            torch.mul(f, cells[:, t], out=cell).addcmul_(i, g)
            _tanh(cell, scratch, out=shown)
            torch.mul(o, shown, out=hidden[:, t + 1])
        ctx.save_for_backward(inputs, w_ih, w_hh, gates, hidden, cells, squashed)
        ctx.set_materialize_grads(False)
        return hidden[:, 1:], cells[:, 1:]

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, d_hidden: Tensor | None, d_cells: Tensor | None) -> tuple[Tensor | None, ...]:
        """From the last step to the first; then the weights' gradients at one go."""
        inputs, w_ih, w_hh, gates, hidden, cells, squashed = ctx.saved_tensors
        d_gates = torch.empty_like(gates)
        dh, dc = torch.zeros_like(hidden[:, 0]), torch.zeros_like(hidden[:, 0])
        for t in range(gates.shape[1] - 1, -1, -1):
            i, f, g, o = gates[:, t].chunk(4, dim=2)
            di, df, dg, do = d_gates[:, t].chunk(4, dim=2)
            if d_hidden is not None:
                dh += d_hidden[:, t]
            if d_cells is not None:
                dc += d_cells[:, t]
            dc += torch.ops.aten.tanh_backward(dh * o, squashed[:, t])
            _sigmoid_backward(dh * squashed[:, t], o, grad_input=do)
            _sigmoid_backward(dc * g, i, grad_input=di)
            _sigmoid_backward(dc * cells[:, t], f, grad_input=df)
            _tanh_backward(dc * i, g, grad_input=dg)
            dc *= f
            torch.bmm(d_gates[:, t], w_hh, out=dh)
        flat = d_gates.flatten(1, 2)
        bias = flat.sum(dim=1)
        d_inputs = torch.bmm(flat, w_ih).view_as(inputs) if ctx.needs_input_grad[0] else None
        # Two tensors, though equal: what is done to one parameter's gradient in place must not be done to the other's.
        return d_inputs, dh, dc, _of_weights(flat, inputs), _of_weights(flat, hidden[:, :-1]), bias, bias.clone()


class GruPass(Function):
    """(inputs [D, T, B, I], h [D, B, H], weights as torch names them, [D, ...]) → hidden [D, T, B, H]."""

    @staticmethod
    def forward(ctx: Any, inputs: Tensor, h: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor) -> Tensor:
        """H' = n + z (h - n), n = tanh(x + r u), with r, z = σ(…) and u the state's part of n (Cho et al. 2014)."""
        directions, steps, batch, _ = inputs.shape
        width = h.shape[2]
        gates = _from_inputs(inputs, w_ih, b_ih)
        hidden = inputs.new_empty(directions, steps + 1, batch, width)
        new_from_state = inputs.new_empty(directions, steps, batch, width)
        scratch = _scratch(h)
        hidden[:, 0] = h
        recurrent, bias = w_hh.transpose(1, 2), b_hh[:, None]
        for t in range(steps):
            gate, before = gates[:, t], hidden[:, t]
            kept = torch.baddbmm(bias, before, recurrent)
            new_from_state[:, t] = kept[..., 2 * width :]
            gate[..., : 2 * width].add_(kept[..., : 2 * width]).sigmoid_()
            r, z, n = gate.chunk(3, dim=2)
            _tanh(n.addcmul_(r, kept[..., 2 * width :]), scratch, out=n)
            torch.lerp(n, before, z, out=hidden[:, t + 1])
        ctx.save_for_backward(inputs, w_ih, w_hh, gates, hidden, new_from_state)
        return hidden[:, 1:]

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, d_hidden: Tensor) -> tuple[Tensor | None, ...]:
        """From the last step to the first; then the weights' gradients at one go."""
        inputs, w_ih, w_hh, gates, hidden, new_from_state = ctx.saved_tensors
        width = hidden.shape[3]
        d_gates, d_state = torch.empty_like(gates), torch.empty_like(gates)
        dh = torch.zeros_like(hidden[:, 0])
        for t in range(gates.shape[1] - 1, -1, -1):
            r, z, n = gates[:, t].chunk(3, dim=2)
            dr, dz, dn = d_gates[:, t].chunk(3, dim=2)
            dh += d_hidden[:, t]
            _sigmoid_backward(dh * (hidden[:, t] - n), z, grad_input=dz)
            _tanh_backward(dh - dh * z, n, grad_input=dn)
            _sigmoid_backward(dn * new_from_state[:, t], r, grad_input=dr)
            d_state[:, t, :, : 2 * width] = d_gates[:, t, :, : 2 * width]
            torch.mul(dn, r, out=d_state[:, t, :, 2 * width :])
            dh = torch.baddbmm(dh * z, d_state[:, t], w_hh)
        flat, flat_state = d_gates.flatten(1, 2), d_state.flatten(1, 2)
        d_inputs = torch.bmm(flat, w_ih).view_as(inputs) if ctx.needs_input_grad[0] else None
        d_w_ih, d_w_hh = _of_weights(flat, inputs), _of_weights(flat_state, hidden[:, :-1])
        return d_inputs, dh, d_w_ih, d_w_hh, flat.sum(dim=1), flat_state.sum(dim=1)


def _from_inputs(inputs: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    """What the inputs add to all gates of all steps, [D, T, B, gates x H]."""
    product = torch.baddbmm(bias[:, None], inputs.flatten(1, 2), weight.transpose(1, 2))
    return product.view(*inputs.shape[:3], weight.shape[1])


def _of_weights(d_gates: Tensor, read: Tensor) -> Tensor:
    """Gradient [D, gates x H, I] of weights that what was read, [D, T, B, I], was multiplied with."""
    return torch.bmm(d_gates.transpose(1, 2), read.flatten(1, 2))


def _scratch(state: Tensor) -> Tensor:
    """Room for a step's numbers, in float32 at the least."""
    return torch.empty_like(state, dtype=torch.promote_types(state.dtype, torch.float32))


def _tanh(values: Tensor, scratch: Tensor, *, out: Tensor) -> None:
    """In bfloat16 by 2 σ(2x) - 1, which is tanh to more than its eight bits: torch takes twice as long and more."""
    if values.dtype == torch.bfloat16:
        torch.sub(scratch.copy_(values).mul_(2).sigmoid_().mul_(2), 1, out=out)
    else:
        torch.tanh(values, out=out)
