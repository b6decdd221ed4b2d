"""Edits: replacements in a text, with the way from places before to places after, and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, order=True)
class Edit:
    """Put ``new`` in the place of the half-open range ``[start, end)``; an empty range is an insertion."""

    start: int
    end: int
    new: str


class Edited:
    """A text after edits that do not overlap. One that writes what is there is none: places within it stay apart.

    Attributes:
        text: after the edits.
    """

    def __init__(self, before: str, edits: Iterable[Edit]) -> None:
        self._old: list[Span] = []
        self._new: list[Span] = []
        changing = [edit for edit in edits if before[edit.start : edit.end] != edit.new]
        if not changing:
            self.text = before
            return
        ordered = sorted(changing, key=lambda edit: (edit.start, edit.end))
        parts: list[str] = []
        position = length = 0
        for edit in ordered:
            parts += (before[position : edit.start], edit.new)
            start = length + edit.start - position
            length = start + len(edit.new)
            position = edit.end
            self._old.append((edit.start, edit.end))
            self._new.append((start, length))
        parts.append(before[position:])
        self.text = "".join(parts)

    def forward(self, span: Span) -> Span:
        """Where a range of the text before lies now; one that an edit touches takes all that the edit wrote."""
        return span if not self._old else _moved(span, self._old, self._new)

    def back(self, span: Span) -> Span:
        """Where a range of the text now lay before."""
        return span if not self._old else _moved(span, self._new, self._old)

    def all_forward(self, spans: list[Span]) -> list[Span]:
        """As `forward`, of many; the list itself where there are no edits."""
        return spans if not self._old else [self.forward(span) for span in spans]

    def all_back(self, spans: list[Span]) -> list[Span]:
        """As `back`, of many; the list itself where there are no edits."""
        return spans if not self._old else [self.back(span) for span in spans]


def outside(edits: Iterable[Edit], kept: Sequence[Span]) -> list[Edit]:
    """Edits in order, without those that touch what is kept, or begin before the one before has ended.

    Args:
        edits: in any order.
        kept: ranges in order, none within another.
    """
    starts = [start for start, _ in kept]
    found: list[Edit] = []
    for edit in sorted(edits):
        i = bisect_right(starts, max(edit.start, edit.end - 1)) - 1
        if (i < 0 or kept[i][1] <= edit.start) and (not found or edit.start >= found[-1].end):
            found.append(edit)
    return found


def _moved(span: Span, here: list[Span], there: list[Span]) -> Span:
    start, end = span
    if start >= end:
        place = _start(start, here, there)
        return place, place
    first, last = _start(start, here, there), _end(end, here, there)
    return first, max(first, last)


def _start(place: int, here: list[Span], there: list[Span]) -> int:
    i = bisect_right([start for start, _ in here], place) - 1
    if i < 0:
        return place
    start, end = here[i]
    return there[i][0] if start <= place < end else there[i][1] + place - end


def _end(place: int, here: list[Span], there: list[Span]) -> int:
    i = bisect_left([start for start, _ in here], place) - 1
    if i < 0:
        return place
    _, end = here[i]
    return there[i][1] if place <= end else there[i][1] + place - end
