"""Sequence-level interpolation: train on what a model says, where it says nearly what the reference does.

Of a model's best hypotheses, the one nearest to the reference replaces it (Kim & Rush 2016, section 3.3): a simpler
text, of one translator rather than of hundreds, which a small network learns in fewer updates. What the model got
wrong must not be taught again, so a hypothesis far from its reference is left out, and one with a word that it made up.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz.distance import Indel

from translator.corpus.reading import Pair

WINDOW = 512  # pairs whose sources are translated together
_WORD = re.compile(r"[^\W\d_]+")

Hypotheses = Callable[[Iterable[Sequence[str]]], Iterator[list[str]]]


@dataclass
class DistilReport:
    """What became of the pairs."""

    pairs: int = 0
    kept: int = 0
    same: int = 0
    unlike: int = 0
    invented: int = 0

    def __str__(self) -> str:
        return (
            f"{self.kept:,} of {self.pairs:,} pairs kept; left out: {self.same:,} where it says the reference, "
            f"{self.unlike:,} too unlike it, {self.invented:,} with a word that no reference has"
        )


def survey(pairs: Iterable[Pair]) -> tuple[set[str], int]:
    """All words of the targets, in lower case, and the number of pairs."""
    known: set[str] = set()
    count = 0
    for _, target in pairs:
        known.update(_words(target))
        count += 1
    return known, count


def distil(
    pairs: Iterable[Pair], hypotheses: Hypotheses, known: set[str], similarity: float, report: DistilReport
) -> Iterator[Pair]:
    """Pairs of a source and the hypothesis nearest to its reference.

    Args:
        pairs: sources and references, read as they are needed.
        hypotheses: translates windows of sources; for each source its best hypotheses, best first.
        known: words, in lower case, that a hypothesis may hold; those of its source it may hold too.
        similarity: least share of words that hypothesis and reference have in common, in their order, 0 to 1.
        report: counts what is kept and left out.
    """
    waiting: deque[Pair] = deque()  # for their translations, which come in order

    def windows() -> Iterator[list[str]]:
        rest = iter(pairs)
        while window := list(islice(rest, WINDOW)):
            waiting.extend(window)
            yield [source for source, _ in window]

    for found in hypotheses(windows()):
        source, reference = waiting.popleft()
        report.pairs += 1
        wanted = reference.split()
        share, best = max(((Indel.normalized_similarity(text.split(), wanted), text) for text in found), key=_share)
        if best == reference:
            report.same += 1
        elif share < similarity:
            report.unlike += 1
        elif any(word not in known and word not in source.lower() for word in _words(best)):
            report.invented += 1
        else:
            report.kept += 1
            yield source, best


def _share(candidate: tuple[float, str]) -> float:
    return candidate[0]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
