"""Sentences: a long text is translated a sentence at a time, a very long sentence a part at a time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

Span = tuple[int, int]
FULL_LINE = 45  # characters; a shorter line was hardly ended by its width: a list, a poem, an address

# Possessive, and only from the first mark of a run on: ten thousand dots take no longer than they are long.
_END = re.compile(
    r"""(?<![.!?…])[.!?…]++["'”’»)\]]*+(?:[ \u00a0\u202f]?»)?(?=\s++["'“‘«(\[¿¡—–-]*+\s?[A-ZÀ-ÖØ-ÞŒ0-9])|\n++"""
)
# Before a full stop that ends no sentence, whatever follows ...
_TITLE = re.compile(
    r"(?:^|[\s(«\"'’\[])(?:M|MM|Mme|Mmes|Mlle|Mlles|Me|Dr|Drs|Pr|St|Ste|Mr|Mrs|Ms|Prof|Gén|Col|Cap|Sgt|Lt|vs|cf|fig|art|"
    r"al|vol|chap|pp?|nos?|éd|coll|trad|tél|tel|réf|env|av|apr|bd|boul|r|ch|ill|t|e\.g|i\.e|p\. ?ex|c\.-à-d|"
    r"[A-ZÉ](?:\.-?[A-Z])?)\.$",
)
# ... and what does so only before a small letter, which is never taken for a beginning anyway: etc., Jr., h., min.
_NUMBERED = re.compile(
    r"(?:^|\n)\s*(?:Chap(?:itre|ter)|Section|Part(?:ie)?|Article|Annexe|Acte?|Scène|Scene|Tome|Volume)?\s?"
    r"\(?(?:\d{1,3}|[ivxIVX]{1,4}|[a-zA-Z])\.$"
)
_ABBREVIATED_UNIT = re.compile(
    r"\b(?:h|min|sec|km|env|janv|févr|avr|juil|sept|oct|nov|déc|Jan|Feb|Aug|Sep|Oct|Nov|Dec)\.$"
)
_NEW_ITEM = re.compile(r"[ \t]*(?:[-–—•*+]\s?\S|\d{1,3}[.)]\s)")
_LOOK_BACK = 20  # characters; longer than any of these
_GOOD_CUTS = (re.compile(r"[;:—–]\s+|[.!?…]\s+"), re.compile(r",\s+"), re.compile(r"\s+"))


def split_sentences(text: str, *, wrapped: bool = False, within: Sequence[Span] = ()) -> list[Span]:
    """Half-open character ranges of the sentences of a text, without the space around them.

    A full stop after a title, another abbreviation, a single initial or the number of a list's item ends no sentence.
    A line's end does, unless the sentence plainly runs on.

    Args:
        text: any number of sentences.
        wrapped: lines were cut at a width: their ends mean nothing.
        within: ordered ranges in which no sentence ends, such as a piece of code.
    """
    spans = []
    start = 0
    starts = [span[0] for span in within]
    for found in _END.finditer(text):
        i = bisect_right(starts, found.start()) - 1
        inside = i >= 0 and found.start() < within[i][1]
        if inside or (_runs_on(text, found, wrapped) if found.group().startswith("\n") else _abbreviates(text, found)):
            continue
        spans.append((start, found.end()))
        start = found.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := _trim(text, span))[0] < trimmed[1]]


def _abbreviates(text: str, found: re.Match[str]) -> bool:
    if found.group() != ".":
        return False
    before = text[max(0, found.end() - _LOOK_BACK) : found.end()]
    line = (
        text[text.rfind("\n", 0, found.start()) + 1 : found.end()] if len(before) < _LOOK_BACK or "\n" in before else ""
    )
    if _TITLE.search(before) or (line and _NUMBERED.search(line)):
        return True
    following = text[found.end() :][:4].lstrip()
    return following[:1].isdigit() and bool(_ABBREVIATED_UNIT.search(before))


def _runs_on(text: str, found: re.Match[str], wrapped: bool) -> bool:
    """Whether a sentence goes on in the next line: always where lines were wrapped, else where it is plain to see."""
    if len(found.group()) > 1 or found.end() == len(text):
        return False  # a blank line, or nothing more
    if _NEW_ITEM.match(text, found.end()):
        return False
    if wrapped:
        return True
    line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()].rstrip()
    return len(line) >= FULL_LINE and text[found.end()].islower() and line[-1] not in ".!?…:;"


def split_to_size(
    text: str, span: Span, size: Callable[[str], int], limit: int, within: Sequence[Span] = ()
) -> Iterator[Span]:
    """Ranges within ``span`` of at most ``limit`` by ``size``, cut at the best place near the middle.

    A clause's end is better than a comma, a comma better than a space; where there is no space at all the cut falls
    between two characters. Nothing is lost but the space at the cuts.

    Args:
        text: the whole text.
        span: the range to divide.
        size: of a text, in whatever unit the limit is.
        limit: at least 1.
        within: ordered ranges that are not divided.
    """
    start, end = span
    if end - start <= 1 or size(text[start:end]) <= limit:
        yield span
        return
    cut = _outside(_best_cut(text, start, end), within, start, end)
    if cut in (start, end):  # one item from end to end
        yield span
        return
    for part in (_trim(text, (start, cut)), _trim(text, (cut, end))):
        if part[0] < part[1]:
            yield from split_to_size(text, part, size, limit, within)


def _outside(cut: int, within: Sequence[Span], start: int, end: int) -> int:
    """The cut, moved out of the item that it would divide."""
    i = bisect_right(within, cut, key=lambda item: item[0]) - 1
    if i < 0 or not within[i][0] < cut < within[i][1]:
        return cut
    return within[i][0] if within[i][0] > start else min(within[i][1], end)


def _best_cut(text: str, start: int, end: int) -> int:
    middle, quarter = (start + end) // 2, (end - start) // 4
    for pattern in _GOOD_CUTS:
        cuts = [found.end() for found in pattern.finditer(text, middle - quarter, middle + quarter)]
        if cuts:
            return min(cuts, key=lambda cut: abs(cut - middle))
    return middle


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
