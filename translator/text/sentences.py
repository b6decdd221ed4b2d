"""Sentences: a long text is translated a sentence at a time, a very long sentence a part at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Span = tuple[int, int]

_END = re.compile(r"""(?:\.{3}|[.!?…])+["'”’»)\]]*(?:\s*»)?(?=\s+["'“‘«(\[¿¡—–-]*\s?[A-ZÀ-ÖØ-ÞŒ0-9])|\n+""")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«\"'])(?:M|MM|Mme|Mmes|Mlle|Dr|Pr|St|Ste|Mr|Mrs|Ms|Prof|Jr|Sr|vs|etc|cf|fig|art|vol|chap|p|pp|ex|"
    r"no|env|av|apr|éd|e\.g|i\.e|p\. ?ex|[A-Z])\.$"
)
_GOOD_CUTS = (re.compile(r"[;:—–]\s+|[.!?…]\s+"), re.compile(r",\s+"), re.compile(r"\s+"))


def split_sentences(text: str) -> list[Span]:
    """Half-open character ranges of the sentences of a text, without the space around them.

    A full stop after a known abbreviation or a single initial ends no sentence.
    """
    spans = []
    start = 0
    for found in _END.finditer(text):
        if _ABBREVIATION.search(text[start : found.end()]) and found.group().strip() == ".":
            continue
        spans.append((start, found.end()))
        start = found.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := _trim(text, span))[0] < trimmed[1]]


def split_to_size(text: str, span: Span, size: Callable[[str], int], limit: int) -> Iterator[Span]:
    """Ranges within ``span`` of at most ``limit`` by ``size``, cut at the best place near the middle.

    A clause's end is better than a comma, a comma better than a space; where there is no space at all the cut falls
    between two characters. Nothing is lost but the space at the cuts.

    Args:
        text: the whole text.
        span: the range to divide.
        size: of a text, in whatever unit the limit is.
        limit: at least 1.
    """
    start, end = span
    if end - start <= 1 or size(text[start:end]) <= limit:
        yield span
        return
    cut = _best_cut(text, start, end)
    for part in (_trim(text, (start, cut)), _trim(text, (cut, end))):
        if part[0] < part[1]:
            yield from split_to_size(text, part, size, limit)


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
