"""Abbreviations that both languages have in their own ways: e.g. and p. ex., No. 5 and n° 5, $10/hour and 10 $/heure.

A network reads a stand-in for them; here they become the other language's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.text.edits import Edit
from translator.text.patterns import Pattern

# Without their last point, which may be the sentence's.
SHORT = r"(?:[A-Za-z]\.){1,5}[A-Za-z]|[Pp]\.[ \u00a0]ex|c\.-à-d|(?:(?:av\.|apr?\.|avant|après)[ \u00a0])?J\.-C|etc"
_LAST_POINT = r"(?:\.(?=\s*[a-zà-ÿ0-9,;:)!?(]))?"  # which is not the sentence's
_FRENCH_ERA = rf"(?:av\.|apr?\.|avant|après)[ \u00a0](?:J\.-C{_LAST_POINT}|Jésus-Christ|notre[ \u00a0]ère)"
_ENGLISH_ERA = rf"(?:BCE?|B\.C(?:\.E)?{_LAST_POINT}|CE|C\.E{_LAST_POINT}|AD|A\.D{_LAST_POINT})"
# Years with their era; AD may come first. Whether one is a year the words beside it tell (`is_era`).
ERAS = rf"\d{{1,5}}[ \u00a0](?:{_FRENCH_ERA}|{_ENGLISH_ERA})(?!\w)|(?:AD|A\.D\.)[ \u00a0]\d{{1,4}}(?!\w|[.,:]\d)"
_PAIRS = (("e.g.", "p. ex."), ("i.e.", "c.-à-d."))
_RATES = (
    ("hour", "heure"),
    ("day", "jour"),
    ("night", "nuit"),
    ("week", "semaine"),
    ("month", "mois"),
    ("year", "an"),
    ("person", "personne"),
)
PER = "|".join(word for pair in _RATES for word in pair)  # $10/hour
_SHORT = Pattern(r"(?<![\w.])(?:[Ee]\.g\.|[Ii]\.e\.|[Pp]\.[ \u00a0]ex\.|c\.-à-d\.)")
# At a text's end its last point may be the sentence's.
_STATES = Pattern(r"(?<![\w.@/-])U\.S\.(?P<last>A\.)?(?!\w)(?P<goes_on>(?=\s*\S))?")
_TWO_STOPS = Pattern(rf"(?<![\w.])(?:{SHORT})\.(\.)(?!\.)")
_NUMBER = Pattern(r"(?<!\w)(?:[Nn][°º]|[Nn]o\.)[ \u00a0]?(?=\d)")
_BEGINNING = Pattern(r"(?:^|[.!?…\n\t])[\s\"«(]*$")
_ERA = Pattern(
    r"(?P<first>(?:AD|A\.D\.)[ \u00a0])?(?P<year>\d{1,5})"
    rf"(?(first)|[ \u00a0](?P<era>{_FRENCH_ERA}|{_ENGLISH_ERA})(?!\w))"
)
_IN_FRENCH = Pattern(_FRENCH_ERA)
_CENTURY_ERA = Pattern(
    rf"(?<=siècle[ \u00a0])(?:{_ENGLISH_ERA})(?!\w)|(?<=millénaire[ \u00a0])(?:{_ENGLISH_ERA})(?!\w)"
    rf"|(?<=century[ \u00a0])(?:{_FRENCH_ERA})(?!\w)|(?<=millennium[ \u00a0])(?:{_FRENCH_ERA})(?!\w)"
    rf"|(?<=years[ \u00a0])(?:{_FRENCH_ERA})(?!\w)|(?<=ans[ \u00a0])(?:{_ENGLISH_ERA})(?!\w)"
)
# Else "5 CE certificates", "12 BC Street", "our AD 2024 budget" would be years.
_DATES_BEFORE = Pattern(
    r"(?:^|[(\[\"“«–—,;-]|\b(?:in|by|from|around|about|circa|ca?\.|since|until|till|between|to|before|after|and|or|year|"
    r"en|an|vers|depuis|jusqu['’]en|jusqu['’]à|avant|après|de|à|entre|et|ou|année))[ \u00a0]?$",
    re.IGNORECASE,
)
_PROPER = "Street|Avenue|Road|Place|Hydro|Ferries|Transit"
_SMALL_WORDS = "|".join(
    (
        "in|on|at|by|to|and|or|was|were|when|until|that|which|who|he|she|it|they|we|the|is|are|had|has|with|as|but|from",
        "of|for|during|under|after|before|a|an|à|au|aux|en|et|ou|il|elle|ils|elles|par|puis|le|la|les|que|qui|dans|sous",
        "lors|avant|après|jusque|fut|est|était|mais|pour|avec|sur|des|du|de",
    )
)
_NO_DATE_AFTER = Pattern(rf"[ \u00a0](?:{_PROPER}|(?!(?:{_SMALL_WORDS})\b|[ldjnsqu]+['’])[a-zà-ÿ])")
_LONGEST_BEFORE = 12
_RATE = Pattern(rf"(?:(?<=[\d$€£¥])|(?<=km))/({PER})\b")


def abbreviation_readings(text: str) -> Iterator[Edit]:
    """Edits that write what networks know without its points: US for U.S."""
    if "U.S." not in text:
        return
    for found in _STATES.finditer(text):
        stop = "" if found["goes_on"] is not None else "."
        yield Edit(*found.span(), f"US{'A' if found['last'] else ''}{stop}")


def is_era(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]``, which is like one of `ERAS`, is a year: French says so, else the words beside it."""
    if _IN_FRENCH.search(text[start:end]):
        return True
    before = text[max(0, start - _LONGEST_BEFORE) : start]
    return bool(_DATES_BEFORE.search(before) and not _NO_DATE_AFTER.match(text, end))


