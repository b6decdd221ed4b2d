"""Segments: what a text is cut into for the network, and what of it is copied without asking the network."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from translator.text.items import Item, find_items
from translator.text.sentences import split_sentences, split_to_size

# Not "A. Dupont": a letter with a point is a mark if it is small, a Roman number from II on.
_BULLET = re.compile(
    r"(?:[-*+•·‣◦▪▸●○–—>]|\(?\d{1,3}[.)]|\d{1,3} ?[/-](?!\s+\d)|\(?[a-zA-Z]\)|[a-z]\.|\(?[ivx]{2,5}[.)]|[IVX]{2,5}\."
    r"|\d{1,3}(?:\.\d{1,3}){1,4}\.?(?= +[A-ZÀ-Ý])|\[[ xX]\])(?=\s)"
)
_LETTER = re.compile(r"[^\W\d_]")
_AFTER_CUT = re.compile(r"[)\]»”\"'’.,;:!?…]+(?=\s)")
_BEFORE_CUT = re.compile(r"(?<=\s)[(\[«“\"]+$")
_NOTHING = "\u200b"  # no piece is made of it, and it is no space that could be trimmed
# A run of spaces is tried once, from its beginning: from each of its spaces, a long one would take minutes.
_LINE_END = re.compile(r"(?:(?<![ \t])[ \t]++)?\n[ \t]*")


@dataclass(frozen=True)
class Segment:
    """A part of a text, at the half-open range ``[start, end)``; between segments lies space alone.

    Attributes:
        items: what is kept within, in order, with places in the whole text.
        spoken: whether there is anything to translate; what is not spoken is copied.
    """

    start: int
    end: int
    items: tuple[Item, ...]
    spoken: bool


def segments(
    text: str,
    size: Callable[[str], int],
    limit: int,
    *,
    items: Sequence[Item] | None = None,
    wrapped: bool = False,
) -> list[Segment]:
    """Cut a text into sentences, parts of sentences that are too long, and what is copied.

    Args:
        text: of any length.
        size: of a text, in whatever unit the limit is.
        limit: the greatest size of a part that goes to the network.
        items: to keep; None looks for them.
        wrapped: lines were cut at a width: their ends mean nothing.
    """
    kept = list(find_items(text) if items is None else items)
    ranges = [(item.start, item.end) for item in kept]
    # For measuring and cutting, an item is a letter and no more: the network will read a stand-in.
    shadow = text
    if kept:
        shadow = "".join(_shadow(text, kept))
    found: list[Segment] = []
    for sentence in split_sentences(text, wrapped=wrapped, within=ranges):
        for start, end in split_to_size(shadow, sentence, size, limit, ranges):
            for part in _parts(text, start, end, _within(kept, ranges, start, end)):
                found.extend(_peeled(text, part))
    return found


def divided(text: str, segment: Segment) -> list[Segment]:
    """The segment cut at every item that the network lost, so that nothing is left to lose."""
    cuts = [item for item in segment.items if item.kind in ("hold", "number")]
    parts = _cut(text, segment.start, segment.end, segment.items, cuts)
    return [piece for part in parts for piece in _without_marks(text, part)]


def _without_marks(text: str, part: Segment) -> Iterator[Segment]:
    """Punctuation next to a cut is copied: what closes or goes on at the beginning, what opens at the end."""
    if not part.spoken:
        yield part
        return
    start, end = part.start, part.end
    if found := _AFTER_CUT.match(text, start, end):
        start = found.end()
        yield Segment(part.start, start, (), spoken=False)
    opening = _BEFORE_CUT.search(text, start, end)
    end = opening.start() if opening else end
    yield from _trimmed(text, start, end, part.items)
    if opening:
        yield Segment(end, part.end, (), spoken=False)


def _shadow(text: str, items: Sequence[Item]) -> Iterator[str]:
    position = 0
    for item in items:
        yield text[position : item.start]
        yield ("X" if item.kind in ("hold", "number") else _NOTHING) + _NOTHING * (item.end - item.start - 1)
        position = item.end
    yield text[position:]


def _within(items: Sequence[Item], ranges: Sequence[tuple[int, int]], start: int, end: int) -> tuple[Item, ...]:
    if not items:
        return ()
    return tuple(items[bisect_left(ranges, (start, start)) : bisect_left(ranges, (end, end))])


def _parts(text: str, start: int, end: int, items: tuple[Item, ...]) -> Iterator[Segment]:
    """A list's mark apart, then what lies between the pictures and line breaks."""
    found = _BULLET.match(text, start, end) if _begins_line(text, start) else None
    # Not the beginning of something that is kept as a whole: "p. ex.", "2.5 GB".
    if found and not any(item.start < found.end() < item.end for item in items):
        yield Segment(start, found.end(), (), spoken=False)
        items = tuple(item for item in items if item.start >= found.end())
        start = found.end()
    yield from _cut(text, start, end, items, [item for item in items if item.kind == "cut"])


