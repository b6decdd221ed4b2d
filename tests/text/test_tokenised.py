"""Words split before are joined as one writes them, and each knows its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.tokenised import join_words


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("l ' homme , dit - il .", "l'homme, dit-il."),
        ("qu' elle aime l' hiver", "qu'elle aime l'hiver"),
        ("( the minutes were approved )", "(the minutes were approved)"),
        ("the presidency 's task", "the presidency's task"),
        ("  deux   mots ", "deux mots"),
        ("", ""),
    ],
)
def test_joined_as_one_writes(line: str, text: str) -> None:
    assert join_words(line)[0] == text


@given(st.text(alphabet="ab ',.()-é", max_size=40))
def test_every_word_stays_a_word_in_its_place(line: str) -> None:
    text, words = join_words(line)
    assert [word.text for word in words] == line.split()
    assert [text[word.start : word.end] for word in words] == line.split()
