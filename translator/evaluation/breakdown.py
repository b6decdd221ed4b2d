"""Where a system is good and where it fails: scores by length and by rare words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from translator.corpus.reading import read_lines
from translator.evaluation.diagnosis import length_ratio
from translator.evaluation.scores import Rows, Scorer
from translator.text.words import split_words

LENGTHS = (1, 5, 10, 15, 20, 30, 40, 60)  # words; each group goes up to the next
RARE_BELOW = 5  # occurrences in a training corpus
RARE_PIECES = 3  # of the tokenizer; a word of so many pieces was hardly seen
MOST_RARE = 3  # rare words in a sentence, and more


@dataclass(frozen=True)
class Group:
    """Some of the sentences.

    Attributes:
        name: such as "10-14 words".
        indices: of its sentences.
    """

    name: str
    indices: tuple[int, ...]


@dataclass(frozen=True)
class GroupScores:
    """How the systems do on a group.

    Attributes:
        name: of the group.
        sentences: in it.
        values: a tuple a system, a score a metric.
        length_ratios: a system's words over the reference's.
    """

    name: str
    sentences: int
    values: tuple[tuple[float, ...], ...]
    length_ratios: tuple[float, ...]


@dataclass(frozen=True)
class Breakdown:
    """Scores by one property of the sentences.

    Attributes:
        key: "length" or "rare".
        title: what the groups differ in.
        note: how that was found; may be empty.
        groups: in order; empty ones are left out.
    """

    key: str
    title: str
    note: str
    groups: tuple[GroupScores, ...]


def by_length(lines: Sequence[str]) -> list[Group]:
    """Groups by number of words.

    Args:
        lines: the sources, or where they are not known the references.
    """
    lengths = [len(line.split()) for line in lines]
    bounds = [*LENGTHS, None]
    groups = []
    for least, above in pairwise(bounds):
        assert least is not None
        first = 0 if least == LENGTHS[0] else least
        chosen = [i for i, n in enumerate(lengths) if n >= first and (above is None or n < above)]
        groups.append(Group(f"{least}+ words" if above is None else f"{least}-{above - 1} words", tuple(chosen)))
    return groups


def by_rare_words(sources: Sequence[str], is_rare: Callable[[str], bool]) -> list[Group]:
    """Groups by the number of rare words in the source.

    Args:
        sources: sentences.
        is_rare: says of a word in lower case whether it is rare.
    """
    known: dict[str, bool] = {}
    counts = []
    for source in sources:
        words = [word.text.lower() for word in split_words(source) if not word.is_punctuation]
        for word in words:
            if word not in known:
                known[word] = is_rare(word)
        counts.append(min(MOST_RARE, sum(known[word] for word in words)))
    names = ["no rare word", *(f"{n} rare word{'s' if n > 1 else ''}" for n in range(1, MOST_RARE))]
    names.append(f"{MOST_RARE}+ rare words")
    return [Group(name, tuple(i for i, count in enumerate(counts) if count == n)) for n, name in enumerate(names)]


def seen_seldom(paths: Iterable[Path], below: int = RARE_BELOW) -> Callable[[str], bool]:
    """A word is rare that a training corpus has fewer than ``below`` times.

    Args:
        paths: the corpus's source side; .gz, .xz and .zst are unpacked on the way.
        below: occurrences.
    """
    counts: Counter[str] = Counter()
    for path in paths:
        for line in read_lines(path):
            counts.update(word.text.lower() for word in split_words(line))
    return lambda word: counts[word] < below


def in_many_pieces(encode: Callable[[str], Sequence[object]], pieces: int = RARE_PIECES) -> Callable[[str], bool]:
    """A word is rare that a tokenizer has to put together from ``pieces`` pieces or more."""
    return lambda word: len(encode(word)) >= pieces


def score_groups(
    groups: Sequence[Group],
    rows: Sequence[Sequence[Rows]],
    texts: Sequence[Sequence[str]],
    references: Sequence[str],
    scorer: Scorer,
) -> tuple[GroupScores, ...]:
    """Scores of every system on every group that has sentences.

    Args:
        groups: of sentences.
        rows: a list a system, in it a list a metric.
        texts: the translations of each system.
        references: the first of each sentence.
        scorer: whose metrics the rows are of.
    """
    written = [[len(line.split()) for line in system] for system in texts]
    wanted = [len(line.split()) for line in references]
    scored = []
    for group in groups:
        if not group.indices:
            continue
        wanted_here = [wanted[i] for i in group.indices]
        scored.append(
            GroupScores(
                name=group.name,
                sentences=len(group.indices),
                values=tuple(scorer.values([[part[i] for i in group.indices] for part in system]) for system in rows),
                length_ratios=tuple(length_ratio([w[i] for i in group.indices], wanted_here) for w in written),
            )
        )
    return tuple(scored)
