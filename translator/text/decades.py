"""Decades: the 1980s, the '90s in English, les années 1980, les années 90 in French; and ages: in her mid-30s."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.text.edits import Edit
from translator.text.normalise import SPACES as _S
from translator.text.patterns import Pattern

# "80s" alone may be seconds.
ENGLISH_DECADES = (
    r"(?:1[0-9]|20)\d0['’]?s|['’][1-9]0s|(?<=\b[Tt]he[ \u00a0])[2-9]0['’]?s|(?<=\b[Mm]id[ -])[1-9]0s"
    r"|(?<=\b[Ee]arly[ -])[1-9]0s|(?<=\b[Ll]ate[ -])[1-9]0s|(?<=0s,[ \u00a0])[1-9]0s"
    r"|(?<=0s[ \u00a0]and[ \u00a0])[1-9]0s|(?<=0s[ \u00a0]or[ \u00a0])[1-9]0s"
)
_ENGLISH = Pattern(rf"(?:{ENGLISH_DECADES})(?!\w)")
# Of two digits they may be an age, a temperature, a measure of time, or money.
_AGE_BEFORE = Pattern(r"\b(?:his|her|my|your|their|our|its)[ \u00a0](?:(?:early|mid|late)[ -])?$", re.IGNORECASE)
_POSSESSIVE = r"\b(?:[Hh]is|[Hh]er|[Mm]y|[Yy]our|[Tt]heir|[Oo]ur)[ \u00a0]"
_AGE = Pattern(rf"{_POSSESSIVE}(?:(?:early|mid|late)[ -])?(?P<number>['’]?[1-9]0s)(?![\w-])")
_AGES = ("", "teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_MEASURE_AFTER = Pattern(r"[ -](?:marks?|timers?|timeouts?|notes?|bills?|intervals?)\b")
_WEATHER = Pattern(r"\b(?:temperatures?|degrees?|highs?|lows?|thermometers?)\b", re.IGNORECASE)
_NUMBER = Pattern(r"(?:1[0-9]|20)?[0-9]0")
_LIST = rf"(?:(?:1[0-9]|20)?[0-9]0(?:,[{_S}]|[{_S}](?:et|ou)[{_S}]))*"
_AFTER_YEARS = Pattern(rf"\bann[ée]es[{_S}]{_LIST}$", re.IGNORECASE)
# "Il y a des années 40 pays", "ces années 30 personnes": years that are counted, and a number of something else.
_FRENCH = Pattern(rf"(?:^|[^\w\s][{_S}]?|\b(?:les|des|aux|ces)[{_S}])ann[ée]es[{_S}]{_LIST}$", re.IGNORECASE)
_COUNTED = Pattern(
    rf"\b(?:a|fait|depuis|pendant)[{_S}](?:toutes[{_S}])?(?:des|ces|les)[{_S}]ann[ée]es[{_S}]$", re.IGNORECASE
)
_GOES_ON = Pattern(
    rf"(?![{_S}]?%)(?:[{_S}]?(?:$|[^\w{_S}])|[{_S}](?:et|ou|à|au|aux|de|du|des|d['’]|ont|étaient|sont|furent|en|dans|il|"
    r"elle|on|ils|elles|nous|je|j['’]|vous|tu|tout|tous|que|qu['’]|qui|pour|avec|sans|par|mais|se|s['’]|avaient|a|est|"
    r"était|un|une|le|la|les|l['’]|ne|n['’]|où)(?!\w)|\n)"
)
_LONGEST_BEFORE = 60
_YEARS_OLD = Pattern(rf"[{_S}]ans\b")  # networks that know "80" from ages alone write it
_YEARS_BESIDE = Pattern(r"\byears[ \u00a0]$"), Pattern(r"[ \u00a0]years(?:[ \u00a0]old)?\b")
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
_NOUN = Pattern(rf"(?!\b(?:dans|pour|sur|par|depuis|avant|après|et|ou|entre|vers|sous)[{_S}])\b[a-zà-ÿ]+[{_S}]$")


def as_decade(text: str, start: int, end: int) -> str | None:
    """The number in figures if ``text[start:end]`` is a decade: 1980 of 1980s, 80 of années 80; else None."""
    before = text[max(0, start - _LONGEST_BEFORE) : start]
    found = _ENGLISH.match(text, start)
    if found and found.end() == end:
        number = text[start:end].strip("'’s")
        doubtful = len(number) == len("80") and (
            _AGE_BEFORE.search(before) or _MEASURE_AFTER.match(text, end) or _WEATHER.search(text)
        )
        return None if doubtful else number
    is_decade = _NUMBER.fullmatch(text[start:end]) and _FRENCH.search(before) and not _COUNTED.search(before)
    return text[start:end] if is_decade and _GOES_ON.match(text, end) else None


def age_readings(text: str) -> Iterator[Edit]:
    """Edits that write ages in words, as networks know them: in her mid-thirties."""
    if "0s" not in text:
        return
    for found in _AGE.finditer(text):
        yield Edit(*found.span("number"), _AGES[int(found["number"].strip("'’")[0])])


def read_decade(number: str, text: str) -> str:
    """What a network reads of a decade: 90s of '90s, 1980s of 1980's; in French its number alone."""
    return f"{number}s" if text.endswith("s") else number


def decade_edits(text: str, number: str, count: int, language: str) -> list[Edit] | None:
    """The edits that write a decade in a translation well; None if its number is not there as often as it should be.

    Args:
        text: the translation.
        number: the decade's, in figures.
        count: how often the source has it.
        language: of the translation, "fr" or "en".
    """
    found = list(
        re.finditer(rf"(?<![\w.,+$€£-])['’]?{number}(?:['’]?s)?(?!\w|[.,:]\d|[{_S}]?%|[{_S}]\d{{3}}\b|-\w)", text)
    )
    if len(found) != count:
        return None
    written = _in_english if language == "en" else _in_french
    return [written(text, number, *one.span()) for one in found]


def _in_english(text: str, number: str, start: int, end: int) -> Edit:
    before = _YEARS_BESIDE[0].search(text[max(0, start - _LONGEST_BEFORE) : start])
    after = _YEARS_BESIDE[1].match(text, end)
    return Edit(start - len(before.group() if before else ""), after.end() if after else end, f"{number}s")


def _in_french(text: str, number: str, start: int, end: int) -> Edit:
    if age := _YEARS_OLD.match(text, end):
        end = age.end()
    before = text[max(0, start - _LONGEST_BEFORE) : start]
    if _AFTER_YEARS.search(before):
        return Edit(start, end, number)
    if article := _ARTICLE.search(before):
        written = _WITH_YEARS.get(article.group().strip(" \u00a0\u202f").lower().replace("’", "'"), "les")
        if article.group()[0].isupper():
            written = written.capitalize()
        return Edit(start - len(article.group()), end, f"{written} années {number}")
    return Edit(start, end, f"{'des' if _NOUN.search(before) else 'les'} années {number}")
