"""Sentences in capitals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.repair.casing import calm, is_heading, is_shouted, shout


@pytest.mark.parametrize(
    ("text", "shouted"),
    [
        ("OU EST LA SORTIE ?", True),
        ("L'ÉTÉ, 24 JOURS", True),
        ("NATO", False),
        ("LE 14", False),
        ("Où est la SORTIE ?", False),
        ("14 : 30", False),
        ("", False),
    ],
)
def test_what_is_shouted(text: str, shouted: bool) -> None:
    assert is_shouted(text) is shouted


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Sortie de secours", True),
        ("Écharde", True),
        ("sortie", False),
        ("Sortie.", False),
        ("Rose Martin", False),
        ("NATO", False),
        ("Je ne sais pas ce que tu veux", False),
        ("", False),
    ],
)
def test_what_is_a_heading(text: str, heading: bool) -> None:
    assert is_heading(text) is heading


def test_calm_and_back() -> None:
    assert calm("« OÙ EST L'ÉTÉ ? »") == "« Où est l'été ? »"
    assert shout("Où est l'été, Strauß ?") == "OÙ EST L'ÉTÉ, STRAUß ?"


@given(st.text(max_size=40))
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(calm(text)) == len(text) == len(shout(text))
