"""The language guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from translator.text.language import guess_language

TATOEBA = ROOT.parent / "shared" / "corpora" / "tatoeba"


@pytest.mark.parametrize("text", ["Je suis etudiant", "Où est la gare ?", "Elle mange une pomme.", "il fait beau"])
def test_french(text: str) -> None:
    assert guess_language(text).language == "fr"


@pytest.mark.parametrize(
    "text", ["I am a student", "Where is the station?", "She eats an apple.", "the weather is fine"]
)
def test_english(text: str) -> None:
    assert guess_language(text).language == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("traffic jam", "en"),
        ("June 3, 2024", "en"),
        ("sore throat", "en"),
        ("the potato", "en"),
        ("mal de gorge", "fr"),
        ("la moutarde", "fr"),
        ("chat", "fr"),
        ("porte", "fr"),
        ("a kimono", "en"),
        ("the samurai", "en"),
        ("un kiwi", "fr"),
    ],
)
def test_words_that_people_type_alone(text: str, language: str) -> None:
    guess = guess_language(text)
    assert (guess.language, guess.is_foreign) == (language, False)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I live in Le Havre.", "en"),
        ("She works in Le Havre with Yann Le Guen.", "en"),
        ("Il vit à Le Havre", "fr"),
        ("Marine Le Pen", "fr"),  # there is nothing else to go by
        ("vive La France", "fr"),
    ],
)
def test_articles_of_names_do_not_count(text: str, language: str) -> None:
    guess = guess_language(text)
    assert (guess.language, guess.is_foreign) == (language, False)


def test_our_own_corpus_is_told_apart(everyday: list[tuple[str, str]]) -> None:
    wrong = [
        s for pair in everyday for s, lang in zip(pair, ("fr", "en"), strict=True) if guess_language(s).language != lang
    ]
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize("text", ["", "123", "?!", "🙂"])
def test_no_letters_is_no_certainty(text: str) -> None:
    assert not guess_language(text).is_certain


FOREIGN = [
    line.split("\t") for line in (Path(__file__).parent / "foreign.txt").read_text(encoding="utf-8").split("\n") if line
]


def test_most_sentences_of_other_languages_are_told() -> None:
    missed = [text for _, text in FOREIGN if not guess_language(text).is_foreign]
    assert len(missed) <= len(FOREIGN) // 5, missed


@pytest.mark.parametrize("text", ["Сегодня у меня нет времени.", "我今天没有时间。", "ليس لدي وقت اليوم."])
def test_another_script_is_another_language(text: str) -> None:
    assert guess_language(text).is_foreign


def test_our_own_corpus_is_not_foreign(everyday: list[tuple[str, str]]) -> None:
    assert [side for pair in everyday for side in pair if guess_language(side).is_foreign] == []


@pytest.mark.parametrize("text", ["", "123", "🙂", "Москва", "bonjour"])
def test_one_word_or_none_is_not_called_foreign_by_its_letters(text: str) -> None:
    assert guess_language(text).is_foreign == (text == "Москва")


@pytest.mark.skipif(not TATOEBA.is_dir(), reason="no ../shared/corpora")
def test_the_bars_on_tatoeba() -> None:
    right = {True: 0, False: 0}
    count = {True: 0, False: 0}
    for language in ("fr", "en"):
        for line in (TATOEBA / f"test.{language}").read_text(encoding="utf-8").split("\n")[:-1]:
            long = len(line.split()) >= 4
            guess = guess_language(line)
            count[long] += 1
            right[long] += guess.language == language and not guess.is_foreign
    assert right[True] / count[True] >= 0.995
    assert right[False] / count[False] >= 0.95
