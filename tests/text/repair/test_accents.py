"""Accents that were not typed: which words get theirs back, and which stay as they are."""

import pytest

from translator import Translator
from translator.text.edits import Edited
from translator.text.repair.accents import accent_readings, typed_accents


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Je suis etudiant", "Je suis étudiant"),
        ("elle a deja mange a l'ecole", "elle a déjà mange a l'école"),  # mange, a are words too
        ("Etudiante ? C'est deja fini !", "Étudiante ? C'est déjà fini !"),
        ("Ecoute, c'est fini !", "Ecoute, c'est fini !"),  # écoute or écouté
        ("l'eleve est tres age", "l'eleve est très age"),  # élève or élevé; age is English
        ("Il vit derriere Etretat.", "Il vit derrière Etretat."),  # a name
        ("Le chat dort.", "Le chat dort."),
        ("xyzzy e", "xyzzy e"),
        ("", ""),
    ],
)
def test_where_one_word_can_be_meant_it_is_read(typed: str, read: str) -> None:
    assert Edited(typed, accent_readings(typed)).text == read


def test_a_word_of_vowels_alone_takes_no_time() -> None:
    assert list(accent_readings("aeiou" * 200 + " " + "eeeeeeeeeeeeeeee")) == []


def test_who_typed_one_accent_could_type_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [typed_accents(text) for text in ("Ça va", "déjà", "cœur", "deja", "")] == [True, True, True, False, False]
    translator = Translator.load("fr-en-lstm")
    bare, mixed = translator.translate("Je suis etudiant."), translator.translate("Je suis etudiant, où es-tu ?")
    assert bare.text == translator.translate("Je suis étudiant.").text
    assert [word.text for word in bare.source_words] == ["Je", "suis", "etudiant", "."]
    assert bare.source_words[2].end - bare.source_words[2].start == len("etudiant")
    assert "etudiant" in mixed.source


def test_english_stays_as_it_is() -> None:
    assert "résumé" not in Translator.load("en-fr-lstm").translate("Please resume the game.").text.lower()
