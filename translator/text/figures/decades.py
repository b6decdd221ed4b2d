"""Decades: the 1980s, the '90s in English, les années 1980, les années 90 in French."""

from __future__ import annotations

import re

from translator.text.edits import Edit
from translator.text.normalise import SPACES as _S
from translator.text.patterns import Pattern

PART = r"(?:[Ee]arly|[Mm]id|[Ll]ate)"  # of a decade, before it
_OF_ITS_TIME = r"(?=[ ](?:music|hits?|songs?|fashion|style|pop|rock|movies?|films?|kids?|part(?:y|ies))\b)"
# "80s" alone may be seconds.
ENGLISH_DECADES = (
    r"(?:1[0-9]|20)\d0['’]?s|['’][1-9]0s|(?<=\b[Tt]he[ \u00a0])[2-9]0['’]?s|(?<=\b[Mm]id[ -])[1-9]0s"
    r"|(?<=\b[Ee]arly[ -])[1-9]0s|(?<=\b[Ll]ate[ -])[1-9]0s|(?<=\broaring )[1-9]0s|(?<=\bswinging )[1-9]0s"
    r"|(?<=0s,[ \u00a0])[1-9]0s|(?<=0s[ \u00a0]and[ \u00a0])[1-9]0s|(?<=0s[ \u00a0]or[ \u00a0])[1-9]0s"
    rf"|[1-9]0s{_OF_ITS_TIME}"
)
_ENGLISH = Pattern(rf"(?:{ENGLISH_DECADES})(?!\w)")
_TIMER = Pattern(r"[ -](?:marks?|timers?|timeouts?|notes?|bills?|intervals?)\b")
_WEATHER = Pattern(r"\b(?:temperatures?|thermometers?|highs|lows)\b|°", re.IGNORECASE)
_NUMBER = Pattern(r"(?:1[0-9]|20)?[0-9]0")
_LIST = rf"(?:['’]?(?:1[0-9]|20)?[0-9]0s?(?:,[{_S}]|[{_S}](?:et|ou)[{_S}]))*"
_AFTER_YEARS = Pattern(rf"\bann[ée]es[{_S}]{_LIST}$", re.IGNORECASE)
# "Il y a des années 40 pays", "quelques années 30 personnes": years that are counted, and a number of something else.
_COUNTED = Pattern(
    rf"\b(?:(?:a|fait)[{_S}]des|toutes[{_S}](?:ces|les)|quelques|plusieurs|(?:derni|premi)ères|prochaines|longues|\w+aine[{_S}]"
    rf"d['’]|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|trente|cent|mille|\d+)[{_S}]?ann[ée]es[{_S}]$",
    re.IGNORECASE,
)
_UNIT = Pattern(rf"[{_S}]?(?:%|(?:fois|personnes|pays|jours|kilos|euros|ans)\b)")
_BESIDE = 60  # characters that are looked at
_YEARS_OLD = Pattern(rf"[{_S}]ans\b")  # networks that know "80" from ages alone write it
_YEARS_BEFORE = Pattern(r"\byears[ \u00a0]$")
_YEARS_AFTER = Pattern(r"[ \u00a0]years(?:[ \u00a0]old)?\b")
_WANTS_THE = Pattern(r"\b(?:of|from|in|since|during|between|until|through)[ \u00a0]$", re.IGNORECASE)
_NOUN_AFTER = Pattern(r"[ \u00a0](?!(?:to|and|or|until|when|were|was|had|are|is|in|on|at|by|with|that|which|who)\b)\w")
_ARTICLE = Pattern(
    rf"(?:\b(?:les?|de[{_S}]la|la|des?|du|à[{_S}]la|à|aux?|en|ces|mes|tes|ses|nos|vos|leurs)[{_S}]|\b[ld]['’])$",
    re.IGNORECASE,
)
_WITH_YEARS = {
    **dict.fromkeys(("de", "du", "des", "de la", "d'"), "des"),
    **dict.fromkeys(("à", "à la", "au", "aux"), "aux"),
    **{word: word for word in ("ces", "mes", "tes", "ses", "nos", "vos", "leurs")},
    "en": "dans les",
}
_NOUN_BEFORE = Pattern(
    rf"(?!\b(?:dans|pour|sur|par|depuis|avant|après|et|ou|entre|vers|sous|que)[{_S}])\b[a-zà-ÿ]+[{_S}]$"
)
_OTHERS = {2: ("70", "60", "80", "50", "90"), 4: ("1970", "1960", "1980", "1950", "1990")}


