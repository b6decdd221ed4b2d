"""Sentence splitting loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.sentences import split_sentences, split_to_size


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Il pleut. Je reste ici.", ["Il pleut.", "Je reste ici."]),
        ("M. Dupont est là. Il attend.", ["M. Dupont est là.", "Il attend."]),
        ("Quoi ?! Non… Oui !", ["Quoi ?!", "Non…", "Oui !"]),
        ("Il coûte 3.50 euros.", ["Il coûte 3.50 euros."]),
        ("Un\nDeux\n\nTrois", ["Un", "Deux", "Trois"]),
        ("« Viens ! » Elle part.", ["« Viens ! »", "Elle part."]),
        ("   ", []),
        ("", []),
    ],
)
def test_split(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@given(st.text(st.sampled_from("aB .!?\n…«»,"), max_size=80))
def test_only_space_lies_outside_sentences(text: str) -> None:
    covered: set[int] = set()
    for start, end in split_sentences(text):
        assert covered.isdisjoint(range(start, end))
        covered.update(range(start, end))
    assert not "".join(c for i, c in enumerate(text) if i not in covered).strip()


@given(st.text(st.sampled_from("ab ,;"), min_size=1, max_size=200), st.integers(1, 20))
def test_parts_are_small_enough_and_lose_nothing(text: str, limit: int) -> None:
    parts = list(split_to_size(text, (0, len(text)), len, limit))
    assert all(end - start <= limit for start, end in parts)
    kept = "".join(text[start:end] for start, end in parts)
    assert kept.replace(" ", "") == text.replace(" ", "")


def test_a_clause_end_is_the_best_cut() -> None:
    text = "le chat dort sur le lit; le chien court dans le jardin"
    assert [text[a:b] for a, b in split_to_size(text, (0, len(text)), len, 40)] == [
        "le chat dort sur le lit;",
        "le chien court dans le jardin",
    ]
