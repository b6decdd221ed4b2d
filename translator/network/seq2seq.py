"""The whole network: encoder, bridge, decoder and the output layer; teacher forcing and the one `step`."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from translator.network.config import BOS, PAD, UNUSED, NetworkConfig
from translator.network.decoder import Decoder, DecoderState
from translator.network.encoder import Bridge, Encoder, Memory
from translator.network.recurrent import STATE_PARTS

NEVER_WRITTEN = [PAD, BOS, UNUSED]


@dataclass(frozen=True)
class Teaching:
    """What teacher forcing gives.

    Attributes:
        readouts: [B, T, E]; the output layer turns them into logits.
        attention: float32 [B, T, S].
    """

    readouts: Tensor
    attention: Tensor


class Seq2Seq(nn.Module):
    """Sequence to sequence with attention (Bahdanau et al. 2015; Luong et al. 2015; GNMT, Wu et al. 2016)."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.config = config
        self.target_embedding = nn.Embedding(config.vocabulary, config.embedding)
        self.source_embedding = (
            self.target_embedding if config.tied else nn.Embedding(config.vocabulary, config.embedding)
        )
        self.encoder = Encoder(config)
        self.bridge = Bridge(config, STATE_PARTS[config.cell])
        self.decoder = Decoder(config)
        self.output = nn.Linear(config.embedding, config.vocabulary)
        for embedding in (self.source_embedding, self.target_embedding):
            nn.init.normal_(embedding.weight, std=config.embedding**-0.5)
        nn.init.zeros_(self.output.bias)
        if config.tied:
            self.output.weight = self.target_embedding.weight

    def encode(self, source: Tensor, lengths: Tensor) -> tuple[Memory, DecoderState]:
        """Read source sentences.

        Args:
            source: int64 [B, S], each ending in the end mark, padded with PAD.
            lengths: int64 [B] on the CPU, end mark included.

        Returns:
            the memory to attend to, and the decoder's first state.
        """
        embedded = self.source_embedding(source)
        if self.config.tied:
            # One matrix is small enough for logits and large enough for inputs only if inputs are scaled up.
            embedded = embedded * self.config.embedding**0.5
        values, states = self.encoder(embedded, lengths)
        keys = self.decoder.attention.project_keys(values)
        return Memory(keys, values, source != PAD), self.decoder.initial_state(self.bridge(states))

    def teach(self, source: Tensor, lengths: Tensor, previous: Tensor) -> Teaching:
        """Teacher forcing: predict each target piece from the true ones before it.

        Args:
            source: int64 [B, S].
            lengths: int64 [B] on the CPU.
            previous: int64 [B, T], the begin mark and the target without its last piece.
        """
        memory, state = self.encode(source, lengths)
        readouts, _, attention = self.decoder(self._embed_target(previous), state, memory)
        return Teaching(readouts, attention)

    forward = teach

    def step(self, previous: Tensor, state: DecoderState, memory: Memory) -> tuple[Tensor, DecoderState, Tensor]:
        """One step of decoding: the doorway that every search, alignment and export goes through.

        Args:
            previous: int64 [B], the piece chosen last.
            state: as `encode` or the last step gave it.
            memory: as `encode` gave it.

        Returns:
            log-probabilities float32 [B, V], the next state, attention weights float32 [B, S].
        """
        readout, state, attention = self.decoder(self._embed_target(previous[:, None]), state, memory)
        return self.log_probabilities(readout[:, 0]), state, attention[:, 0]

    def log_probabilities(self, readouts: Tensor) -> Tensor:
        """Of every next piece, float32 [..., V]; marks that are never written have minus infinity."""
        logits = self.output(readouts).float()
        logits[..., NEVER_WRITTEN] = float("-inf")
        return functional.log_softmax(logits, dim=-1)

    def _embed_target(self, pieces: Tensor) -> Tensor:
        embedded: Tensor = self.target_embedding(pieces)
        return embedded * self.config.embedding**0.5 if self.config.tied else embedded


def count_parameters(network: nn.Module) -> int:
    """Number of trainable numbers; a tied matrix counts once."""
    return sum(parameter.numel() for parameter in network.parameters() if parameter.requires_grad)


def select_rows(state: DecoderState, rows: Tensor) -> DecoderState:
    """The state of the given rows, in that order (beams move, finished sentences leave).

    Args:
        state: B rows.
        rows: int64 [N], each below B.
    """
    layers = tuple(tuple(part.index_select(0, rows) for part in layer) for layer in state.layers)
    readout = None if state.readout is None else torch.index_select(state.readout, 0, rows)
    return DecoderState(layers, readout)
