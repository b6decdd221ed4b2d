"""What a network is made of, as numbers; and the letters used for its dimensions.

B batch · S source length · T target length · H hidden · E embedding · V vocabulary · L layers · N beam rows
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from translator.errors import TranslatorError

CellName = Literal["lstm", "gru"]
AttentionName = Literal["dot", "general", "additive"]

# Larger than any recurrent network that was ever trained; a config that says more is damaged, or means harm.
MOST = {"vocabulary": 1 << 20, "embedding": 1 << 14, "hidden": 1 << 14, "encoder_layers": 64, "decoder_layers": 64}

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
        for name, most in MOST.items():
            value = getattr(self, name)
            if type(value) is not int or not 1 <= value <= most:
                raise TranslatorError(f"{name} is {value!r}; it must be at least 1, and at most {most}")
        for name in ("tied", "input_feeding"):
            if type(getattr(self, name)) is not bool:
                raise TranslatorError(f"{name} is {getattr(self, name)!r}; it must be true or false")
        if self.hidden % 2:
            raise TranslatorError(f"hidden is {self.hidden}; it must be even: the encoder has half in each direction")
        if type(self.dropout) not in (int, float) or not 0 <= self.dropout < 1:
            raise TranslatorError(f"dropout is {self.dropout!r}; it must be from 0 up to, not including, 1")
