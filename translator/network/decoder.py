"""The decoder: writes the target one piece at a time, looking at the source.

    embedding ─▶ layer 0 ─▶ query ─▶ attention ─▶ context
                   │                                │
                   └──▶ [query; context] ─▶ layer 1 … ─▶ top
                                                           │
                        [top; context] ─▶ readout (E) ─▶ output layer ─▶ next piece

The query comes from the first layer alone and nothing flows back from the context into it, so with teacher forcing each
layer is one call of the fused kernel over the whole target, and all attention is one batched product. The layers
above are fed the context (as in GNMT, Wu et al. 2016), and through their recurrence remember what was looked
at before. With input feeding the last readout is part of layer 0's input, and the target must be walked step by step.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from translator.network.attention import make_attention
from translator.network.config import NetworkConfig
from translator.network.dropout import dropout, variational_dropout
from translator.network.encoder import Memory
from translator.network.recurrent import RecurrentLayer, State


@dataclass(frozen=True)
class DecoderState:
    """What the decoder remembers between steps.

    Attributes:
        layers: a state per layer, tuples of [B, H].
        readout: [B, E], the last readout, for input feeding; None without it.
    """

    layers: tuple[State, ...]
    readout: Tensor | None


class Decoder(nn.Module):
    """A stack of recurrent layers with attention from the first (see the module's picture)."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        first = config.embedding * (2 if config.input_feeding else 1)
        widths = [first] + [2 * config.hidden] * (config.decoder_layers - 1)
        self.layers = nn.ModuleList(RecurrentLayer(config.cell, width, config.hidden) for width in widths)
        self.attention = make_attention(config.attention, config.hidden)
        self.readout = nn.Linear(2 * config.hidden, config.embedding)
        self.dropout = config.dropout
        self.input_feeding = config.input_feeding
        self.embedding_width = config.embedding

    def initial_state(self, layers: list[State]) -> DecoderState:
        """The state before the first piece, from the bridge's states."""
        batch = layers[0][0]
        readout = batch.new_zeros(len(batch), self.embedding_width) if self.input_feeding else None
        return DecoderState(tuple(layers), readout)

    def forward(self, embedded: Tensor, state: DecoderState, memory: Memory) -> tuple[Tensor, DecoderState, Tensor]:
        """Run the decoder over given previous pieces: teacher forcing, or one step at T = 1.

        Args:
            embedded: [B, T, E], the pieces before those to be predicted.
            state: as `DecoderState`.
            memory: as `Memory`.

        Returns:
            readouts [B, T, E], the state after the last, and attention weights float32 [B, T, S].
        """
        if not self.input_feeding:
            return self._run(embedded, state, memory)
        readouts, weights = [], []
        for t in range(embedded.shape[1]):
            assert state.readout is not None
            fed = torch.cat([embedded[:, t : t + 1], state.readout[:, None]], dim=-1)
            readout, state, weight = self._run(fed, state, memory)
            readouts.append(readout)
            weights.append(weight)
        return torch.cat(readouts, dim=1), state, torch.cat(weights, dim=1)

    def _run(self, inputs: Tensor, state: DecoderState, memory: Memory) -> tuple[Tensor, DecoderState, Tensor]:
        query, first = self.layers[0](self._drop(inputs), state.layers[0])
        context, weights = self.attention(query, memory.keys, memory.values, memory.mask)
        states = [first]
        top = query
        for layer, before in zip(list(self.layers)[1:], state.layers[1:], strict=True):
            outputs, after = layer(self._drop(torch.cat([top, context], dim=-1)), before)
            top = outputs + top  # residual
            states.append(after)
        readout = torch.tanh(self.readout(torch.cat([top, context], dim=-1)))
        last = readout[:, -1] if self.input_feeding else None
        dropped = dropout(readout, self.dropout, self.training)
        return dropped, DecoderState(tuple(states), last), weights

    def _drop(self, inputs: Tensor) -> Tensor:
        return variational_dropout(inputs, self.dropout, self.training)
