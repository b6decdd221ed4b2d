"""Ordinal numbers: 1st, 2nd, 3rd in English; centuries are XIXe in French and 19th in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.text.edits import Edit

_S = " \u00a0\u202f"
_ROMAN = "(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})"
_AND = rf"(?:[{_S}](?:et|ou|au|aux)[{_S}]|,[{_S}]|[-–])"
_ROMAN_ORDINAL = rf"{_ROMAN}(?:ème|er|e)"
_ARABIC_ORDINAL = r"[0-9]{1,2}(?:ème|er|e)"
_IN_ROMAN = re.compile(
    rf"(?<![\w/.@#_-])(?P<number>{_ROMAN})(?P<ending>ème|er|e)\b"
    rf"(?=(?:{_AND}(?:le[{_S}]|du[{_S}])?{_ROMAN_ORDINAL})*[{_S}](?:siècles?|arrondissements?)\b)"
)
_CENTURY = re.compile(
    rf"(?<![\w.,])(?P<number>[0-9]{{1,2}})(?P<ending>ème|er|e)\b"
    rf"(?=(?:{_AND}(?:le[{_S}]|du[{_S}])?{_ARABIC_ORDINAL})*[{_S}]siècles?\b)"
)
_ENGLISH = re.compile(r"(?<![\w.,])(?P<number>[0-9]+)(?P<ending>st|nd|rd|th)\b")
_VALUES = {"I": 1, "V": 5, "X": 10}
_TENS = ("", "X", "XX")
_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def roman_ordinals_in_figures(text: str) -> Iterator[Edit]:
    """Edits that write French centuries and arrondissements in figures, which a network reads better: 12e siècle."""
    for found in _IN_ROMAN.finditer(text):
        yield Edit(found.start("number"), found.end("number"), str(_value(found["number"])))


def ordinal_edits(text: str, language: str) -> Iterator[Edit]:
    """Edits that write a translation's ordinals well.

    Args:
        text: in the language.
        language: "en": 3th becomes 3rd; "fr": 19e siècle becomes XIXe siècle; others give none.
    """
    if language == "en":
        for found in _ENGLISH.finditer(text):
            ending = _ending(int(found["number"]))
            if ending != found["ending"]:
                yield Edit(found.start("ending"), found.end("ending"), ending)
    elif language == "fr":
        for found in _CENTURY.finditer(text):
            number = int(found["number"])
            if 0 < number < len(_TENS) * 10:
                ordinal = _TENS[number // 10] + _UNITS[number % 10] + ("er" if number == 1 else "e")
                yield Edit(found.start(), found.end(), ordinal)


def _ending(number: int) -> str:
    if number // 10 % 10 == 1:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _value(roman: str) -> int:
    values = [_VALUES[letter] for letter in roman]
    return sum(-value if value < max(values[i:]) else value for i, value in enumerate(values))
