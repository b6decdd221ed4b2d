"""Places whose names begin with an article, drawn into the prepositions before them and out again."""

import pytest

from translator.text.edits import Edited
from translator.text.places import article_of, contraction_edits, drawn_places


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Elle va de Le Mans à Le Havre.", "Elle va du Mans au Havre."),
        ("À Les Sables-d'Olonne, à Les Ulis", "Aux Sables-d'Olonne, aux Ulis"),
        ("De Les Gets à La Rochelle", "Des Gets à La Rochelle"),
        ("le livre de Le Goff, près de Le Pen", "le livre de Le Goff, près de Le Pen"),  # people
        ("sans Le Havre", "sans Le Havre"),
    ],
)
def test_french_draws_the_article_into_the_preposition(text: str, wanted: str) -> None:
    assert Edited(text, contraction_edits(text)).text == wanted


@pytest.mark.parametrize(
    ("text", "undrawn", "names"),
    [
        ("du Mans au Havre", "de Mans à Havre", ["Le Mans", "Le Havre"]),
        (
            "Aux Ulis, la gare des Sables-d’Olonne",
            "À Ulis, la gare de Sables-d’Olonne",
            ["Les Ulis", "Les Sables-d’Olonne"],
        ),
        ("au havre de paix, du Maine, au Mansour", "au havre de paix, du Maine, au Mansour", []),
    ],
)
def test_it_comes_out_again(text: str, undrawn: str, names: list[str]) -> None:
    found = list(drawn_places(text))
    assert Edited(text, [place.edit for place in found]).text == undrawn
    assert [f"{place.article} {text[slice(*place.name)]}" for place in found] == names


def test_the_article_of_a_place() -> None:
    assert [article_of(name) for name in ("Havre", "Ulis", "Goff", "")] == ["Le", "Les", "", ""]
