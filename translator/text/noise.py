"""Noise: text as people type it. Applied to source sentences in training so that the network forgives it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class NoiseRates:
    """How often a source sentence is changed, each a probability per sentence.

    Attributes:
        accents: all accents are stripped.
        lower: the sentence is in lower case.
        upper: the sentence is in CAPITALS.
        punctuation: the final punctuation is left out.
        typos: one letter is swapped with the next, left out or doubled.
    """

    accents: float = 0.0
    lower: float = 0.0
    upper: float = 0.0
    punctuation: float = 0.0
    typos: float = 0.0

    def __bool__(self) -> bool:
        return any((self.accents, self.lower, self.upper, self.punctuation, self.typos))


def add_noise(text: str, rates: NoiseRates, generator: np.random.Generator) -> str:
    """The text, each kind of noise applied with its probability; never made empty."""
    accents, lower, upper, punctuation, typos = generator.random(5)
    if accents < rates.accents:
        text = strip_accents(text)
    if lower < rates.lower:
        text = text.lower()
    elif upper < rates.upper:
        text = text.upper()
    if punctuation < rates.punctuation:
        text = strip_final_punctuation(text)
    if typos < rates.typos:
        text = add_typo(text, generator)
    return text


def strip_accents(text: str) -> str:
    """é → e, ç → c, œ → oe."""
    text = text.replace("œ", "oe").replace("Œ", "Oe").replace("æ", "ae").replace("Æ", "Ae")
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def strip_final_punctuation(text: str) -> str:
    """The text without the punctuation at its end, unless nothing would be left."""
    return text.rstrip(" .!?…;:,") or text


def add_typo(text: str, generator: np.random.Generator) -> str:
    """One slip inside a word of four letters or more: a swap, an omission or a doubling."""
    places = [i for i in range(1, len(text) - 2) if text[i - 1 : i + 3].isalpha()]
    if not places:
        return text
    i = places[int(generator.integers(len(places)))]
    kind = int(generator.integers(3))
    if kind == 0:
        return text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    return text[:i] + text[i + 1 :] if kind == 1 else text[: i + 1] + text[i:]