def as_decade(text: str, start: int, end: int) -> str | None:
    """The number in figures if ``text[start:end]`` is a decade: 1980 of 1980s, 80 of années 80; else None."""
    return _english_decade(text, start, end) or _french_decade(text, start, end)


def _english_decade(text: str, start: int, end: int) -> str | None:
    found = _ENGLISH.match(text, start)
    if not found or found.end() != end:
        return None
    number = text[start:end].strip("'’s")
    may_be_measure = len(number) == len("80") and text[start].isdecimal()
    return None if may_be_measure and (_TIMER.match(text, end) or _WEATHER.search(text)) else number


def _french_decade(text: str, start: int, end: int) -> str | None:
    before = text[max(0, start - _BESIDE) : start]
    if not _NUMBER.fullmatch(text[start:end]) or not _AFTER_YEARS.search(before):
        return None
    may_be_counted = end - start == len("80")
    return None if may_be_counted and (_COUNTED.search(before) or _UNIT.match(text, end)) else text[start:end]


def read_decade(number: str, original: str, text: str, attempt: int) -> str:
    """What a network reads of a decade: 90s of '90s, 1980s of 1980's; in French its number alone.

    Args:
        number: the decade's, in figures.
        original: as it stands in the text.
        text: that it stands in.
        attempt: from 0; at later ones another decade, which the text has not.
    """
    others = [other for other in _OTHERS[len(number)] if other not in text]
    number = others[attempt % len(others)] if attempt and others else number
    return f"{number}s" if original.endswith("s") else number


def decade_edits(text: str, read: str, numbers: list[str], language: str) -> list[Edit] | None:
    """The edits that write decades in a translation well; None if they are not there as often as they should be.

    Args:
        text: the translation.
        read: what the network read, in figures.
        numbers: which decades are meant, in their order, in figures.
        language: of the translation, "fr" or "en".
    """
    pattern = rf"(?<![\w.,+$€£-])['’]?{read}(?:['’]?s)?(?!\w|[.,:]\d|[{_S}]?%|[{_S}]\d{{3}}\b|-\w)"
    found = [one.span() for one in re.finditer(pattern, text)]
    if len(found) != len(numbers):
        return None
    written = _in_english if language == "en" else _in_french
    return [written(text, number, *span) for number, span in zip(numbers, found, strict=True)]


def _in_english(text: str, number: str, start: int, end: int) -> Edit:
    before, after = _YEARS_BEFORE.search(text[max(0, start - _BESIDE) : start]), _YEARS_AFTER.match(text, end)
    start, end = start - len(before.group() if before else ""), after.end() if after else end
    article = _WANTS_THE.search(text[max(0, start - _BESIDE) : start]) and not _NOUN_AFTER.match(text, end)
    return Edit(start, end, f"{'the ' if article else ''}{number}s")


def _in_french(text: str, number: str, start: int, end: int) -> Edit:
    if age := _YEARS_OLD.match(text, end):
        end = age.end()
    before = text[max(0, start - _BESIDE) : start]
    if _AFTER_YEARS.search(before) or re.search(rf"0s?(?:,[{_S}]|[{_S}](?:et|ou)[{_S}])$", before):
        return Edit(start, end, number)
    article = _ARTICLE.search(before)
    word = article.group().strip(" \u00a0\u202f").lower().replace("’", "'") if article else ""
    written = _WITH_YEARS.get(word, "les") if article or not _NOUN_BEFORE.search(before) else "des"
    start -= len(article.group()) if article else 0
    capital = not text[:start].strip() and not text[start : start + 1].islower()
    return Edit(start, end, f"{written.capitalize() if capital else written} années {number}")
