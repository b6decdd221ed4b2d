"""Ordinal numbers: 1st, 2nd, 3rd in English; centuries are XIXe in French and 19th in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.text.edits import Edit, outside
from translator.text.figures.calendar import ENGLISH_MONTHS, FRENCH_MONTHS
from translator.text.items import ORDINAL_ENDINGS, find_items
from translator.text.normalise import SPACES as _S
from translator.text.patterns import Pattern

_ROMAN = "(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})"
_ENDING = "(?:ème|er|[eᵉE]|<sup>(?:ème|er|e)</sup>)"
_AND = rf"(?:[{_S}](?:et|ou|au|aux)[{_S}]|,[{_S}]|[-–])(?:le[{_S}]|du[{_S}])?"
_CENTURIES = "(?:siècles?|SIÈCLES?|arrondissements?)"
MOST = 6  # ordinals before one word "siècles"
_IN_ROMAN = Pattern(
    rf"(?<![\w/.@#_-])(?P<number>{_ROMAN})(?P<ending>{_ENDING})"
    rf"(?=(?:{_AND}{_ROMAN}{_ENDING}){{0,{MOST}}}[{_S}]{_CENTURIES}(?!\w))"
)
_CENTURY = Pattern(
    rf"(?<![\w/.,@#_-])(?P<number>[0-9]{{1,2}})(?P<ending>ème|er|e)"
    rf"(?=(?:{_AND}[0-9]{{1,2}}(?:ème|er|e)){{0,{MOST}}}[{_S}]siècles?(?!\w))"
)
_ENGLISH = Pattern(r"(?<![\w/.,@#_-])(?P<number>[0-9]+)(?P<ending>st|nd|rd|th)\b(?![.-]\w| [0-9])")
_ORDINAL = Pattern(rf"(?P<number>[0-9]+)(?P<ending>{ORDINAL_ENDINGS})")
MOST_DIGITS = 6  # of an ordinal
_WORDS = {
    "en": ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
    "fr": [
        "premi(?:er|ère)", "seconde?|deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième",
        "huitième", "neuvième", "dixième",
    ],
}  # fmt: skip
_IN_ENGLISH = "|".join((*ENGLISH_MONTHS, "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept?", "Oct", "Nov", "Dec"))
_MONTH_AFTER = {"en": Pattern(rf" (?:{_IN_ENGLISH})\b"), "fr": Pattern(rf" (?:{'|'.join(FRENCH_MONTHS)})\b")}
_MONTH_BEFORE = Pattern(rf"\b(?:{_IN_ENGLISH})\.? $")
_LONGEST_MONTH = 12
_VALUES = {"I": 1, "V": 5, "X": 10}
_TENS = ("", "X", "XX")
_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def roman_ordinals_in_figures(text: str) -> Iterator[Edit]:
    """Edits that write French centuries and arrondissements in figures, which a network reads better: 12e siècle."""
    if not any(word in text.lower() for word in ("siècle", "arrondissement")):
        return
    for found in _IN_ROMAN.finditer(text):
        end = found.start("ending") if found["ending"].startswith("<") else found.end()
        ending = text[found.end("number") : end].replace("ᵉ", "e").lower()
        yield Edit(found.start(), end, f"{_value(found['number'])}{ending}")


def ordinal_edits(text: str, language: str) -> Iterator[Edit]:
    """Edits that write a translation's ordinals well.

    Args:
        text: in the language.
        language: "en": 3th becomes 3rd; "fr": 19e siècle becomes XIXe siècle; others give none.
    """
    pattern, written = {"en": (_ENGLISH, _in_english), "fr": (_CENTURY, _in_roman)}.get(language, (None, None))
    if not pattern or not written or not any(map(str.isdecimal, text)) or not pattern.search(text):
        return
    kept = [(item.start, item.end) for item in find_items(text) if item.kind in ("hold", "cut")]
    edits = (Edit(*found.span(), written(found["number"], found["ending"])) for found in pattern.finditer(text))
    yield from outside((edit for edit in edits if edit.new != text[edit.start : edit.end]), kept)


def as_ordinal(text: str) -> tuple[int, str] | None:
    """The number and the ending that is right for any great number, of 2nd, 2e, 21st; None of what is no ordinal."""
    found = _ORDINAL.fullmatch(text)
    if not found or len(found["number"]) > MOST_DIGITS:
        return None
    return int(found["number"]), "th" if found["ending"] in ("st", "nd", "rd", "th") else "e"


def written_ordinal(number: int, language: str) -> str:
    """An ordinal in figures: 2nd, 2e."""
    return _in_english(str(number), "") if language == "en" else f"{number}{'er' if number == 1 else 'e'}"


def ordinal_pattern(number: int) -> str:
    """A pattern of a number in figures, ordinal or, as in French dates, not; its group "ending" tells them apart."""
    return rf"(?<![\w.,+-]){number}(?P<ending>{ORDINAL_ENDINGS})?(?!\w|[.,:]\d)"


def is_of_date(text: str, start: int, end: int, language: str) -> bool:
    """Whether the number in the range ``[start, end)`` is the day of a date: 5 mai, 5 May, May 5."""
    if language == "en" and _MONTH_BEFORE.search(text[max(0, start - _LONGEST_MONTH) : start]):
        return True
    return _MONTH_AFTER[language].match(text, end) is not None


def in_words(number: int, text: str, language: str) -> bool:
    """Whether a text has an ordinal in words: second, deuxième."""
    words = _WORDS.get(language, ())
    return number <= len(words) and re.search(rf"\b(?:{words[number - 1]})s?\b", text, re.IGNORECASE) is not None


def _in_english(number: str, _ending: str) -> str:
    endings = {"1": "st", "2": "nd", "3": "rd"}
    return number + ("th" if number[-2:-1] == "1" else endings.get(number[-1], "th"))


def _in_roman(number: str, ending: str) -> str:
    value = int(number)
    if not 0 < value < len(_TENS) * 10:
        return number + ending
    return _TENS[value // 10] + _UNITS[value % 10] + ("er" if value == 1 else "e")


def _value(roman: str) -> int:
    values = [_VALUES[letter] for letter in roman]
    return sum(-value if value < max(values[i:]) else value for i, value in enumerate(values))
