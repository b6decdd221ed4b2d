"""Words that there are in French and English, by their checksums: all that our own lists and texts have."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from translator.arrays import DamagedArraysError, read_arrays
from translator.errors import TranslatorError
from translator.shipped import shipped_folder


@dataclass(frozen=True)
class _Words:
    """CRC-32 of words as they are written, rising.

    Attributes:
        known: all that we list, and that our texts have.
        capital: those listed with a capital.
        same: names that are the same in both languages.
    """

    known: NDArray[np.uint32]
    capital: NDArray[np.uint32]
    same: NDArray[np.uint32]

    def has(self, word: str) -> bool:
        """Whether it is a word, with a capital of its own or at a sentence's beginning."""
        return _holds(self.known, word) or (not word.islower() and _holds(self.known, word.lower()))

    def has_capital(self, word: str) -> bool:
        """Whether it is listed with a capital."""
        return _holds(self.capital, word)

    def is_same(self, name: str) -> bool:
        """Whether it is the same in French and English."""
        return _holds(self.same, name)


@lru_cache(maxsize=1 << 16)
def is_known_word(word: str) -> bool:
    """Whether our lists have it, as it is or in small letters.

    Raises:
        TranslatorError: the list of words is missing or damaged.
    """
    return _words().has(word)


def has_its_own_capital(word: str) -> bool:
    """Whether our lists have a word with the capital that it has here: Suisse, Monday.

    Raises:
        TranslatorError: the list of words is missing or damaged.
    """
    return _words().has_capital(word)


def is_same_name(name: str) -> bool:
    """Whether it is a name, and the same in French and English.

    Raises:
        TranslatorError: the list of words is missing or damaged.
    """
    return _words().is_same(name)


def checksum(word: str) -> int:
    """What stands for a word in the list."""
    return zlib.crc32(word.encode("utf-8", errors="replace"))


def _holds(rising: NDArray[np.uint32], word: str) -> bool:
    wanted = np.uint32(checksum(word))
    place = int(np.searchsorted(rising, wanted))
    return place < len(rising) and bool(rising[place] == wanted)


@lru_cache(maxsize=1)
def _words() -> _Words:
    path = shipped_folder("data") / "vocabulary" / "words.npz"
    try:
        arrays = read_arrays(path, dict.fromkeys(("known", "capital", "same"), ("u", 1)))
    except (OSError, DamagedArraysError) as error:
        raise TranslatorError(f"cannot read {path}; install translator anew") from error
    return _Words(arrays["known"], arrays["capital"], arrays["same"])
