"""Slips of the keyboard: which words are read as others, and which stay as they are."""

from pathlib import Path

import pytest

from translator import Translator, TranslatorError
from translator.text.edits import Edited
from translator.text.repair.spelling import spelling_readings
from translator.text.vocabulary import frequencies, lists


def read(typed: str, language: str) -> str:
    return Edited(typed, spelling_readings(typed, language)).text


@pytest.mark.parametrize(
    ("typed", "meant", "language"),
    [
        ("bonojur", "bonjour", "fr"),  # two letters swapped
        ("Bonojur à tous", "Bonjour à tous", "fr"),
        ("je suis etudaint", "je suis étudiant", "fr"),  # and its accent
        ("on mnage au restaurnat", "on mange au restaurant", "fr"),
        ("j'ai oubliié, l'hommme", "j'ai oublié, l'homme", "fr"),  # doubled
        ("comment alez vous", "comment allez vous", "fr"),  # left out
        ("un oeuf", "un œuf", "fr"),
        ("le gourvernement", "le gouvernement", "fr"),  # put in
        ("I recieve a goverment adress", "I receive a government address", "en"),
        ("definately tomorow, becuase", "definitely tomorrow, because", "en"),
    ],
)
def test_one_slip_is_read_as_what_was_meant(typed: str, meant: str, language: str) -> None:
    assert read(typed, language) == meant


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le chat dort sur le canapé.", "fr"),
        ("anticonstitutionnellement, redormir, réexpliquera", "fr"),  # forms of words
        ("Thibaud aime docker et kubernetes.", "fr"),
        ("Il habite Quimperlé avec Séverine.", "fr"),  # names
        ("xqzv mot zzzzz", "fr"),
        ("Monti and Lugar met.", "en"),
        ("numpy.aray, foo/bqr, user@exmaple.org, #hahstag", "en"),
        ("teh", "en"),  # too short to be sure
        ("bonojur", "de"),
        ("", "fr"),
        ("q" * 100_000, "fr"),
    ],
)
def test_what_may_be_a_word_stays(text: str, language: str) -> None:
    assert read(text, language) == text


def test_the_table_shows_what_was_typed() -> None:
    said = Translator.load("fr-en-lstm").translate("Elle mnage une pomme.")
    assert said.text == Translator.load("fr-en-lstm").translate("Elle mange une pomme.").text
    assert [word.text for word in said.source_words] == ["Elle", "mnage", "une", "pomme", "."]


def test_a_damaged_list_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "spelling").mkdir()
    (tmp_path / "spelling" / "french.tsv").write_text("la\tmany\n")
    monkeypatch.setattr(lists, "shipped_folder", lambda _: tmp_path)
    frequencies.frequencies.cache_clear()
    try:
        with pytest.raises(TranslatorError, match="install translator anew"):
            read("bonojura", "fr")
    finally:
        frequencies.frequencies.cache_clear()
