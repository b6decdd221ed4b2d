"""What words stand for that are written as on a telephone: bcp, beaucoup; thx, thanks; dont, don't; lhomme, l'homme."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from translator.errors import TranslatorError
from translator.shipped import shipped_folder

_LISTS = {"fr": "french", "en": "english"}


def shorthand_of(language: str) -> dict[str, str]:
    """What is meant, by what is typed in small letters; of other languages than French and English nothing.

    Raises:
        TranslatorError: the list is missing or damaged.
    """
    if language not in _LISTS:
        return {}
    return _read(_LISTS[language])


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
    path = shipped_folder("data") / "shorthand" / f"{name}.tsv"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return {fields[0]: fields[1] for fields in (line.split("\t") for line in lines)}
    except (OSError, IndexError, UnicodeDecodeError) as error:
        raise TranslatorError(f"cannot read {path}; install translator anew") from error
