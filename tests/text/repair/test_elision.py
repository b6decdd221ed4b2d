"""Elision: where French elides, and where it does not."""

from __future__ import annotations

import pytest

from translator.text.edits import Edited
from translator.text.repair.elision import elision_edits


@pytest.mark.parametrize(
    ("text", "elided"),
    [
        ("plus chaud que ici", "plus chaud qu'ici"),
        ("Je ai faim, je y vais.", "J'ai faim, j'y vais."),
        ("Nous ne allons pas de avertir", "Nous n'allons pas d'avertir"),
        ("la idiote et le exemple", "l'idiote et l'exemple"),
        ("Le incident de Ivan", "L'incident d'Ivan"),
        ("Ce est ce que à mon avis", "C'est ce qu'à mon avis"),
        ("jusque ici, lorsque un ami, si il vient", "jusqu'ici, lorsqu'un ami, s'il vient"),
        ("plus de un an", "plus d'un an"),
    ],
)
def test_what_must_be_elided(text: str, elided: str) -> None:
    assert Edited(text, elision_edits(text)).text == elided


@pytest.mark.parametrize(
    "text",
    [
        "le onze mai, de onze heures, que onze",
        "Je crois que oui. Le oui et la ouate, le ouistiti",
        "dis-je ici, prends-la avec toi, donne-le à Paul, est-ce ici",
        "le hibou, la haine, de haut, le huit, que huit",
        "de A à Z, de IBM, que UBS, la une du journal, le un",
        "Elle la a, si elle vient, ce ami, ce en quoi il croit",
        "l'ami d'eau qu'ici",
        "La entre, le et, la où il va",
        "parle ici, une école, entre amis, seule à la maison",
    ],
)
def test_what_is_not(text: str) -> None:
    assert Edited(text, elision_edits(text)).text == text
