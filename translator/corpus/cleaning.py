"""Cleaning: which pairs a corpus is better without, and an account of what was dropped and why."""

from __future__ import annotations

import hashlib
import itertools
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from translator.text.normalise import normalise

Pair = tuple[str, str]
Guess = Callable[[str], str | None]  # a language, or None where the text leaves it open

EXAMPLES = 3
AT_ONCE = 8192  # pairs
LARGEST_RUN = 2_000_000  # keys


@dataclass(frozen=True)
class CleaningRules:
    """What a good pair looks like.

    Attributes:
        max_words: longest side, in words between spaces; 0 is no limit.
        max_ratio: longer side over shorter, in characters, ten characters granted to both; 0 is no limit.
        drop_duplicates: keep a pair's first occurrence only.
        languages: what source and target must be, where the guess is sure; None does not ask.
    """

    max_words: int = 120
    max_ratio: float = 3.0
    drop_duplicates: bool = True
    languages: tuple[str, str] | None = None


@dataclass
class CleaningReport:
    """What was kept and what was dropped.

    Attributes:
        kept: number of pairs.
        dropped: number of pairs by reason.
        examples: the first few pairs dropped for each reason.
    """

    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Pair]] = field(default_factory=dict)

    def drop(self, reason: str, pair: Pair) -> None:
        """Count a dropped pair."""
        self.dropped[reason] += 1
        shown = self.examples.setdefault(reason, [])
        if len(shown) < EXAMPLES:
            shown.append(pair)

    def __str__(self) -> str:
        total = self.kept + self.dropped.total()
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in self.dropped.most_common())
        return f"{self.kept:,} of {total:,} pairs kept" + (f"; dropped: {reasons}" if reasons else "")

    def to_json(self) -> dict[str, Any]:
        """Counts and examples."""
        return {"kept": self.kept, "dropped": dict(self.dropped), "examples": self.examples}


def clean(
    pairs: Iterable[Pair], rules: CleaningRules, report: CleaningReport, guess: Guess | None = None
) -> Iterator[Pair]:
    """Normalised pairs that satisfy the rules; the rest goes into ``report`` under the first rule it breaks.

    Args:
        pairs: as read.
        rules: what to ask of a pair.
        report: filled on the way.
        guess: tells the language of a text; needed if ``rules.languages`` is set.
    """
    seen = SeenBefore()
    given_pairs = iter(pairs)
    while given := list(itertools.islice(given_pairs, AT_ONCE)):
        cleaned = [(normalise(source), normalise(target)) for source, target in given]
        reasons = [
            "control characters" if any(map(_has_control_characters, raw)) else _reason_against(pair, rules, guess)
            for raw, pair in zip(given, cleaned, strict=True)
        ]
        if rules.drop_duplicates:
            good = [i for i, reason in enumerate(reasons) if reason is None]
            for i, before in zip(good, seen.add([cleaned[i] for i in good]), strict=True):
                reasons[i] = "duplicate" if before else None
        for raw, pair, reason in zip(given, cleaned, reasons, strict=True):
            if reason is None:
                report.kept += 1
                yield pair
            else:
                report.drop(reason, raw)


class SeenBefore:
    """Remembers pairs by 64-bit keys in sorted runs: eight bytes a pair, where a set would take a hundred.

    Among ten million pairs a false match has odds of 3 in a million.
    """

    def __init__(self) -> None:
        self._runs: list[NDArray[np.uint64]] = []

    def add(self, pairs: Sequence[Pair]) -> list[bool]:
        """Remember pairs; for each, whether it had been seen before."""
        digests = b"".join(hashlib.blake2b("\n".join(pair).encode(), digest_size=8).digest() for pair in pairs)
        keys = np.frombuffer(digests, dtype=np.uint64)
        new, first = np.unique(keys, return_index=True)
        before = np.ones(len(keys), dtype=bool)
        before[first] = False
        known = np.zeros(len(new), dtype=bool)
        for run in self._runs:
            places = np.minimum(np.searchsorted(run, new), len(run) - 1)
            known |= run[places] == new
        before[first[known]] = True
        self._keep(new[~known])
        return before.tolist()

    def _keep(self, run: NDArray[np.uint64]) -> None:
        if not len(run):
            return
        # Runs are merged with their like, so that there are few; the largest stay apart, or merging would double them.
        while self._runs and len(self._runs[-1]) <= 2 * len(run) and len(run) < LARGEST_RUN:
            run = np.sort(np.concatenate([self._runs.pop(), run]))
        self._runs.append(run)


def _has_control_characters(text: str) -> bool:
    return not text.isprintable() and any(
        unicodedata.category(character) == "Cc" and character not in "\t\r\x0b\x0c\x85" for character in text
    )


def _reason_against(pair: Pair, rules: CleaningRules, guess: Guess | None) -> str | None:
    source, target = pair
    if not source or not target:
        return "empty"
    if rules.max_words and max(source.count(" "), target.count(" ")) >= rules.max_words:
        return "too long"
    shorter, longer = sorted((len(source) + 10, len(target) + 10))
    if rules.max_ratio and longer / shorter > rules.max_ratio:
        return "length ratio"
    if not all(any(character.isalnum() for character in side) for side in pair):
        return "no words"
    if source == target and source.count(" ") >= 3:
        return "untranslated"
    if rules.languages and guess:
        for side, language in zip(pair, rules.languages, strict=True):
            if side.count(" ") >= 3 and guess(side) not in (language, None):
                return "wrong language"
    return None
