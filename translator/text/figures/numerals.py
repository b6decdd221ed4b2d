"""How each language writes numbers: 1,234.5 and $5 and 50% in English, 1 234,5 and 5 $ and 50 % in French.

Only what can be read in one way is rewritten. A point between digits may be a version's or a section's, so English
decimals change where a unit, a currency or a word for a measure stands by them; three digits after a point or a French
comma may be thousands after another country's custom. Times of day are the clock's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from translator.text.edits import Edit
from translator.text.figures.clock import clock_rewritten, is_time_of_day
from translator.text.items import Item, find_items
from translator.text.normalise import SPACES as _S
from translator.text.normalise import normalise
from translator.text.patterns import Pattern

Spacing = Literal["full", "plain", "off"]

BESIDE = 40  # characters on each side that are looked at
_PARTS = ("sign", "currency", "gap", "digits", "space", "unit")
_SPLIT = Pattern(
    rf"(?P<sign>[+\-−]?)(?P<currency>[$€£¥]?)(?P<gap>[{_S}]?)(?P<digits>[0-9][0-9.,{_S}]*?)"
    rf"(?P<space>[{_S}]?)(?P<unit>(?!x[0-9])[^0-9{_S}.,\-–−:×].*)?"
)
_ENGLISH_GROUPS = Pattern(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_FRENCH_GROUPS = Pattern(rf"[1-9][0-9]{{0,2}}(?:[{_S}][0-9]{{3}})+(?:,[0-9]+)?")
_ENGLISH_DECIMAL = Pattern(r"(?:0|[0-9]+(?!\.[0-9]{3}$)|[0-9]{4,})\.[0-9]+")
_FRENCH_DECIMAL = Pattern(r"(?:0|[0-9]+(?!,[0-9]{3}$)|[0-9]{4,}),[0-9]+")
_MEASURED = Pattern(
    rf"[{_S}](?:millions?|milliards?|fois|points?|ans|euros?|dollars?|livres?|francs?|pour cent|degrés?|"
    r"heures?|minutes?|secondes?|(?:kilo|centi|milli)?mètres?|kilos?|(?:kilo|milli)?grammes?|litres?|tonnes?|hectares?|"
    r"pouces?|pieds?|miles?)\b"
)
# A currency's sign stays where it is before such words, and next to the other end of a range.
_CURRENCIES = "$€£¥"
_TAKES_SIGN = Pattern(
    rf"[{_S}](?:millions?|milliards?|billions?|trillions?|mille|thousand|bn|Mds?|[MmKk]|dollars?|euros?|pounds?|livres?|"
    rf"yens?|USD|EUR|GBP|CAD|CHF|[0-9]{{2}}(?![0-9]))(?!\w)|-\w",
    re.IGNORECASE,
)
_RANGE = r"(?:[–—−-]|à|to|ou|or|et|and)"
_RANGE_BEFORE = Pattern(rf"[0-9][{_S}]?[$€£¥%]?[{_S}]?{_RANGE}[{_S}]?$")
_RANGE_AFTER = Pattern(rf"[{_S}]?{_RANGE}[{_S}]?[$€£¥]?[0-9]")
# What follows these is a label: a telephone's, a verse's, a colour's number.
_LABEL = Pattern(
    r"(?:n[°º]|\b(?:nos?\.?|number|numéro|ref\.?|réf\.?|reference|code|tel\.?|phone|call|dial|articles?|pages?|pp?\.|chapters?|"
    r"sections?|verses?|figures?|tables?|paragraphs?|lines?|questions?|exercises?)|\b[A-Z]\w*):?\s$",
)
_NO_AGE = Pattern(r".*[$€£¥:].*")  # a price or a time
_YEARS_OLD = Pattern(rf"[{_S}]ans\b")
_HOURS = Pattern(rf"[{_S}]heures?\b")  # which a time in figures says itself
_FRENCH_SUM = Pattern(rf"[{_S}](?:millions?|milliards?)(?!\w)(?! (?:de |d['’])(?:dollars|euros|livres|yens))")
_OF_MONEY = {"$": "de dollars", "€": "d'euros", "£": "de livres", "¥": "de yens"}
_BRACKETS = ("()", "[]", '""', "“”", "«»", "''")


@dataclass(frozen=True)
class Context:
    """The text on both sides of a number, as far as it matters, and what the source says of it.

    Attributes:
        time_of_day: as `is_time_of_day`.
    """

    before: str = ""
    after: str = ""
    time_of_day: bool | None = None

    @property
    def in_range(self) -> bool:
        """Whether another number stands at the other end of a dash or a word like it."""
        return bool(_RANGE_BEFORE.search(self.before) or _RANGE_AFTER.match(self.after))


def rewritten(number: str, language: str, context: Context | None = None, spacing: Spacing = "plain") -> str:
    """A number of the one language as the other writes it; itself where it could be read in two ways.

    Args:
        number: as the other language writes it, with its sign, currency or unit.
        language: that it is to be written in, "fr" or "en".
        context: what stands beside it.
        spacing: "full" for no-break spaces, "plain" for ordinary ones.
    """
    context = context or Context()
    if spacing == "off" or any(c.isdecimal() and not c.isascii() for c in number):
        return number
    if number[:1] + number[-1:] in _BRACKETS:
        inside = rewritten(number[1:-1], language, context, spacing)
        return f"{number[0]}{inside}{number[-1]}"
    wide = "\u00a0" if spacing == "full" else " "
    time = clock_rewritten(number, language, context.before, context.after, wide, certain=context.time_of_day)
    if time is not None:
        return time
    found = _SPLIT.fullmatch(number)
    if not found:
        return number
    parts = {name: found[name] or "" for name in _PARTS}
    return _in_french(number, parts, context, spacing) if language == "fr" else _in_english(number, parts, context)


def _in_french(number: str, parts: dict[str, str], context: Context, spacing: Spacing) -> str:
    sign, currency, gap, digits, space, unit = parts.values()
    narrow, wide = ("\u202f", "\u00a0") if spacing == "full" else (" ", " ")
    if _ENGLISH_GROUPS.fullmatch(digits) and (currency or unit or not _LABEL.search(context.before)):
        digits = digits.replace(",", narrow).replace(".", ",")
    elif _ENGLISH_DECIMAL.fullmatch(digits) and (currency or unit or _MEASURED.match(context.after)):
        digits = digits.replace(".", ",")
    elif not digits.isdecimal():
        return number
    if currency and unit and not unit.startswith("/"):
        return number  # $5m: of millions
    if currency:
        if _TAKES_SIGN.match(context.after):
            return number
        return f"{sign}{currency}{gap}{digits}{unit}" if context.in_range else f"{sign}{digits}{wide}{currency}{unit}"
    return f"{sign}{digits}{wide if unit in ('%', '‰') else space}{unit}"


def _in_english(number: str, parts: dict[str, str], context: Context) -> str:
    sign, currency, gap, digits, space, unit = parts.values()
    plain = not (currency or unit)
    if _FRENCH_GROUPS.fullmatch(digits) and not (plain and (sign == "+" or _LABEL.search(context.before))):
        whole, _, fraction = digits.partition(",")
        digits = re.sub(rf"[{_S}]", ",", whole) + (f".{fraction}" if fraction else "")
    elif _FRENCH_DECIMAL.fullmatch(digits) and not (plain and _LABEL.search(context.before)):
        digits = digits.replace(",", ".")
    elif not digits.isdecimal():
        return number
    if unit and unit[0] in _CURRENCIES and unit[1:2] in ("", "/") and not currency:
        if _TAKES_SIGN.match(context.after):
            return number
        if not context.in_range:
            return f"{sign}{unit[0]}{digits}{unit[1:]}"
    return f"{sign}{currency}{gap}{digits}{'' if unit in ('%', '‰') else space}{unit}"


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
    given = _numbers_of(source, language)
    if not given:
        return
    for item, number, time_of_day in _numbers_from(given, text, language):
        context = Context(*_beside(text, item), time_of_day=time_of_day)
        if language == "fr" and number[0] in _OF_MONEY and (big := _FRENCH_SUM.match(text, item.end)):
            amount = rewritten(number[1:].lstrip(_S), "fr", Context(after=context.after), spacing)
            if not context.in_range and amount[0].isdecimal() and amount[-1].isdecimal():
                money = _OF_MONEY[number[0]].replace("'", "’" if spacing == "full" else "'")
                yield Edit(item.start, item.end, amount)
                yield Edit(big.end(), big.end(), f" {money}")
            continue
        new = rewritten(number, language, context, spacing)
        end = item.end
        if language == "fr" and _NO_AGE.fullmatch(number):
            # Of "at 8:00 on Monday" the shipped networks make an age, as of "will be 20 on Monday", or "8:00 heures".
            too_much = _YEARS_OLD.match(text, end) or (new != number and ":" in number and _HOURS.match(text, end))
            end = too_much.end() if too_much else end
        if new != text[item.start : end]:
            yield Edit(item.start, end, new)


def _numbers_of(source: str, language: str) -> dict[str, list[bool | None]]:
    """The source's numbers as a translation into the language holds them; of each, whether it is a time of day."""
    found: dict[str, list[bool | None]] = {}
    for item in find_items(source):
        if item.kind != "number":
            continue
        number = normalise(source[item.start : item.end])
        if language == "fr":
            found.setdefault(item.reads or number, []).append(True if item.reads else None)
        else:
            found.setdefault(number, []).append(is_time_of_day(number, *_beside(source, item)))
    return found


def _numbers_from(
    given: dict[str, list[bool | None]], text: str, language: str
) -> Iterator[tuple[Item, str, bool | None]]:
    """The source's numbers in a translation; each with what it says, and what the source says of it.

    Of several alike, the first is the source's first if there are as many; else that counts which is said of all.
    """
    items = [item for item in find_items(text) if item.kind == "number"]
    counts = Counter(normalise(text[item.start : item.end]) for item in items)
    seen: Counter[str] = Counter()
    for item in items:
        number = text[item.start : item.end]
        name = normalise(number)
        if item.reads and language == "fr":  # a half day that stood alone, and was copied
            yield item, item.reads, True
        elif told := given.get(name):
            of_all = told[0] if len(set(told)) == 1 else None
            yield item, number, told[seen[name]] if counts[name] == len(told) else of_all
            seen[name] += 1


def _beside(text: str, item: Item) -> tuple[str, str]:
    return text[max(0, item.start - BESIDE) : item.start], text[item.end : item.end + BESIDE]
