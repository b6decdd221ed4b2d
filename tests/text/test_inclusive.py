"""Inclusive spellings are read in the shorter form."""

from __future__ import annotations

import pytest

from translator.text.edits import Edited
from translator.text.inclusive import inclusive_readings


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("les étudiant·e·s et tou·te·s les lecteur·rice·s", "les étudiants et tous les lecteurs"),
        ("un·e ami·e, des auteur·rices", "un ami, des auteurs"),
        ("• une liste · deux", "• une liste · deux"),
        ("3·4 et a·b·c·d", "3·4 et a·b·c·d"),
        ("Barcelona·Sants, Rock·Pop", "Barcelona·Sants, Rock·Pop"),
        ("rien", "rien"),
    ],
)
def test_inclusive_readings(text: str, read: str) -> None:
    assert Edited(text, inclusive_readings(text)).text == read
