"""From attention to links: sharp and soft weights, words nobody looked at, the end mark, and the diagonal."""

from __future__ import annotations

import numpy as np
import pytest

from translator.text import extraction
from translator.text.extraction import links_by_agreement, links_from_attention, sharpness_of, softened


def links(weights: list[list[float]], sources: int | None = None) -> tuple[tuple[int, int], ...]:
    """A piece a word; the last column is the end mark."""
    table = np.array(weights, dtype=np.float32)
    source = np.eye(table.shape[1] - 1, dtype=np.float32)
    return links_from_attention(table, source, np.eye(len(table), dtype=np.float32))


def test_clear_weights_give_the_links_one_would_draw() -> None:
    assert links([[0.9, 0.05, 0.03, 0.02], [0.02, 0.03, 0.94, 0.01], [0.03, 0.93, 0.02, 0.02]]) == (
        (0, 0),
        (2, 1),
        (1, 2),
    )


def test_one_to_many_both_ways() -> None:
    assert links([[0.98, 0.01, 0.01], [0.98, 0.01, 0.01]]) == ((0, 0), (0, 1))
    assert links([[0.48, 0.5, 0.02]]) == ((0, 0), (1, 0))


def test_a_word_that_looked_at_the_end_mark_draws_on_nothing() -> None:
    found = links([[0.97, 0.01, 0.02], [0.01, 0.97, 0.02], [0.01, 0.01, 0.98]])
    assert (0, 0) in found
    assert (1, 1) in found
    assert not [target for _, target in found if target == 2]


def test_all_or_nothing_weights_still_tell_a_likely_word_from_an_impossible_one() -> None:
    tiny, none = 1e-4, 1e-36
    found = links([[1.0, tiny, none, none, none], [none, none, 1.0, none, none], [none, none, none, 1.0, none]])
    assert (1, 0) in found, "the only word that gave it any weight"
    assert {(0, 0), (2, 1), (3, 2)} <= set(found)


def test_the_diagonal_counts_only_where_weights_are_all_or_nothing() -> None:
    far = [
        [0.05, 0.05, 0.05, 0.84, 0.01],
        [0.05, 0.84, 0.05, 0.05, 0.01],
        [0.05, 0.05, 0.84, 0.05, 0.01],
        [0.84, 0.05, 0.05, 0.05, 0.01],
    ]
    assert links(far) == ((3, 0), (1, 1), (2, 2), (0, 3))


def test_nothing_in_nothing_out() -> None:
    empty = np.zeros((0, 0), dtype=np.float32)
    assert links_from_attention(np.zeros((0, 4), dtype=np.float32), np.eye(3, dtype=np.float32), empty) == ()
    no_words = np.zeros((3, 0), dtype=np.float32)
    assert links_from_attention(np.full((2, 4), 0.25, dtype=np.float32), no_words, np.eye(2, dtype=np.float32)) == ()


@pytest.mark.parametrize("power", [2, 4])
def test_softening_does_not_depend_on_how_sharp_the_weights_were(power: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "DISPLACEMENT", 0.0)
    generator = np.random.default_rng(0)
    scores = generator.normal(0, 3, (5, 7))
    scores *= 8 / (scores.max(axis=1) - scores.mean(axis=1)).mean()
    once, sharper = (
        softened(weights, sharpness_of(weights))
        for weights in (
            (np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)).astype(np.float32) for s in (scores, scores * power)
        )
    )
    np.testing.assert_allclose(sharper.sum(axis=1), 1, atol=1e-5)
    assert np.abs(once - sharper).max() < 0.02


def test_agreement_is_what_neither_network_holds_unlikely() -> None:
    forward = np.array([[0.9, 0.1], [0.5, 0.5]], dtype=np.float32)  # [target, source]
    backward = np.array([[0.9, 0.1], [0.1, 0.9]], dtype=np.float32)  # [source, target]
    assert links_by_agreement(forward, backward) == ((0, 0), (1, 1))
    # One network alone is not enough, however sure it is.
    assert links_by_agreement(np.array([[1.0]], np.float32), np.array([[0.0]], np.float32)) == ()
    assert links_by_agreement(np.zeros((0, 3), np.float32), np.zeros((3, 0), np.float32)) == ()


def test_agreement_lets_one_word_come_from_two() -> None:
    forward = np.array([[1.0, 0.0, 0.0], [0.0, 0.5, 0.5]], dtype=np.float32)
    backward = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]], dtype=np.float32)
    assert links_by_agreement(forward, backward) == ((0, 0), (1, 1), (2, 1))
