"""French typography."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.edits import Edited
from translator.text.typography import Style, french_edits


def typeset(text: str, style: Style = "full") -> str:
    return Edited(text, french_edits(text, style)).text


@pytest.mark.parametrize(
    ("text", "full", "plain"),
    [
        ("Qu'est-ce que c'est?", "Qu’est-ce que c’est\u202f?", "Qu'est-ce que c'est ?"),
        ('Il dit: "Non !"', "Il dit\u00a0: «\u00a0Non\u202f!\u00a0»", 'Il dit : "Non !"'),
        ("« Viens ! »", "«\u00a0Viens\u202f!\u00a0»", "« Viens ! »"),
        ("Attends... Quoi ?!", "Attends… Quoi\u202f?!", "Attends... Quoi ?!"),
        ("Il est 10:45; va sur http://a.fr/?b=c !", "Il est 10:45\u202f; va sur http://a.fr/?b=c\u202f!", None),
        ('Il lit "un "petit" livre".', "Il lit «\u00a0un “petit” livre\u00a0».", None),
        ('Un écran de 5" est petit.', 'Un écran de 5" est petit.', None),
        ('" Il pleut ", dit-il.', "«\u00a0Il pleut\u00a0», dit-il.", '" Il pleut ", dit-il.'),
        ('Il dit " oui " et " non "', "Il dit «\u00a0oui\u00a0» et «\u00a0non\u00a0»", None),
        ('"Il pleut "dit-il.', "«\u00a0Il pleut\u00a0»dit-il.", None),
        ("“ Il pleut ”, dit-il.", "«\u00a0Il pleut\u00a0», dit-il.", None),
        ('Un " seul ici', 'Un " seul ici', None),
        ('Un de 5" et un de 7"', 'Un de 5" et un de 7"', None),
        ("Tape `l'été` ici", "Tape `l'été` ici", "Tape `l'été` ici"),
        ("Oui, non.", "Oui, non.", "Oui, non."),
    ],
)
def test_styles(text: str, full: str, plain: str | None) -> None:
    assert typeset(text) == full
    if plain is not None:
        assert typeset(text, "plain") == plain
    assert typeset(text, "off") == text


@given(st.text(st.sampled_from("aé '\"«».:;!?…\u00a0\u202f")))
def test_no_letter_is_touched(text: str) -> None:
    for style in ("full", "plain"):
        assert [c for c in typeset(text, style) if c.isalpha()] == [c for c in text if c.isalpha()]
