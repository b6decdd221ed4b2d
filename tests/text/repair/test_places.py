"""Places whose names begin with an article, drawn into the prepositions before them and out again."""

import pytest

from translator.text.edits import Edited
from translator.text.repair.places import article_of, drawn_into, drawn_places


@pytest.mark.parametrize(
    ("preposition", "place", "wanted"),
    [
        ("à", "Le Havre", "au"),
        ("de", "Le Mans", "du"),
        ("à", "Les Sables-d'Olonne", "aux"),
        ("de", "Les Ulis", "des"),
        ("à", "La Rochelle", "à"),
        ("de", "Le Goff", "de"),  # a person
        ("de", "Les Havre", "de"),
        ("sans", "Le Havre", "sans"),
        ("à", "Havre", "à"),
    ],
)
def test_french_draws_the_article_into_the_preposition(preposition: str, place: str, wanted: str) -> None:
    assert drawn_into(preposition, place) == wanted


@pytest.mark.parametrize(
    ("text", "undrawn", "names"),
    [
        ("du Mans au Havre", "de Mans à Havre", ["Le Mans", "Le Havre"]),
        (
            "Aux Ulis, la gare des Sables-d’Olonne",
            "À Ulis, la gare de Sables-d’Olonne",
            ["Les Ulis", "Les Sables-d’Olonne"],
        ),
        ("au\u00a0Mans, au\nHavre", "à\u00a0Mans, à\nHavre", ["Le Mans", "Le Havre"]),
        ("du Mans-Ouest, au Havre.fr, du Mans&Co", "du Mans-Ouest, au Havre.fr, du Mans&Co", []),
        ("au havre de paix, du Maine, au Mansour", "au havre de paix, du Maine, au Mansour", []),
    ],
)
def test_it_comes_out_again(text: str, undrawn: str, names: list[str]) -> None:
    found = list(drawn_places(text))
    assert Edited(text, [place.edit for place in found]).text == undrawn
    assert [f"{place.article} {text[slice(*place.name)]}" for place in found] == names


def test_the_article_of_a_place() -> None:
    assert [article_of(name) for name in ("Havre", "Ulis", "Goff", "")] == ["Le", "Les", "", ""]