def _begins_line(text: str, start: int) -> bool:
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _cut(text: str, start: int, end: int, items: Sequence[Item], cuts: Sequence[Item]) -> Iterator[Segment]:
    position = start
    for cut in cuts:
        yield from _trimmed(text, position, cut.start, items)
        yield Segment(cut.start, cut.end, (), spoken=False)
        position = cut.end
    yield from _trimmed(text, position, end, items)


def _trimmed(text: str, start: int, end: int, items: Sequence[Item]) -> Iterator[Segment]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    inside = tuple(item for item in items if start <= item.start and item.end <= end)
    yield Segment(start, end, _with_breaks(text, start, end, inside), _is_spoken(text, start, end, inside))


def _is_spoken(text: str, start: int, end: int, items: Sequence[Item]) -> bool:
    """Whether there is a letter outside all that is kept."""
    for item in items:
        if _LETTER.search(text, start, item.start):
            return True
        start = item.end
    return bool(_LETTER.search(text, start, end))


def _with_breaks(text: str, start: int, end: int, items: tuple[Item, ...]) -> tuple[Item, ...]:
    if text.find("\n", start, end) < 0:
        return items
    breaks = [Item(*found.span(), "break") for found in _LINE_END.finditer(text, start, end)]
    free = [one for one in breaks if not any(item.start < one.end and one.start < item.end for item in items)]
    return tuple(sorted((*items, *free), key=lambda item: item.start))


def _peeled(text: str, segment: Segment) -> Iterator[Segment]:
    """What stands round the sentence rather than in it is copied: tags round it all, ``@name``, ``#topic``."""
    start, end, items = segment.start, segment.end, list(segment.items)
    after: list[Segment] = []
    while segment.spoken and items:
        first, last = items[0], items[-1]
        if first.start == start and (stop := _leads(text, first, end)):
            yield Segment(start, stop, (), spoken=False)
            items.pop(0)
            start = _skip_space(text, stop, end)
            while items and items[0].start < start:  # line breaks in that space
                items.pop(0)
        elif last.end == end and _trails(text, last, start):
            after.append(Segment(last.start, end, (), spoken=False))
            items.pop()
            end = last.start
            while end > start and text[end - 1].isspace():
                end -= 1
            while items and items[-1].end > end:
                items.pop()
        else:
            break
    if start < end:
        yield Segment(start, end, tuple(items), segment.spoken and _is_spoken(text, start, end, items))
    yield from reversed(after)


def _leads(text: str, item: Item, end: int) -> int:
    """Where the sentence proper may begin after a leading item; 0 if the item is a part of it."""
    if item.kind == "open":
        return item.end if item.partner >= end - 1 or _ends_with(text, item, end) else 0
    if item.kind == "close":
        return item.end
    if item.kind not in ("hold", "number"):
        return 0
    following = text[item.end : item.end + 3].lstrip()
    if following[:1] in (",", ":", ";") and following[1:2] in ("", " ", "\u00a0"):
        return text.index(following[0], item.end) + 1
    return item.end if text[item.start] in "@#" and following[:1] not in ("'", "-") else 0


def _ends_with(text: str, item: Item, end: int) -> bool:
    """Whether the item's partner is the last thing before ``end``."""
    if item.partner < 0 or item.partner >= end:
        return False
    rest = text[item.partner : end]
    return rest[:1] == "<" and rest.find(">") == len(rest) - 1


def _trails(text: str, item: Item, start: int) -> bool:
    if item.kind == "close":
        return item.partner < start
    if item.kind == "open":
        return True
    before = text[max(start, item.start - 3) : item.start].rstrip()
    return item.kind == "hold" and (text[item.start] == "#" or before[-1:] == ":")


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
