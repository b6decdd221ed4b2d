"""Words, and attention over words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.words import attention_over_words, piece_to_word, split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Je suis étudiant.", ["Je", "suis", "étudiant", "."]),
        ("L'homme qu'elle aime", ["L'", "homme", "qu'", "elle", "aime"]),
        ("aujourd'hui, rendez-vous à 12:30", ["aujourd'hui", ",", "rendez-vous", "à", "12:30"]),
        ("I'm sure you don't know", ["I'm", "sure", "you", "don't", "know"]),
        ("It's what they're not: D'Artagnan’s", ["It's", "what", "they're", "not", ":", "D'", "Artagnan’s"]),
        ("QU'EST-CE", ["QU'", "EST-CE"]),
        ("Il a 1,5 € (environ)", ["Il", "a", "1,5", "€", "(", "environ", ")"]),
        ("https://example.org/a?b=1 ok", ["https://example.org/a?b=1", "ok"]),
        ("le 1er juin à 8h30", ["le", "1er", "juin", "à", "8h30"]),
        ("", []),
        ("   ", []),
    ],
)
def test_split(text: str, words: list[str]) -> None:
    assert [word.text for word in split_words(text)] == words


@given(st.text(max_size=60))
def test_words_are_where_they_say_and_nothing_is_left_out(text: str) -> None:
    words = split_words(text)
    for word in words:
        assert text[word.start : word.end] == word.text
    assert [w.start for w in words] == sorted(w.start for w in words)
    covered = {i for w in words for i in range(w.start, w.end)}
    assert not [c for i, c in enumerate(text) if i not in covered and not c.isspace()]


def test_attention_sums_over_source_pieces_and_averages_over_target_pieces() -> None:
    source, target = split_words("un deux"), split_words("one")
    source_share = piece_to_word(source, [(0, 1), (1, 2), (3, 7)])
    target_share = piece_to_word(target, [(0, 2), (2, 3)])
    attention = np.array([[0.2, 0.3, 0.5], [0.0, 0.1, 0.9]], dtype=np.float32)
    words = attention_over_words(attention, source_share, target_share)
    np.testing.assert_allclose(words, [[0.3, 0.7]], atol=1e-6)


def test_a_piece_over_two_words_is_shared_by_length_and_one_without_width_goes_to_the_next() -> None:
    words = split_words("ab cde")
    share = piece_to_word(words, [(0, 6), (2, 2)])
    np.testing.assert_allclose(share[0], [0.4, 0.6])
    np.testing.assert_allclose(share[1].sum(), 1)
