"""Acronyms that are others in the other language: NATO, l'OTAN; the WHO, l'OMS; a UFO, un OVNI."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from translator.errors import TranslatorError
from translator.shipped import shipped_folder

_DETERMINED = re.compile(r"(?P<determiner>the |an? |le |la |les |l'|une? )?(?P<name>.+)")
_SMALL = "sida"  # the only one that is written in small letters
_FOUND = re.compile(rf"(?<![\w-])(?:[A-Z][A-Zacdis]{{1,5}}|{_SMALL})(?!\w)")


@dataclass(frozen=True)
class Acronym:
    """An acronym.

    Attributes:
        english: in English, without determiner.
        determiner: that English gives it: "the" (the WHO), "a" or "an" (a UFO, an NGO), or none (NATO).
        french: in French, without determiner.
        gender: of the French one, "m" or "f".
    """

    english: str
    determiner: str
    french: str
    gender: str

    def name(self, language: str) -> str:
        """It, in a language, without determiner."""
        return self.english if language == "en" else self.french

    @property
    def countable(self) -> bool:
        """Whether there are several."""
        return self.determiner in ("a", "an")

    @property
    def elides(self) -> bool:
        """Whether French says l' before it, by its first letter."""
        return self.french[0] in "AEIOUÉ"

    @property
    def the(self) -> str:
        """Its definite article in French, with the space behind it."""
        return "l'" if self.elides else "le " if self.gender == "m" else "la "

    @property
    def of(self) -> str:
        """That with de before it."""
        return "du " if self.the == "le " else f"de {self.the}"


def acronyms_in(text: str, language: str) -> list[tuple[int, int, Acronym]]:
    """Acronyms in a text that are others in the other language: where each begins and ends, a plural s included.

    Raises:
        TranslatorError: the list is missing or damaged.
    """
    if text[1:].islower() and _SMALL not in text:  # most sentences
        return []
    found = []
    named = _by_name(language)
    for place in _FOUND.finditer(text):
        name = place.group()
        acronym = named.get(name) or (named.get(name[:-1]) if language == "en" and name[-1] == "s" else None)
        if acronym and not _is_part(text, *place.span()):
            found.append((*place.span(), acronym))
    return found


def all_acronyms() -> tuple[Acronym, ...]:
    """All that are listed.

    Raises:
        TranslatorError: the list is missing or damaged.
    """
    return _acronyms()


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether it belongs to another name, a number, or text in capitals: UN-Habitat, UN 1, BBC NEWS."""
    after, before = text[end : end + 3], text[:start].rstrip(" ").rpartition(" ")[2]
    beside = after[1:3] if after[:1] == " " else ""
    capitals = len(before) > 2 and before.isupper() and before.isalpha()
    return after[:1] == "-" or beside[:1].isdigit() or (len(beside) > 1 and beside.isupper()) or capitals


@lru_cache(maxsize=2)
def _by_name(language: str) -> dict[str, Acronym]:
    return {one.name(language): one for one in _acronyms()}


@lru_cache(maxsize=1)
def _acronyms() -> tuple[Acronym, ...]:
    path = shipped_folder("data") / "acronyms" / "acronyms.tsv"
    try:
        return tuple(_acronym(*line.split("\t")) for line in path.read_text(encoding="utf-8").split("\n")[:-1])
    except (OSError, ValueError, TypeError) as error:
        raise TranslatorError(f"cannot read {path}; install translator anew") from error


def _acronym(english: str, french: str, gender: str) -> Acronym:
    here, there = _DETERMINED.fullmatch(english), _DETERMINED.fullmatch(french)
    if not (here and there):
        raise ValueError("an empty field")
    determiner = (here["determiner"] or "").strip()
    return Acronym(here["name"], determiner, there["name"], gender)
