"""The language guess."""

from __future__ import annotations

import pytest

from translator.text.language import guess_language


@pytest.mark.parametrize("text", ["Je suis etudiant", "Où est la gare ?", "Elle mange une pomme.", "il fait beau"])
def test_french(text: str) -> None:
    assert guess_language(text).language == "fr"


@pytest.mark.parametrize(
    "text", ["I am a student", "Where is the station?", "She eats an apple.", "the weather is fine"]
)
def test_english(text: str) -> None:
    assert guess_language(text).language == "en"


def test_our_own_corpus_is_told_apart(everyday: list[tuple[str, str]]) -> None:
    wrong = [
        s for pair in everyday for s, lang in zip(pair, ("fr", "en"), strict=True) if guess_language(s).language != lang
    ]
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize("text", ["", "123", "?!", "🙂"])
def test_no_letters_is_no_certainty(text: str) -> None:
    assert not guess_language(text).is_certain
