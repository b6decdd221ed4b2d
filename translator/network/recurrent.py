"""The recurrent layer: the one place where LSTM and GRU differ.

An LSTM decides at each step what to forget, what to write and what to show (forget, input and output gates) and
carries a hidden state h and a cell state c (Hochreiter & Schmidhuber 1997). A GRU decides how much to update and
how much of the past to use for it (update and reset gates) and carries h alone (Cho et al. 2014).

A state is a tuple of tensors: ``(h, c)`` or ``(h,)``, each [B, H]. All code outside this file treats it as such a
tuple and never asks which cell it came from.
"""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from translator.network.config import CellName
from translator.network.passes import GruPass, LstmPass

State = tuple[Tensor, ...]

KERNELS: dict[CellName, type[nn.LSTM] | type[nn.GRU]] = {"lstm": nn.LSTM, "gru": nn.GRU}
STATE_PARTS: dict[CellName, int] = {"lstm": 2, "gru": 1}
# Where `passes.py` beat torch's kernels: kind of device and parts of the state.
WRITTEN_OUT = {("cpu", 2), ("cpu", 1)}


class RecurrentLayer(nn.Module):
    """One layer, one or two directions, as one call of the fused kernel for the whole sequence.

    The kernel takes an LSTM's state as a pair and a GRU's as one tensor; `_into_kernel` and `_from_kernel` are
    the adapter between that and our tuples.
    """

    def __init__(self, cell: CellName, inputs: int, hidden: int, *, bidirectional: bool = False) -> None:
        super().__init__()
        self.parts = STATE_PARTS[cell]
        self.kernel = KERNELS[cell](inputs, hidden, batch_first=True, bidirectional=bidirectional)
        self._initialise(cell, hidden)

    def _initialise(self, cell: CellName, hidden: int) -> None:
        """Orthogonal recurrences; an LSTM's forget gate starts open (Jozefowicz et al. 2015)."""
        for name, parameter in self.kernel.named_parameters():
            if "weight_hh" in name:
                for gate in parameter.data.chunk(len(parameter) // hidden):
                    nn.init.orthogonal_(gate)
            elif "weight_ih" in name:
                nn.init.xavier_uniform_(parameter)
            else:
                nn.init.zeros_(parameter)
                if cell == "lstm" and "bias_ih" in name:
                    parameter.data[hidden : 2 * hidden] = 1.0

    def forward(self, inputs: Tensor, state: State) -> tuple[Tensor, State]:
        """Run a whole sequence.

        Args:
            inputs: [B, T, inputs].
            state: tuple of [B, H].

        Returns:
            outputs [B, T, H] and the state after the last step, tuple of [B, H].
        """
        if self._written_out_is_faster(inputs):
            every = self._pass(inputs.transpose(0, 1).contiguous()[None], tuple(part[None] for part in state))
            return every[0][0].transpose(0, 1), tuple(part[0, -1] for part in every)
        outputs, after = self.kernel(inputs, self._into_kernel(tuple(part[None] for part in state)))
        return outputs, tuple(part[0] for part in self._from_kernel(after))

    def forward_packed(self, inputs: Tensor, lengths: Tensor) -> tuple[Tensor, State]:
        """Run sequences of several lengths, each from a zero state to its own last step, in both directions.

        Args:
            inputs: [B, S, inputs].
            lengths: int64 [B], on the CPU, all at least 1.

        Returns:
            outputs [B, S, directions x H], zero past each length, and the final states of both directions side
            by side, tuple of [B, directions x H].
        """
        if self._written_out_is_faster(inputs):
            return self._forward_padded(inputs, lengths)
        packed = pack_padded_sequence(inputs, lengths, batch_first=True, enforce_sorted=False)
        packed_outputs, after = self.kernel(packed)
        outputs, _ = pad_packed_sequence(packed_outputs, batch_first=True, total_length=inputs.shape[1])
        state = tuple(torch.cat(tuple(part), dim=-1) for part in self._from_kernel(after))
        return outputs, state

    def _forward_padded(self, inputs: Tensor, lengths: Tensor) -> tuple[Tensor, State]:
        """As `forward_packed`, over padding: the second direction reads each row reversed within its length."""
        batch, longest, width = inputs.shape
        directions = 2 if self.kernel.bidirectional else 1
        positions, rows = torch.arange(longest)[:, None], torch.arange(batch)
        real = positions < lengths  # [S, B]
        mirrored = (torch.where(real, lengths - 1 - positions, positions) * batch + rows).flatten()
        mirror = mirrored.to(inputs.device)
        last = ((lengths - 1) * batch + rows).to(inputs.device)
        read = inputs.transpose(0, 1)[None]
        if directions == 2:
            both = torch.cat([torch.arange(longest * batch), mirrored]).to(inputs.device)
            read = _rows(inputs.transpose(0, 1), both).view(2, longest, batch, width)
        zero = (inputs.new_zeros(directions, batch, self.kernel.hidden_size),) * self.parts
        every = self._pass(read.contiguous(), zero)
        outputs = [
            one if direction == 0 else _rows(one, mirror).view_as(one)
            for direction, one in enumerate(every[0].unbind(0))
        ]
        together = torch.cat(outputs, dim=-1)
        if not bool(real.all()):
            together = together * real[:, :, None].to(inputs.device)
        final = tuple(torch.cat([_rows(one, last) for one in part.unbind(0)], dim=-1) for part in every)
        return together.transpose(0, 1), final

    def _pass(self, inputs: Tensor, state: State) -> State:
        """Hidden states (and cells) after every step, [D, T, B, H], of all directions: inputs [D, T, B, I]."""
        suffixes = ("", "_reverse")[: len(inputs)]
        weights = [
            together[0][None] if len(together) == 1 else torch.stack(together)
            for together in (
                [getattr(self.kernel, f"{name}_l0{suffix}") for suffix in suffixes]
                for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
            )
        ]
        if self.parts == 2:
            return cast(State, LstmPass.apply(inputs, *state, *weights))  # type: ignore[no-untyped-call]
        return (cast(Tensor, GruPass.apply(inputs, *state, *weights)),)  # type: ignore[no-untyped-call]

    def _written_out_is_faster(self, inputs: Tensor) -> bool:
        return torch.is_grad_enabled() and (inputs.device.type, self.parts) in WRITTEN_OUT

    def _into_kernel(self, state: State) -> Tensor | State:
        return state if self.parts == 2 else state[0]

    def _from_kernel(self, state: Tensor | State) -> State:
        return cast(State, state) if self.parts == 2 else (cast(Tensor, state),)


def _rows(steps: Tensor, chosen: Tensor) -> Tensor:
    """Rows [N, H] of [T, B, H] by their numbers t B + b."""
    return steps.flatten(0, 1).index_select(0, chosen)
