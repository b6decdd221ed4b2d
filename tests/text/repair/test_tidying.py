"""Spaces, capitals and marks that have nothing to do with the choice of words."""

from __future__ import annotations

import pytest

from translator.text.edits import Edited
from translator.text.repair.tidying import tidying_edits


def tidied(source: str, text: str, language: str, *, straight: bool = True) -> str:
    return Edited(text, tidying_edits(source, text, language, straight=straight)).text


@pytest.mark.parametrize(
    ("source", "text", "language", "expected"),
    [
        ("Open the door.", "Ouvrez la porte .", "fr", "Ouvrez la porte."),
        ("Open, please.", "Ouvrez , merci .", "fr", "Ouvrez, merci."),
        ("the door .", "la porte .", "fr", "la porte ."),
        ("What .NET is", "Ce qu'est .NET", "fr", "Ce qu'est .NET"),
        ("Bonjour 😀 !", "Hello 😀 !", "en", "Hello 😀!"),
        ("Bonjour !", "Bonjour !", "fr", "Bonjour !"),
        ("Ça va :)", "I'm fine :)", "en", "I'm fine :)"),
        ("le 12 mai, en juin, lundi", "may 12, in june, on monday", "en", "May 12, in June, on Monday"),
        ("tu peux marcher", "you may march", "en", "you may march"),
        ("ils marchent 10 km", "they march 10 km, 2 may do", "en", "they march 10 km, 2 may do"),
        ("le 5 mai 2020 ou le 3 mars", "5 may 2020 or march 3rd", "en", "5 May 2020 or March 3rd"),
        ("May 1, 2024", "1 mai, 2024", "fr", "1 mai 2024"),
        ("1 May, 3 people", "1 mai, 3 personnes", "fr", "1 mai, 3 personnes"),
        ('It is "fine".', 'Il est " bien ".', "fr", 'Il est "bien".'),
        ('"Yes"', 'dit"oui"et', "fr", 'dit "oui" et'),
        ('5" x 10"', '5" x 10"', "fr", '5" x 10"'),
        ('"Hello," she said.', '"Bonjour, dit-elle.', "fr", '"Bonjour", dit-elle.'),
        ("« Tu viens ? » dit-il.", '"Are you coming? he said.', "en", '"Are you coming?" he said.'),
        ("`a .` b.", "`a .` b .", "en", "`a .` b ."),
    ],
)
def test_tidied(source: str, text: str, language: str, expected: str) -> None:
    assert tidied(source, text, language) == expected


def test_marks_that_will_be_guillemets_keep_their_spaces() -> None:
    assert tidied('a "b" c', 'a " b " c', "fr", straight=False) == 'a " b " c'
