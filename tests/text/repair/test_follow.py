"""Beginning and end of a translation follow the source."""

from __future__ import annotations

import time

import pytest

from translator.text.edits import Edited
from translator.text.repair.follow import follow_source


@pytest.mark.parametrize(
    ("source", "target", "language", "expected"),
    [
        ("il pleut", "It's raining.", "en", "it's raining"),
        ("Il pleut", "it's raining", "en", "It's raining"),
        ("je suis ici", "I am here.", "en", "I am here"),
        ("lundi matin", "Monday morning", "en", "Monday morning"),
        ("Je suis etudiant", "I am a student.", "en", "I am a student."),  # a sentence whose stop was left out
        ("J’ai faim", "I'm hungry.", "en", "I'm hungry."),
        ("Table des matières", "Table of contents.", "en", "Table of contents"),
        ("Viens !", "Come.", "en", "Come!"),
        ("Il attend…", "He is waiting.", "en", "He is waiting..."),
        ("Où est-il ?", "Where is he", "en", "Where is he?"),
        ("où est-il", "where is he?", "en", "where is he?"),
        ("La liste :", "The list.", "en", "The list:"),
        ("it rains", "Il pleut.", "fr", "il pleut"),
        ("« Viens ! »", '"Come."', "en", '"Come!"'),
        ("Il pleut.", "", "en", ""),
        ("!", "!", "en", "!"),
    ],
)
def test_follow(source: str, target: str, language: str, expected: str) -> None:
    assert Edited(target, follow_source(source, target, language)).text == expected


@pytest.mark.parametrize(
    ("source", "target", "language", "begun", "goes_on", "expected"),
    [
        ("Nous partons le lundi", "We're leaving on Monday.", "en", False, True, "We're leaving on Monday"),
        ("Avez-vous", "Do you have?", "en", False, True, "Do you have"),
        ("Il a dit", "He said ...", "en", False, True, "He said"),
        ("Il a dit :", "He said.", "en", False, True, "He said:"),
        ("euros, et", "Euros, and!", "en", True, True, "euros, and"),
        ("ans,", "Years?", "en", True, True, "years,"),
        ("centimes.", "Cents.", "en", True, False, "cents."),
        ("mars à", "March at.", "en", True, True, "March at"),
        ("je crois", "I think.", "en", True, True, "I think"),
        ("anglais", "English.", "en", True, True, "English"),
        ("de Tom", "Tom's.", "en", True, True, "Tom's"),
        ("à Londres", "London.", "en", True, True, "London"),
        ("Anglais", "Englishmen.", "en", True, True, "Englishmen"),
        ("apples", "Pommes.", "fr", True, True, "pommes"),
    ],
)
def test_a_part_of_a_sentence(
    source: str, target: str, language: str, begun: bool, goes_on: bool, expected: str
) -> None:
    edits = follow_source(source, target, language, begun=begun, goes_on=goes_on)
    assert Edited(target, edits).text == expected


def test_a_long_run_of_spaces_takes_no_time() -> None:
    text = "Bonjour" + " " * 20_000 + "toi."
    start = time.process_time()
    assert follow_source(text, text, "en") == []
    assert time.process_time() - start < 0.5
