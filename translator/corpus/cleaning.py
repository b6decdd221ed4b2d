"""Cleaning: which pairs a corpus is better without, and an account of what was dropped and why."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from translator.text.normalise import normalise

Pair = tuple[str, str]
Guess = Callable[[str], str | None]  # a language, or None where the text leaves it open

EXAMPLES = 3


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
    seen: set[bytes] = set()
    for given in pairs:
        reason = "control characters" if any(map(_has_control_characters, given)) else None
        pair = normalise(given[0]), normalise(given[1])
        reason = reason or _reason_against(pair, rules, guess)
        if reason is None and rules.drop_duplicates:
            # 64 bits a pair keep the set small; among ten million pairs a false match has odds of 3 in a million.
            key = hashlib.blake2b("\n".join(pair).encode(), digest_size=8).digest()
            reason = "duplicate" if key in seen else None
            seen.add(key)
        if reason is None:
            report.kept += 1
            yield pair
        else:
            report.drop(reason, given)


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
