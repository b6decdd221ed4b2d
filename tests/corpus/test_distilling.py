"""What a model says instead of the reference, and what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pytest

from translator.corpus.distilling import WINDOW, DistilReport, distil, survey
from translator.corpus.reading import Pair

SAID = {
    "a": ["He had bought a car.", "He bought a car."],  # the second is nearer
    "b": ["It is raining.", "It rains."],  # the second is the reference
    "c": ["Something else was said altogether here.", "Nothing of that."],
    "d": ["She reads a bouk."],
    "e": ["Zoé reads a book."],  # a name that the source has, and no reference
    "": [""],
}
PAIRS = [
    ("a", "He bought a red car."),
    ("b", "It rains."),
    ("c", "The dog sleeps."),
    ("d", "She reads a book."),
    ("", ""),
]


def said(windows: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """Reads one window ahead, as the real one does."""
    held: list[str] = []
    for window in windows:
        yield from (SAID[source[:1]] for source in held)
        held = list(window)
    yield from (SAID[source[:1]] for source in held)


def distilled(pairs: Sequence[Pair], similarity: float = 0.6) -> tuple[list[Pair], DistilReport]:
    report = DistilReport()
    known, count = survey(pairs)
    assert count == len(pairs)
    return list(distil(pairs, said, known, similarity, report)), report


def test_the_hypothesis_nearest_to_the_reference_is_kept() -> None:
    kept, report = distilled(PAIRS)
    assert kept == [("a", "He bought a car.")]
    assert (report.pairs, report.kept, report.same, report.unlike, report.invented) == (5, 1, 2, 1, 1)
    assert "1 of 5 pairs kept" in str(report)


def test_words_of_the_source_are_not_made_up() -> None:
    kept, _ = distilled([("e : Zoé", "She reads a book.")])
    assert kept == [("e : Zoé", "Zoé reads a book.")]


@pytest.mark.parametrize(("similarity", "unlike"), [(0.0, 0), (1.0, 3)])
def test_how_near_is_for_the_caller_to_say(similarity: float, unlike: int) -> None:
    assert distilled(PAIRS, similarity)[1].unlike == unlike


def test_pairs_stay_together_over_several_windows() -> None:
    pairs = [(f"a{i}", f"He bought a car number {i}.") for i in range(2 * WINDOW + 7)]
    kept, report = distilled(pairs, 0.5)
    assert [source for source, _ in kept] == [source for source, _ in pairs]
    assert report.kept == len(pairs)
