"""What may be wrong with a translation so that it is searched again: names lost, circles, words said twice in a row."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from translator.decoding.repetition import echoes, repeats, stammers
from translator.decoding.writing import Written
from translator.text.items import Item
from translator.text.repair.acronyms import lost_acronyms
from translator.text.repair.names import lost_names
from translator.text.segments import Segment

LEAST_SAID = 0.6  # words for one of the source's, in what may take the place of a translation that says things twice


def lost_items(text: str, written: Written, languages: tuple[str, str]) -> list[Item]:
    """The names and acronyms in a text that its translation has not, as items to keep.

    Args:
        text: the whole source.
        written: the translation of a segment of it.
        languages: of both.

    Raises:
        TranslatorError: a list of words or acronyms is missing or damaged.
    """
    names = lost_names(
        text, written.place, written.source_spans, written.text, written.target_spans, written.weights, languages
    )
    offset = written.place[0]
    acronyms = lost_acronyms(text[slice(*written.place)], written.text, languages)
    items = [
        *(Item(offset + start, offset + end, "name", writes=writes) for (start, end), writes in acronyms),
        *(Item(*name, "name") for name in names),
    ]
    return [item for i, item in enumerate(items) if not any(_overlap(item, other) for other in items[:i])]


def with_items(segment: Segment, items: Sequence[Item]) -> Segment:
    """The segment with items to keep, each with whatever is kept within it."""
    others = [item for item in segment.items if not any(_overlap(item, one) for one in items)]
    return dataclasses.replace(segment, items=tuple(sorted([*others, *items], key=lambda item: item.start)))


def goes_in_circles(source: str, parts: Sequence[Written]) -> bool:
    """Whether what was written repeats a run of words, and the source that was read nothing like it."""
    if not any(repeats(part.text) for part in parts):
        return False
    # What is elided counts as a word: "c'est le début d'un" is "it's the beginning of a".
    return not repeats(" ".join(re.findall(r"\w+", source)))


def is_stammered(source: str, parts: Sequence[Written]) -> bool:
    """Whether what was written has a word twice in a row, and the source that was read nothing like it."""
    return any(stammers(part.text) for part in parts) and not echoes(source)


def says_enough(source: str, parts: Sequence[Written]) -> bool:
    """Whether what was written is not much shorter than the source: more may be lost than what was said twice."""
    written = sum(len(part.text.split()) for part in parts)
    return written >= LEAST_SAID * len(source.split())


def is_fluent(source: str, parts: Sequence[Written]) -> bool:
    """Whether what was written says enough and neither goes in circles nor stammers."""
    return not goes_in_circles(source, parts) and not is_stammered(source, parts) and says_enough(source, parts)


def _overlap(one: Item, other: Item) -> bool:
    return one.start < other.end and other.start < one.end
