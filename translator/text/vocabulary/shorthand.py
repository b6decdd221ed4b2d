"""What words stand for that are written as on a telephone: bcp, beaucoup; thx, thanks; dont, don't; lhomme, l'homme."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from translator.text.vocabulary.lists import LISTS, pairs_of


def shorthand_of(language: str) -> dict[str, str]:
    """What is meant, by what is typed in small letters; of other languages than French and English nothing.

    Raises:
        TranslatorError: the list is missing or damaged.
    """
    return _read(LISTS[language]) if language in LISTS else {}


def elided(word: str) -> str:
    """The two words that a French one is of which the apostrophe was left out; nothing if it is none.

    Args:
        word: in small letters, its accents typed or not.

    Raises:
        TranslatorError: the list is missing or damaged.
    """
    spread = unicodedata.normalize("NFD", word.replace("œ", "oe"))
    return _read("elided").get("".join(letter for letter in spread if not unicodedata.combining(letter)), "")


@lru_cache(maxsize=3)
def _read(name: str) -> dict[str, str]:
    return dict(pairs_of("shorthand", name))
