"""Decades: the 1980s, the '90s in English, les années 1980, les années 90 in French."""

from __future__ import annotations

import re

from translator.text.edits import Edit
from translator.text.normalise import SPACES as _S
from translator.text.patterns import Pattern

# "80s" alone may be seconds, "in his 80s" is an age.
ENGLISH_DECADES = (
    r"(?:1[0-9]|20)\d0['’]?s|['’][1-9]0s|(?<=\b[Tt]he[ \u00a0])[1-9]0['’]?s|(?<=\b[Mm]id[ -])[1-9]0s"
    r"|(?<=\b[Ee]arly[ -])[1-9]0s|(?<=\b[Ll]ate[ -])[1-9]0s"
)
_ENGLISH = Pattern(rf"(?:{ENGLISH_DECADES})(?!\w)")
_NUMBER = Pattern(r"(?:1[0-9]|20)?[0-9]0")
_YEARS = Pattern(rf"\bannées[{_S}]$", re.IGNORECASE)
_LONGEST_BEFORE = 8
_ARTICLE = Pattern(rf"\b(?P<article>les?|la|des?|du|aux?|en)[{_S}]$", re.IGNORECASE)
_AGE = Pattern(rf"[{_S}]ans\b")  # networks that know "80" from ages alone write it
_WITH_YEARS = {"de": "des", "du": "des", "des": "des", "au": "aux", "aux": "aux", "en": "dans les"}


def as_decade(text: str, start: int, end: int) -> str | None:
    """The number in figures if ``text[start:end]`` is a decade: 1980 of 1980s, 80 of années 80; else None."""
    found = _ENGLISH.match(text, start)
    if found and found.end() == end:
        return text[start:end].strip("'’s")
    after_years = _YEARS.search(text[max(0, start - _LONGEST_BEFORE) : start])
    return text[start:end] if after_years and _NUMBER.fullmatch(text[start:end]) else None


def read_decade(number: str, text: str) -> str:
    """What a network reads of a decade: 90s of '90s, 1980s of 1980's; in French its number alone."""
    return f"{number}s" if text.endswith("s") else number


def decade_edit(text: str, number: str, language: str) -> Edit | None:
    """The edit that writes a decade in a translation well; None if its number is not there just once.

    Args:
        text: the translation.
        number: the decade's, in figures.
        language: of the translation, "fr" or "en".
    """
    found = list(re.finditer(rf"(?<![\w.,+-])['’]?{number}(?:['’]?s)?(?!\w|[.,:]\d)", text))
    if len(found) != 1:
        return None
    start, end = found[0].span()
    if language == "en":
        return Edit(start, end, f"{number}s")
    if age := _AGE.match(text, end):
        end = age.end()
    before = text[max(0, start - _LONGEST_BEFORE) : start]
    if _YEARS.search(before):
        return Edit(start, end, number)
    article = _ARTICLE.search(before)
    if not article:
        return Edit(start, end, f"les années {number}")
    written = _WITH_YEARS.get(article["article"].lower(), "les")
    if article["article"][0].isupper():
        written = written.capitalize()
    return Edit(start - len(article.group()), end, f"{written} années {number}")
