"""Readings: a segment of a text as the network gets it, with stand-ins for what it must not touch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from translator.text.abbreviations import abbreviation_readings, year_of_era
from translator.text.edits import Edit, Edited, Span, outside
from translator.text.figures.ages import age_readings
from translator.text.figures.decades import as_decade, read_decade
from translator.text.figures.ordinals import as_ordinal, roman_ordinals_in_figures
from translator.text.inclusive import inclusive_readings
from translator.text.items import Item
from translator.text.normalise import normalise
from translator.text.patterns import Pattern
from translator.text.quotation import quotation_readings
from translator.text.repair.accents import accent_readings, typed_accents
from translator.text.repair.casing import calm, is_heading, is_shouted, shouted_word
from translator.text.repair.follow import is_common
from translator.text.repair.places import Drawn, drawn_places
from translator.text.repair.shorthand import APOSTROPHES, shorthand_readings
from translator.text.repair.spelling import spelling_readings
from translator.text.segments import Segment
from translator.text.tokenizer import Tokenizer
from translator.text.vocabulary.known import has_its_own_capital, is_known_word

# Words that the shipped models copy more surely than others (tests/benchmarks/stress.py tells by how much).
# Both languages have the same name for each.
NAMES = ("Boston", "Tom", "Kate", "Tokyo", "John", "Linda", "Jack", "Paris", "Maria", "Bill", "Ken", "Max")
PLACES = ("Boston", "Tokyo", "Paris", "Chicago", "Berlin", "Madrid")
PERSONS = tuple(name for name in NAMES if name not in PLACES)
_NEAR = len("près de ")
_FAR = 1000  # characters of the text around that say whether its writer types accents and apostrophes
_IN_PLACE = Pattern(r"\b(?:à|près de|in|at|near) $", re.IGNORECASE)  # before a place, not a person
_WITH_ARTICLE = Pattern(r"L(?:a|e|es) ")
NUMBERS = ("20", "30", "50", "40", "15", "12", "18", "25", "60", "10")
ATTEMPTS = 3  # with other stand-ins each time; what is lost then is cut out of the sentence


@dataclass(frozen=True)
class StandIn:
    """What the network is to copy in an item's stead, as a token of its own.

    Attributes:
        decade: the number of a decade in figures; else empty.
    """

    written: str
    item: Item
    original: str
    decade: str = ""


@dataclass(frozen=True)
class Reading:
    """What goes to the network.

    Attributes:
        segment: where it comes from.
        masked: the segment's text with stand-ins; its places count from the segment's start.
        stand_ins: in order; a number that the network is trusted with stands for itself.
        pieces: of the masked text.
        spans: character range of each piece in the masked text.
        shouted: whether the text was in capitals.
    """

    segment: Segment
    masked: Edited
    stand_ins: tuple[StandIn, ...]
    pieces: list[int]
    spans: list[Span]
    shouted: bool

    def source_spans(self) -> list[Span]:
        """Character range of each piece in the whole text."""
        offset = self.segment.start
        backs = self.masked.all_back(self.spans)
        return [(start + offset, end + offset) for start, end in backs] if offset else backs


def read(text: str, segment: Segment, tokenizer: Tokenizer, language: str, attempt: int = 0) -> Reading:
    """Make what the network reads of a segment.

    Args:
        text: the whole text.
        segment: a spoken one.
        tokenizer: of the model.
        language: of the text.
        attempt: from 0; the first one trusts the network with numbers, later ones use other stand-ins.
    """
    part = text[segment.start : segment.end]
    held = {(item.start - segment.start, item.end - segment.start) for item in segment.items if item.kind == "hold"}
    drawn = [place for place in drawn_places(part) if place.name in held] if held else []
    stand_ins = tuple(_stand_ins(part, segment, attempt, drawn)) if segment.items else ()
    by_start = {stand_in.item.start: stand_in.written for stand_in in stand_ins}
    edits = [
        Edit(
            item.start - segment.start,
            item.end - segment.start,
            " " if item.kind == "break" else by_start.get(item.start, ""),
        )
        for item in segment.items
    ]
    readings = [
        *roman_ordinals_in_figures(part),
        *inclusive_readings(part),
        *abbreviation_readings(part),
        *quotation_readings(part),
        *age_readings(part),
        *(place.edit for place in drawn),
    ]
    edits += _apart(readings, edits)
    bare = Edited(part, [Edit(edit.start, edit.end, " ") for edit in edits]).text
    word = shouted_word(bare)
    shouted = is_shouted(bare) or (word is not None and (is_common(word) or tokenizer.is_word(word)))
    if shouted:
        part = calm(part)
    elif not segment.items and is_heading(part) and _knows_better_small(part, tokenizer):
        part = part[0].lower() + part[1:]
    around = text[max(0, segment.start - _FAR) : segment.end + _FAR]
    short = shorthand_readings(part, language, bare=APOSTROPHES.isdisjoint(around), shouted=shouted)
    edits += _apart(outside(short, ()), edits)
    if language == "fr" and not typed_accents(around):
        edits += _apart(accent_readings(part), edits)
    if not shouted:  # where names cannot be told
        edits += _apart(outside(spelling_readings(part, language), ()), edits)
    masked = Edited(part, edits)
    pieces, spans = tokenizer.encode_with_spans(masked.text)
    return Reading(segment, masked, stand_ins, pieces, spans, shouted)


def _apart(readings: Iterable[Edit], edits: Sequence[Edit]) -> list[Edit]:
    """Those that touch none of the edits."""
    return [one for one in readings if not any(one.start < kept.end and kept.start < one.end for kept in edits)]


def _knows_better_small(heading: str, tokenizer: Tokenizer) -> bool:
    """Whether the first word is better known with a small letter: a word's pieces are others with a capital, rare ones.

    Of a text that begins as sentences do only the English infinitive alone.
    """
    word, *others = heading.split()
    small = word.lower()
    if (others and is_common(small) and not (word == "To" and len(others) == 1)) or has_its_own_capital(word):
        return False
    return is_known_word(small) or len(tokenizer.encode(small)) < len(tokenizer.encode(word))


def _stand_ins(part: str, segment: Segment, attempt: int, drawn: Sequence[Drawn]) -> Iterator[StandIn]:
    names, numbers = _unused(NAMES, part, attempt), _unused(NUMBERS, part, attempt)
    places = _unused((*PLACES, *PERSONS), part, attempt)
    persons = _unused(PERSONS, part, attempt)
    taken: set[str] = set()
    articles = {place.name: f"{place.article} " for place in drawn}
    for item in segment.items:
        if item.kind not in ("hold", "name", "number"):
            continue
        start, end = item.start - segment.start, item.end - segment.start
        original = part[start:end]
        if item.kind == "number" and (decade := as_decade(part, start, end)):
            yield StandIn(read_decade(decade, original, part, attempt), item, original, decade)
            continue
        if item.kind == "name":
            near_place = _IN_PLACE.search(part[max(0, start - _NEAR) : start])
            written = next(name for name in (places if near_place else persons) if name not in taken)
            taken.add(written)
            yield StandIn(written, item, item.writes or original)
            continue
        number = next(numbers) if attempt else item.reads or year_of_era(original) or normalise(original)
        if attempt and (ordinal := as_ordinal(original)):
            number += ordinal[1]
        written = number
        if item.kind == "hold":
            original = articles.get((start, end), "") + original
            in_place = (start, end) in articles or _IN_PLACE.search(part[max(0, start - _NEAR) : start])
            among = places if in_place and _WITH_ARTICLE.match(original) else names
            written = next(name for name in among if name not in taken)
            taken.add(written)
        yield StandIn(written, item, original)


def _unused(words: Sequence[str], part: str, attempt: int) -> Iterator[str]:
    """Words that the text does not hold, another one first at each attempt; more than anybody needs."""
    free = [word for word in words if word not in part] or list(words)
    shift = attempt % len(free)
    yield from free[shift:] + free[:shift]
    number = 100
    while True:
        yield str(number)
        number += 1
