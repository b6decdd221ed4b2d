"""Single sentences: the worst, the ones two systems differ in most, and which words differ."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from translator.text.words import split_words

Marked = tuple[tuple[str, bool], ...]  # runs of text, and whether they differ; joined they are the text


@dataclass(frozen=True)
class Example:
    """One sentence with all that was written for it.

    Attributes:
        index: among all sentences, from 0.
        corpus: its name.
        source: empty if unknown.
        references: at least one.
        outputs: a system's translation each.
        values: chrF of each.
        unattended: source words that each system's words drew on nowhere; None where attention is unknown.
    """

    index: int
    corpus: str
    source: str
    references: tuple[str, ...]
    outputs: tuple[str, ...]
    values: tuple[float, ...]
    unattended: tuple[tuple[str, ...] | None, ...] = ()

    @property
    def spread(self) -> float:
        """How far the systems' chrF is apart."""
        return max(self.values) - min(self.values)

    def marked(self, system: int) -> Marked:
        """A system's translation; words that the nearest reference has not are marked."""
        return mark_differences(self.outputs[system], nearest(self.outputs[system], self.references))


def worst(examples: Sequence[Example], count: int) -> list[Example]:
    """The sentences that all systems together do worst on; equal translations come once."""
    ordered = sorted(examples, key=lambda example: (sum(example.values), example.index))
    return _without_repeats(ordered, count)


def most_different(examples: Sequence[Example], count: int) -> list[Example]:
    """The sentences whose chrF differs most between the systems; none where it does not."""
    ordered = sorted((e for e in examples if e.spread > 0), key=lambda example: (-example.spread, example.index))
    return _without_repeats(ordered, count)


def _without_repeats(ordered: Sequence[Example], count: int) -> list[Example]:
    found: dict[tuple[str, tuple[str, ...]], Example] = {}
    for example in ordered:
        if len(found) >= count:
            break
        found.setdefault((example.source or example.references[0], example.outputs), example)
    return list(found.values())


def nearest(text: str, references: Sequence[str]) -> str:
    """The reference most like a text, by its words."""
    if len(references) == 1:
        return references[0]
    words = [word.text for word in split_words(text)]
    return max(
        references,
        key=lambda other: difflib.SequenceMatcher(None, words, [w.text for w in split_words(other)], False).ratio(),
    )


def mark_differences(text: str, other: str) -> Marked:
    """The runs of ``text``, and whether their words differ from ``other``'s; spaces belong to the run before them."""
    words, others = split_words(text), split_words(other)
    matcher = difflib.SequenceMatcher(None, [w.text for w in words], [w.text for w in others], autojunk=False)
    same = {i for block in matcher.get_matching_blocks() for i in range(block.a, block.a + block.size)}
    runs: list[tuple[str, bool]] = []
    place = 0
    for i in range(len(words)):
        end = words[i + 1].start if i + 1 < len(words) else len(text)
        piece, differs = text[place:end], i not in same
        place = end
        if runs and runs[-1][1] == differs:
            runs[-1] = (runs[-1][0] + piece, differs)
        else:
            runs.append((piece, differs))
    return tuple(runs)
