"""What a network is made of, as numbers; and the letters used for its dimensions.

B batch · S source length · T target length · H hidden · E embedding · V vocabulary · L layers · N beam rows
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from translator.errors import TranslatorError

CellName = Literal["lstm", "gru"]
AttentionName = Literal["dot", "general", "additive"]

# Piece numbers that every tokenizer of ours has.
PAD, BOS, EOS, UNUSED = 0, 1, 2, 3


@dataclass(frozen=True)
class NetworkConfig:
    """The architecture of a network.

    Attributes:
        vocabulary: number of pieces V, shared by both languages.
        cell: "lstm" or "gru".
        attention: "dot", "general" (Luong et al. 2015) or "additive" (Bahdanau et al. 2015).
        embedding: E.
        hidden: H of the decoder; the encoder has H/2 in each direction.
        encoder_layers, decoder_layers: depth.
        dropout: probability, on the inputs of every recurrent layer (one mask for all time steps) and the readout.
        tied: one matrix serves as source embedding, target embedding and output layer.
        input_feeding: the last readout is part of the next input (Luong et al. 2015, section 3.3).
    """

    vocabulary: int
    cell: CellName = "lstm"
    attention: AttentionName = "general"
    embedding: int = 256
    hidden: int = 512
    encoder_layers: int = 2
    decoder_layers: int = 2
    dropout: float = 0.2
    tied: bool = True
    input_feeding: bool = False

    def __post_init__(self) -> None:
        for name, value, allowed in (
            ("cell", self.cell, get_args(CellName)),
            ("attention", self.attention, get_args(AttentionName)),
        ):
            if value not in allowed:
                raise TranslatorError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
        for name in ("vocabulary", "embedding", "hidden", "encoder_layers", "decoder_layers"):
            if getattr(self, name) < 1:
                raise TranslatorError(f"{name} is {getattr(self, name)}; it must be at least 1")
        if self.hidden % 2:
            raise TranslatorError(f"hidden is {self.hidden}; it must be even: the encoder has half in each direction")
        if not 0 <= self.dropout < 1:
            raise TranslatorError(f"dropout is {self.dropout}; it must be from 0 up to, not including, 1")
