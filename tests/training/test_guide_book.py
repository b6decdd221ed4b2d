"""Links of a corpus on disk: found again whatever their order, in little memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

from translator.corpus.guides import MOST_WORDS, GuideBook
from translator.text.links import Links


def test_the_first_of_equal_pairs_counts_and_all_are_found(tmp_path: Path) -> None:
    entries: list[tuple[str, str, Links]] = [(f"a {i}", f"b {i}", ((i, 0),) * (i % 4)) for i in range(50)]
    again: list[tuple[str, str, Links]] = [("a 7", "b 7", ((1, 1),)), ("a 8", "b 8", ((1, 1),))]
    book = GuideBook.write(tmp_path, [*entries, *again])
    assert len(book) == 50
    for source, target, links in entries:
        found = book.find(source, target)
        assert found is not None
        assert [tuple(link) for link in found.tolist()] == list(links)
    assert not len(GuideBook.write(tmp_path, []))


def test_links_of_words_too_far_off_do_not_shift_the_others(tmp_path: Path) -> None:
    far = [("a", "b", ((0, 1), (MOST_WORDS, 2), (3, 4))), ("c", "d", ((5, 6), (7, MOST_WORDS))), ("e", "f", ((8, 9),))]
    book = GuideBook.write(tmp_path, far)
    for (source, target, _), expected in zip(far, ([[0, 1], [3, 4]], [[5, 6]], [[8, 9]]), strict=True):
        found = book.find(source, target)
        assert found is not None
        assert found.tolist() == expected


def test_links_take_little_memory(tmp_path: Path) -> None:
    def entries() -> Iterator[tuple[str, str, Links]]:
        for i in range(5_000):
            yield f"source {i}", f"target {i}", tuple((a, a + 1) for a in range(30))

    tracemalloc.start()
    try:
        GuideBook.write(tmp_path, entries())
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 5_000 * 1_000
