"""A passage: the segments of a text put together again, with the space that was between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from translator.decoding.translation import SentenceAttention
from translator.decoding.writing import Written
from translator.text.segments import Segment
from translator.text.words import Span

_UNUSUAL = re.compile(r"[^\S\n\t \u00a0\u202f]")  # kinds of space that end a line for some, or command a terminal
_UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Passage:
    """A translation under way."""

    def __init__(self, source: str) -> None:
        self.text = ""
        self.attention: list[SentenceAttention] = []
        self._source = source
        self._end = 0  # of what of the source is done
        self._scores: list[float] = []

    @property
    def score(self) -> float:
        """The mean over what the network wrote; 0 if it wrote nothing."""
        return sum(self._scores) / len(self._scores) if self._scores else 0.0

    def add(self, segment: Segment, written: Sequence[Written]) -> None:
        """Add what became of the next segment."""
        for part in written:
            start, end = part.place
            self.text += _UNUSUAL.sub(" ", self._source[self._end : start])
            if self._end == start and _parted(self._source[start - 1 : start], self.text, part.text):
                self.text += " "
            self._end = end
            offset = len(self.text)
            self.text += part.text
            if part.score is not None:
                self._scores.append(part.score)
            self.attention.append(
                SentenceAttention(
                    source=(start, end),
                    target=(offset, len(self.text)),
                    source_spans=part.source_spans,
                    target_spans=[(first + offset, last + offset) for first, last in part.target_spans],
                    weights=part.weights,
                )
            )


def _parted(before: str, written: str, follows: str) -> bool:
    """Whether a space must part what an apostrophe joined in the source: of l'ONU comes "of the" and "ONU"."""
    return before in ("'", "’") and written[-1:].isalnum() and follows[:1].isalnum()


def copied(source: str, segment: Segment) -> Written:
    """A segment as it is; what it looks at is itself."""
    span: Span = (segment.start, segment.end)
    text = _UNPRINTED.sub(" ", source[segment.start : segment.end])
    weights = np.array([[1.0, 0.0]], dtype=np.float32)
    return Written(text, span, [span], [(0, len(text))], weights, None)