def year_of_era(text: str) -> str | None:
    """The year's number in figures, of 44 BC, AD 79, 44 av. J.-C.; None of anything else."""
    found = _ERA.fullmatch(text)
    return found["year"] if found else None


def _era(text: str, *, french: bool) -> str:
    before = text.startswith(("B", "av"))
    return ("av. J.-C." if before else "apr. J.-C.") if french else ("BC" if before else "AD")


def _end_with(written: str, text: str, end: int) -> int:
    """Where an edit ends whose own last point is the sentence's stop as well."""
    return end + (written.endswith(".") and text[end : end + 1] == "." and text[end + 1 : end + 2] != ".")


def abbreviation_edits(source: str, text: str, language: str) -> Iterator[Edit]:
    """Edits that write what was copied from the source as the language does.

    Args:
        source: the text that was translated.
        text: its translation, "fr" or "en".
        language: of the translation.
    """
    french = language == "fr"
    short = {pair[not french]: pair[french] for pair in _PAIRS}
    rates = {pair[not french]: pair[french] for pair in _RATES}
    for found in _SHORT.finditer(text):
        new = short.get(re.sub(r"\s", " ", found.group()).lower())
        if new and found.group() in source:
            yield Edit(*found.span(), new[0].upper() + new[1:] if found.group()[0].isupper() else new)
    for found in _TWO_STOPS.finditer(text):
        if found.group() not in source:
            yield Edit(*found.span(1), "")
    for found in _NUMBER.finditer(text):
        if found.group() in source:
            # English has a capital in "No." wherever it stands.
            begins = found.group()[1] != "o" or _BEGINNING.search(text[max(0, found.start() - 2) : found.start()])
            written = "N°" if found.group()[0] == "N" and begins else "n°"
            yield Edit(*found.span(), f"{written}\u00a0" if french else "No. ")
    eras = {source[one.start() : one.end()] for one in _ERA.finditer(source) if is_era(source, *one.span())}
    for found in _ERA.finditer(text):
        # The other language's alone: CE in French may be a works council.
        theirs = bool(_IN_FRENCH.search(found.group())) != french
        if theirs and found.group() in eras and (found["first"] or found["era"]):
            new = _era(found["era"] or found["first"], french=french)
            written = f"AD {found['year']}" if new == "AD" else f"{found['year']} {new}"
            yield Edit(found.start(), _end_with(written, text, found.end()), written)
    for found in _CENTURY_ERA.finditer(text):
        if found.group() not in source or bool(_IN_FRENCH.search(found.group())) == french:
            continue
        written = _era(found.group(), french=french)
        yield Edit(found.start(), _end_with(written, text, found.end()), written)
    for found in _RATE.finditer(text):
        if found[1] in rates and found.group() in source:
            yield Edit(*found.span(), f"/{rates[found[1]]}")
