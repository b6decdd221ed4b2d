"""The encoder: reads the source in both directions and keeps one vector per position."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from translator.network.config import NetworkConfig
from translator.network.dropout import variational_dropout
from translator.network.recurrent import RecurrentLayer, State


@dataclass(frozen=True)
class Memory:
    """What the decoder may look at.

    Attributes:
        keys: [B, S, H], projected for the attention's score.
        values: [B, S, H].
        mask: bool [B, S], True at real source positions (the end mark is one).
    """

    keys: Tensor
    values: Tensor
    mask: Tensor


class Encoder(nn.Module):
    """A stack of bidirectional recurrent layers over embedded source pieces, each H/2 wide per direction."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        widths = [config.embedding] + [config.hidden] * (config.encoder_layers - 1)
        self.layers = nn.ModuleList(
            RecurrentLayer(config.cell, width, config.hidden // 2, bidirectional=True) for width in widths
        )
        self.dropout = config.dropout

    def forward(self, embedded: Tensor, lengths: Tensor) -> tuple[Tensor, list[State]]:
        """Read the source.

        Args:
            embedded: [B, S, E].
            lengths: int64 [B] on the CPU, end mark included.

        Returns:
            outputs [B, S, H], exactly zero past each length, and every layer's final state, both directions side by
            side, tuples of [B, H].
        """
        states = []
        inputs = embedded
        for layer in self.layers:
            outputs, state = layer.forward_packed(  # type: ignore[operator]
                variational_dropout(inputs, self.dropout, self.training), lengths
            )
            if outputs.shape == inputs.shape and inputs is not embedded:
                outputs = outputs + inputs  # residual
            states.append(state)
            inputs = outputs
        return inputs, states


class Bridge(nn.Module):
    """Carries the encoder's final states to the decoder's first: every layer's, h and c each.

    Decoder layer i starts from encoder layer i; where the decoder is deeper, its upper layers start from the
    encoder's last. Each part goes through its own affine map and tanh.
    """

    def __init__(self, config: NetworkConfig, parts: int) -> None:
        super().__init__()
        self.origin = [min(layer, config.encoder_layers - 1) for layer in range(config.decoder_layers)]
        self.maps = nn.ModuleList(
            nn.ModuleList(nn.Linear(config.hidden, config.hidden) for _ in range(parts)) for _ in self.origin
        )

    def forward(self, states: list[State]) -> list[State]:
        """Map encoder states (one a layer, tuples of [B, H]) to decoder states (the same shapes)."""
        return [
            tuple(torch.tanh(affine(part)) for affine, part in zip(maps, states[origin], strict=True))  # type: ignore[call-overload]
            for origin, maps in zip(self.origin, self.maps, strict=True)
        ]
