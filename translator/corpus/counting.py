"""How much text there is in a corpus."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from translator.corpus.cleaning import AT_ONCE, Pair, SeenBefore


@dataclass
class Counts:
    """What there is; two numbers are source and target.

    Attributes:
        pairs: in all.
        different: pairs that are not copies of earlier ones.
        empty: pairs of which a side holds no word.
        words: between spaces.
        characters: without line ends.
        longest: sentence, in words.
    """

    pairs: int = 0
    different: int = 0
    empty: int = 0
    words: tuple[int, int] = (0, 0)
    characters: tuple[int, int] = (0, 0)
    longest: tuple[int, int] = (0, 0)

    @property
    def mean_words(self) -> tuple[float, float]:
        """Words a pair."""
        return self.words[0] / max(1, self.pairs), self.words[1] / max(1, self.pairs)

    def to_json(self) -> dict[str, Any]:
        """All numbers under their names."""
        return asdict(self)


def count(pairs: Iterable[Pair]) -> Counts:
    """Count in bounded memory (eight bytes a pair)."""
    counts, seen = Counts(), SeenBefore()
    given = iter(pairs)
    while some := list(itertools.islice(given, AT_ONCE)):
        counts.pairs += len(some)
        counts.different += sum(not before for before in seen.add(some))
        words = [(len(source.split()), len(target.split())) for source, target in some]
        counts.empty += sum(0 in both for both in words)
        sources, targets = zip(*words, strict=True)
        counts.words = counts.words[0] + sum(sources), counts.words[1] + sum(targets)
        counts.longest = max(counts.longest[0], *sources), max(counts.longest[1], *targets)
        letters = [(len(source), len(target)) for source, target in some]
        counts.characters = (
            counts.characters[0] + sum(letter[0] for letter in letters),
            counts.characters[1] + sum(letter[1] for letter in letters),
        )
    return counts
