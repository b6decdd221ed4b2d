"""Words alone: what our lists put right, what they confirm, and what they don't know."""

from __future__ import annotations

import pytest

from translator import Translator
from translator.text.edits import Edited
from translator.text.repair.single_words import single_word_edits


def looked_up(source: str, target: str, language: str) -> str:
    """The target as the lists have it."""
    return Edited(target, single_word_edits(source, target, language)).text


@pytest.mark.parametrize(
    ("source", "target", "language", "wanted"),
    [
        ("étable", "coward", "en", "cowshed"),
        ("Étable", "Coward", "en", "Cowshed"),
        ("étable !", "Coward!", "en", "cowshed!"),
        ("disette", "the district", "en", "scarcity"),
        ("étable", "cowshib", "en", "cowshed"),
        ("disprove", "disparaître", "fr", "réfuter"),
        ("bye", "obligatoire", "fr", "au revoir"),
        ("Coucou !", "Cuckoos!", "en", "Hi there!"),
        ("Santé\u202f!", "Health!", "en", "Cheers!"),
        ("please", "je vous prie", "fr", "s'il vous plaît"),
    ],
)
def test_what_is_put_right(source: str, target: str, language: str, wanted: str) -> None:
    assert looked_up(source, target, language) == wanted


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("étable", "cowshed", "en"),
        ("annuler", "cancel", "en"),  # listed as "to cancel"
        ("annuler", "call off", "en"),  # which is listed as "annuler"
        ("Santé !", "Cheers!", "en"),  # as one says it
        ("santé", "health", "en"),
        ("Pardon", "Sorry", "en"),
        ("close", "proche", "fr"),  # listed otherwise, but "proche" is "close" in its turn
        ("zorglub", "zorglube", "en"),
        ("une étable", "a coward", "en"),
        ("étable", "coward", "de"),
        ("...", "!", "en"),
        ("étable", "", "en"),
        ("12", "twelve", "en"),
    ],
)
def test_what_is_left(source: str, target: str, language: str) -> None:
    assert looked_up(source, target, language) == target


def test_the_best_is_looked_up_and_the_others_show_what_else_there_is() -> None:
    translator = Translator.load("fr-en-lstm")
    best = translator.translate("étable")
    assert best.text == "cowshed"
    assert best.to_json()["alignment"]
    several = [one.text for one in translator.translate_nbest("étable", 3)]
    assert several[0] == "cowshed"
    assert len(set(several)) == len(several)
