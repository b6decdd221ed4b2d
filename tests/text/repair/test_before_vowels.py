"""The forms of words before a vowel's sound, and what only looks as if it asked for one."""

from __future__ import annotations

import pytest

from translator import Translator
from translator.text.edits import Edited
from translator.text.repair.before_vowels import before_vowel_edits


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("He was a icon and a honest man.", "He was an icon and an honest man."),
        ("A orange. A e-mail! A unusual uncle", "An orange. An e-mail! An unusual uncle"),
        ("an user of an university, an European, an one-way street", None),
        ("a 8-hour day, a 11-year-old, a 80 kg sack", "an 8-hour day, an 11-year-old, an 80 kg sack"),
        ("It is an thread, not an yarn. An day", "It is a thread, not a yarn. A day"),
    ],
)
def test_an_in_english(text: str, written: str | None) -> None:
    expected = written or "a user of a university, a European, a one-way street"
    assert Edited(text, before_vowel_edits(text, "en")).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "an hour, a house, an umbrella, a uniform, a uranium mine, a unanimous vote, an unimportant one",
        "Plan A is good; vitamin A or B; if a is even, a and b, a in A",
        "A. Einstein, An Duong, a UN agency, an MP, an X-ray, a x, R&a issue",
        "a one-off, a once famous man, a eulogy, a ouija board, a 100, a 1800 km",
        "prêt-a emporter, it's-a else",
        "",
    ],
)
def test_what_stays_in_english(text: str) -> None:
    assert Edited(text, before_vowel_edits(text, "en")).text == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ce arbre, ce avis, ce énorme chien", "cet arbre, cet avis, cet énorme chien"),
        ("sa armoire, ta école. Ma amie", "son armoire, ton école. Mon amie"),
        (
            "un nouveau emploi, un vieux objet, mon beau oncle, ce Nouveau outil",
            "un nouvel emploi, un vieil objet, mon bel oncle, ce Nouvel outil",
        ),
    ],
)
def test_forms_in_french(text: str, written: str) -> None:
    assert Edited(text, before_vowel_edits(text, "fr")).text == written


@pytest.mark.parametrize(
    "text",
    [
        "est-ce ici, ce à quoi, ce en quoi, ce après quoi, ce étant, ce étaient eux, ce ou cela",
        "Mon vieux est là. Le nouveau arrive. un nouveau un, un beau et grand chien, mon nouveau amis",
        "ce onze mai, ma ouate, sa hache, ma yaourtière, un vieux oui, sa une",
        "la sienne et ma ou ta",
        "",
    ],
)
def test_what_stays_in_french(text: str) -> None:
    assert Edited(text, before_vowel_edits(text, "fr")).text == text


def test_no_other_language() -> None:
    assert list(before_vowel_edits("a icon, ce arbre", "de")) == []


def test_what_is_kept_is_not_touched() -> None:
    code = "Tapez `a icon` puis ce mot."
    assert "`a icon`" in Translator.load("fr-en-lstm").translate(code).text
