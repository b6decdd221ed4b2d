"""French or English? Logistic regression on the characters of a text, small enough to load in a few milliseconds."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from translator.errors import TranslatorError
from translator.shipped import shipped_folder

BUCKETS = 1 << 15
LONGEST_GRAM = 4
MOST_CHARACTERS = 2000  # of a text that are looked at
CERTAIN = 0.9
MODEL = "language-fr-en"


@dataclass(frozen=True)
class LanguageGuess:
    """The likelier language and how probable it is, 0.5 to 1."""

    language: Literal["fr", "en"]
    probability: float

    @property
    def is_certain(self) -> bool:
        """Whether the guess can be acted on without a word."""
        return self.probability >= CERTAIN


def guess_language(text: str) -> LanguageGuess:
    """Tell French from English. A text without letters is a doubtful one, at probability 0.5.

    Raises:
        TranslatorError: the weights are missing or damaged.
    """
    weights, scale = _weights()
    buckets = features(text)
    score = scale * float(weights[buckets].sum(dtype=np.int64)) if buckets else 0.0
    probability = 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))
    return LanguageGuess("fr", probability) if probability >= 0.5 else LanguageGuess("en", 1 - probability)


def certain_language(text: str) -> str | None:
    """The language, where the guess is sure."""
    guess = guess_language(text)
    return guess.language if guess.is_certain else None


def features(text: str) -> list[int]:
    """Buckets of all runs of one to four characters within words, spaces around each word included."""
    letters = "".join(c if c.isalpha() or c == "'" else " " for c in text[:MOST_CHARACTERS].lower().replace("’", "'"))
    padded = f" {' '.join(letters.split())} "
    if len(padded) < 3:
        return []
    data = [padded[i : i + size] for size in range(1, LONGEST_GRAM + 1) for i in range(len(padded) - size + 1)]
    return [zlib.crc32(gram.encode("utf-8")) & (BUCKETS - 1) for gram in data if gram != " "]


@lru_cache(maxsize=1)
def _weights() -> tuple[NDArray[np.int8], float]:
    path = shipped_folder("models") / MODEL / "weights.npz"
    try:
        with np.load(path, allow_pickle=False) as arrays:
            weights, scale = arrays["weights"], float(arrays["scale"])
    except (OSError, KeyError, ValueError, zlib.error) as error:
        raise TranslatorError(f"cannot read {path}; say --from fr or --from en, and install translator anew") from error
    if weights.shape != (BUCKETS,) or weights.dtype != np.int8:
        raise TranslatorError(f"{path} is damaged; say --from fr or --from en, and install translator anew")
    return weights, scale
