"""The fast edit distance gives what sacreBLEU's own gives: edits and lengths, and the operations on the way."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics import lib_ter

from translator.evaluation.edit_distance import EditDistance, fast_edit_distance

words = st.lists(st.sampled_from("abcdefgh"), max_size=14)


@given(words, words)
def test_same_edits_on_short_sentences(hypothesis: list[str], reference: list[str]) -> None:
    slow = lib_ter.translation_edit_rate(hypothesis, reference)
    with fast_edit_distance():
        assert lib_ter.translation_edit_rate(hypothesis, reference) == slow


@given(words, words)
def test_same_operations(hypothesis: list[str], reference: list[str]) -> None:
    distance, trace = EditDistance(reference)(hypothesis)
    assert (distance, trace.operations()) == lib_ter.BeamEditDistance(reference)(hypothesis)


@pytest.mark.parametrize(
    ("hypothesis_words", "reference_words"), [(60, 60), (90, 40), (20, 90), (3, 120), (120, 3), (0, 5)]
)
@pytest.mark.parametrize("same", [0.0, 0.5, 0.95])
def test_same_operations_where_the_beam_matters(hypothesis_words: int, reference_words: int, same: float) -> None:
    draw = random.Random(hypothesis_words * 1000 + reference_words)
    reference = [str(draw.randrange(30)) for _ in range(reference_words)]
    hypothesis = [
        reference[i % reference_words] if draw.random() < same else str(draw.randrange(30))
        for i in range(hypothesis_words)
    ]
    distance, trace = EditDistance(reference)(hypothesis)
    assert (distance, trace.operations()) == lib_ter.BeamEditDistance(reference)(hypothesis)


def test_a_block_moved_past_the_beam() -> None:
    reference = [str(i) for i in range(80)]
    hypothesis = reference[40:] + reference[:40]
    distance, trace = EditDistance(reference)(hypothesis)
    slow = lib_ter.BeamEditDistance(reference)(hypothesis)
    assert (distance, trace.operations()) == slow
    assert slow[0] > 60  # the beam is what keeps 40 words from matching


def test_sacrebleu_is_left_as_it_was() -> None:
    original = lib_ter.BeamEditDistance
    with fast_edit_distance():
        assert lib_ter.BeamEditDistance is EditDistance
    assert lib_ter.BeamEditDistance is original
