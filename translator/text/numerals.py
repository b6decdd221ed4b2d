"""How each language writes numbers: 1,234.5 and $5 and 50% in English, 1 234,5 and 5 $ and 50 % in French.

Only what can be read in one way is rewritten. A point between digits may be a version's or a section's, so English
decimals change where a unit, a currency or a word for a measure stands by them; a French comma before exactly three
digits may be an Englishman's, so it stays. 8 h 15 is 8:15 where the words beside it say that it is a time of day; it
may be how long something takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from translator.text.edits import Edit
from translator.text.items import find_items
from translator.text.normalise import normalise

Spacing = Literal["full", "plain", "off"]

_SPACES = " \u00a0\u202f"
_SPLIT = re.compile(
    rf"(?P<sign>[+\-−]?)(?P<currency>[$€£¥]?)(?P<gap>[{_SPACES}]?)(?P<digits>\d[\d.,{_SPACES}]*?)(?P<space>[{_SPACES}]?)(?P<unit>[^\d{_SPACES}.,\-–−/:×].*)?"
)
_PARTS = ("sign", "currency", "gap", "digits", "space", "unit")
_ENGLISH_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_FRENCH_GROUPS = re.compile(rf"[1-9]\d{{0,2}}(?:[{_SPACES}]\d{{3}})+(?:,\d+)?")
_ENGLISH_DECIMAL = re.compile(r"\d+\.\d+")
_FRENCH_DECIMAL = re.compile(r"0,\d+|\d+,(?!\d{3}$)\d+")
_MEASURED = re.compile(
    rf"[{_SPACES}](?:millions?|milliards?|fois|points?|ans|euros?|dollars?|livres?|francs?|pour cent|degrés?|"
    r"heures?|minutes?|secondes?|(?:kilo|centi|milli)?mètres?|kilos?|(?:kilo|milli)?grammes?|litres?|tonnes?|hectares?|pouces?|pieds?|miles?)\b"
)
_MAGNITUDE = re.compile(rf"[{_SPACES}](?:millions?|milliards?|billions?|trillions?|mille|thousand)\b")
_CURRENCIES = "$€£¥"
_FRENCH_CLOCK = re.compile(rf"(\d{{1,2}})[{_SPACES}]?h(?:[{_SPACES}]?([0-5]\d))?")
_ENGLISH_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
_AT = {
    "en": re.compile(r"\b(?:at|from|until|till|by|before|after|since|around)\s$", re.IGNORECASE),
    "fr": re.compile(r"(?:^|[\s'’])(?:à|de|dès|depuis|avant|après|vers)\s$", re.IGNORECASE),
}
_THAT_LEAVES = {"en": re.compile(r"\s(?:train|bus|flight|plane|ferry|show|class)\b"), "fr": re.compile(r"(?!)")}
LAST_HOUR = 24
_FRENCH_SUM = re.compile(rf"[{_SPACES}](millions?|milliards?)(?!\w)(?! d[e'’])")
_OF_MONEY = {"$": "de dollars", "€": "d'euros", "£": "de livres", "¥": "de yens"}


def rewritten(number: str, language: str, *, before: str = "", following: str = "", spacing: Spacing = "plain") -> str:
    """A number of the one language as the other writes it; itself where it could be read in two ways.

    Args:
        number: as the other language writes it, with its sign, currency or unit.
        language: that it is to be written in, "fr" or "en".
        before, following: the text on its sides.
        spacing: "full" for no-break spaces, "plain" for ordinary ones.
    """
    if spacing == "off":
        return number
    if clock := (_FRENCH_CLOCK if language == "en" else _ENGLISH_CLOCK).fullmatch(number):
        is_time = _AT[language].search(before) or _THAT_LEAVES[language].match(following)
        if not is_time or int(clock[1]) > LAST_HOUR:
            return number
        if language == "en":
            return f"{clock[1]}:{clock[2] or '00'}"
        wide = "\u00a0" if spacing == "full" else " "
        return f"{int(clock[1])}{wide}h" + (f"{wide}{clock[2]}" if clock[2] != "00" else "")
    found = _SPLIT.fullmatch(number)
    if not found:
        return number
    sign, currency, gap, digits, space, unit = (found[name] or "" for name in _PARTS)
    if language == "fr":
        narrow, wide = ("\u202f", "\u00a0") if spacing == "full" else (" ", " ")
        if _ENGLISH_GROUPS.fullmatch(digits):
            digits = digits.replace(",", narrow).replace(".", ",")
        elif _ENGLISH_DECIMAL.fullmatch(digits) and (currency or unit or _MEASURED.match(following)):
            digits = digits.replace(".", ",")
        elif not digits.isdecimal():
            return number
        if currency and not unit and not _MAGNITUDE.match(following):
            return f"{sign}{digits}{wide}{currency}"
        if unit in ("%", "‰"):
            space = wide
        return f"{sign}{currency}{gap}{digits}{space}{unit}"
    if _FRENCH_GROUPS.fullmatch(digits):
        whole, _, fraction = digits.partition(",")
        digits = re.sub(rf"[{_SPACES}]", ",", whole) + (f".{fraction}" if fraction else "")
    elif _FRENCH_DECIMAL.fullmatch(digits):
        digits = digits.replace(",", ".")
    elif not digits.isdecimal():
        return number
    if unit and unit in _CURRENCIES and not currency and not _MAGNITUDE.match(following):
        return f"{sign}{unit}{digits}"
    if unit in ("%", "‰"):
        space = ""
    return f"{sign}{currency}{gap}{digits}{space}{unit}"


def numeral_edits(source: str, text: str, language: str, spacing: Spacing = "full") -> Iterator[Edit]:
    """Edits that write the source's numbers as the language of the translation does.

    Args:
        source: the text that was translated.
        text: its translation, with the source's numbers as they were.
        language: of the translation, "fr" or "en".
        spacing: as in `rewritten`; "off" gives none.
    """
    if spacing == "off":
        return
    given = {normalise(source[item.start : item.end]) for item in find_items(source) if item.kind == "number"}
    if not given:
        return
    for item in find_items(text):
        number = text[item.start : item.end]
        if item.kind == "number" and normalise(number) in given:
            if language == "fr" and (amount := _sum_of_money(number, text, item.end, spacing)):
                yield Edit(item.start, *amount)
                continue
            beside = text[max(0, item.start - 20) : item.start], text[item.end : item.end + 20]
            new = rewritten(number, language, before=beside[0], following=beside[1], spacing=spacing)
            if new != number:
                yield Edit(item.start, item.end, new)


def _sum_of_money(number: str, text: str, end: int, spacing: Spacing) -> tuple[int, str] | None:
    """$3.5 millions as 3,5 millions de dollars, with where it ends in the text; None if it is no such sum."""
    following = _FRENCH_SUM.match(text, end)
    if number[0] not in _OF_MONEY or not following:
        return None
    amount = rewritten(number[1:].lstrip(_SPACES), "fr", following=following.group(), spacing=spacing)
    money = _OF_MONEY[number[0]].replace("'", "’" if spacing == "full" else "'")
    return following.end(), f"{amount} {following.group(1)} {money}"
