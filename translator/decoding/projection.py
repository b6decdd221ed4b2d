"""Projection: markup round source words goes round the words they became, by the attention between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from translator.text.edits import Edit, Span
from translator.text.items import Item
from translator.text.words import Floats, Word

STRANGER = 0.7  # cost of a word among a tag's that is none of them: one between two that are is let in


@dataclass(frozen=True)
class Tag:
    """An opening or closing tag: its item, what is written, and its place in the text that the network read."""

    item: Item
    written: str
    place: int


@dataclass
class _Element:
    """A pair of tags, or one whose partner lies in another sentence, round source words ``[start, end)``."""

    start: int
    end: int
    opening: str = ""
    closing: str = ""
    children: list[_Element] = field(default_factory=list)


def project_tags(
    tags: Sequence[Tag], source: Sequence[Word], target: Sequence[Word], attention: Floats, length: int
) -> list[Edit]:
    """Insertions of tags into the translation, each exactly once and well nested.

    Args:
        tags: in order.
        source, target: words of what the network read and wrote.
        attention: float32 [target words, source words].
        length: of the translation, in characters.
    """
    if not tags:
        return []
    root = _tree(tags, source)
    return list(_place(root, source, target, attention, (0, len(target)), length))


def project_breaks(
    places: Sequence[int], source: Sequence[Word], target: Sequence[Word], attention: Floats
) -> list[int]:
    """For each place between source words, in order, the target word that it comes before; none comes twice.

    It is where the fewest glances cross: words before it look at source words before it, words after at words after.
    """
    found: list[int] = []
    for number, place in enumerate(places):
        before = sum(word.start < place for word in source)
        share = before / max(1, len(source))
        left, right = attention[:, :before].sum(axis=1), attention[:, before:].sum(axis=1)
        crossing = np.concatenate(([0.0], np.cumsum(right))) + np.concatenate((np.cumsum(left[::-1])[::-1], [0.0]))
        distance = np.abs(np.arange(len(target) + 1) - share * len(target))
        cost = crossing + 0.25 * distance
        least = found[-1] + 1 if found else 1
        most = len(target) - (len(places) - number)
        for position, word in enumerate(target):
            # No line begins with a closing mark, and none between words that no space parts.
            if word.is_punctuation or (position and target[position - 1].end == word.start):
                cost[position] += 1e3
        found.append(least if most < least else least + int(np.argmin(cost[least : most + 1])))
    return found


def _tree(tags: Sequence[Tag], source: Sequence[Word]) -> _Element:
    """Elements by nesting. Tags that close what was never opened here close at their place what began before."""
    root = _Element(0, len(source))
    open_elements = [(root, -1)]
    for tag in tags:
        word = sum(word.start < tag.place for word in source)
        if tag.item.kind == "open":
            element = _Element(word, len(source), opening=tag.written)
            open_elements[-1][0].children.append(element)
            open_elements.append((element, tag.item.partner))
            continue
        depth = next((d for d in range(len(open_elements) - 1, 0, -1) if open_elements[d][1] == tag.item.start), 0)
        if depth:
            element = open_elements[depth][0]
            element.end, element.closing = word, tag.written
            del open_elements[depth:]
        else:
            parent = open_elements[-1][0]
            parent.children = [_Element(parent.start, word, closing=tag.written, children=parent.children)]
    return root


def _place(
    element: _Element,
    source: Sequence[Word],
    target: Sequence[Word],
    attention: Floats,
    room: Span,
    length: int,
) -> Iterator[Edit]:
    """Edits of an element's children, within the target words ``[room)`` that are the element's own."""
    # A stack of our own: strangers nest thousands of tags.
    waiting: list[Edit | tuple[_Element, Span]] = [(element, room)]
    while waiting:
        task = waiting.pop()
        if isinstance(task, Edit):
            yield task
            continue
        parent, room = task
        taken = np.zeros(len(target), dtype=bool)
        placed: list[tuple[Span, _Element]] = []
        for child in parent.children:
            span = _best_range(child, source, target, attention, room, taken)
            taken[span[0] : span[1]] = True
            placed.append((span, child))
        placed.sort(key=lambda one: one[0])
        for span, child in reversed(placed):
            first, last = _characters(span, target, length)
            if child.closing:
                waiting.append(Edit(last, last, child.closing))
            waiting.append((child, span))
            if child.opening:
                waiting.append(Edit(first, first, child.opening))


def _best_range(
    child: _Element,
    source: Sequence[Word],
    target: Sequence[Word],
    attention: Floats,
    room: Span,
    taken: np.ndarray,
) -> Span:
    """The run of free target words that looks at the child's source words most and at others least."""
    inside = attention[:, child.start : child.end].sum(axis=1)
    gain = np.full(len(target), -1e3)
    outside = attention.sum(axis=1) - inside
    gain[room[0] : room[1]] = (inside - STRANGER * outside)[room[0] : room[1]]
    gain[taken] = -1e3
    start, end = _best_run(gain)
    if end > start and gain[start:end].sum() > 0:
        return _with_ends(child, (start, end), source, target, room, taken)
    if child.end > child.start and room[1] > room[0]:
        best = room[0] + int(np.argmax(np.where(taken, -1, inside)[room[0] : room[1]]))
        if not taken[best] and inside[best] > 0:
            return best, best + 1
    share = (child.start + child.end) / 2 / max(1, len(source))
    place = min(max(room[0] + round(share * (room[1] - room[0])), room[0]), room[1])
    # Round a word, if any is free: markup round nothing is none in Markdown.
    free = [i for i in range(*room) if not taken[i] and not target[i].is_punctuation]
    if free:
        nearest = min(free, key=lambda i: abs(i - place))
        return nearest, nearest + 1
    while 0 < place < room[1] and taken[place - 1] and taken[place]:
        place += 1
    return place, place


def _with_ends(
    child: _Element, span: Span, source: Sequence[Word], target: Sequence[Word], room: Span, taken: np.ndarray
) -> Span:
    """Round all words of the source but its punctuation means round all words of the target but its punctuation."""
    outside = [*source[: child.start], *source[child.end :]]
    if not all(word.is_punctuation for word in outside):
        return _without_marks(span, target)
    start, end = room
    if child.start:
        while start < span[0] and target[start].is_punctuation:
            start += 1
    if child.end < len(source):
        while end > span[1] and target[end - 1].is_punctuation:
            end -= 1
    return span if taken[start:end].any() else (start, end)


def _without_marks(span: Span, target: Sequence[Word]) -> Span:
    """The run without punctuation at its ends, where it has anything else."""
    start, end = span
    while start < end and target[start].is_punctuation:
        start += 1
    while end > start and target[end - 1].is_punctuation:
        end -= 1
    return (start, end) if start < end else span


def _best_run(gain: np.ndarray) -> Span:
    """The contiguous run of the greatest sum (Kadane)."""
    best, best_span, total, start = 0.0, (0, 0), 0.0, 0
    for i, value in enumerate(gain):
        if total <= 0:
            total, start = 0.0, i
        total += float(value)
        if total > best:
            best, best_span = total, (start, i + 1)
    return best_span


def _characters(span: Span, target: Sequence[Word], length: int) -> Span:
    start, end = span
    if start < end:
        return target[start].start, target[end - 1].end
    if not target:
        return length, length
    place = target[start - 1].end if start else target[0].start
    return place, place
