"""Texts whose words are pieces, each looking at one: the least that what reads attention needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from translator.text.edits import Edit, Span
from translator.text.words import Floats

Finder = Callable[[str, list[Span], str, list[Span], Floats, str], Iterable[Edit]]


def edits_of(
    find: Finder, source: str, target: str, language: str, looks: dict[int, int] | None = None, share: float = 1.0
) -> list[Edit]:
    """Of the target; each word looks at the word of its own number, or as ``looks`` says, with ``share`` of it."""
    source_spans, target_spans = (list(_words(text)) for text in (source, target))
    attention = np.zeros((len(target_spans), len(source_spans) + 1), dtype=np.float32)
    for row in range(len(target_spans)):
        attention[row, (looks or {}).get(row, min(row, len(source_spans)))] = share
    return list(find(source, source_spans, target, target_spans, attention, language))


def _words(text: str) -> Iterable[Span]:
    at = 0
    for word in text.split(" "):
        yield at, at + len(word)
        at += len(word) + 1
