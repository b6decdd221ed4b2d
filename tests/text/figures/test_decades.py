"""Decades: told from seconds and ages, read as networks know them, and written as each language does."""

from __future__ import annotations

import pytest

from translator.text.edits import Edited
from translator.text.figures.decades import as_decade, decade_edits, read_decade
from translator.text.items import find_items


@pytest.mark.parametrize(
    ("text", "decades"),
    [
        ("In the 1980s, and the '90s", ["1980", "90"]),
        ("the 1850's, the ’60s, The 80s", ["1850", "60", "80"]),
        ("from the early 70s to the mid-1990s and late 2000s", ["70", "1990", "2000"]),
        ("Wait 90s, in her 80s, $80s, v1980s, 1980st", []),
        ("les années 80 et les années 1970", ["80", "1970"]),
        ("les années 81, les 80 ans, 20 années 5", []),
        ("Les années 50, 60 et 70. Aux années 1980, années 90 !", ["50", "60", "70", "1980", "90"]),
        ("Pendant toutes ces années 30 personnes sont mortes.", []),
        ("Il y a quelques années 40 pays ont signé. Il y a des années 40 étudiants vivaient ici.", []),
        ("Deux années 80 jours, en 10 années 20 maisons, cela fait des années 20 fois", []),
        ("In the 80s, 90s and 2000s, or the late-1990s", ["80", "90", "2000", "1990"]),
        ("She is in her mid-30s; my early 20s; his '80s; at the 30s mark; the 10s", []),
        ("I was in high school in the 80s, a low point. She got her degree in the '90s.", ["80", "90"]),
        ("I love 80s music, the roaring 20s and 1980s fashion", ["80", "20", "1980"]),
        ("Depuis les années 80, pendant les années 1930, il y a les années 90", ["80", "1930", "90"]),
        ("Les années 90 marquent un tournant, une voiture années 60, ses années 20", ["90", "60", "20"]),
        ("highs in the mid-70s and lows in the 50s", []),
    ],
)
def test_decades_are_found(text: str, decades: list[str]) -> None:
    found = [as_decade(text, item.start, item.end) for item in find_items(text) if item.kind == "number"]
    assert [decade for decade in found if decade] == decades


def test_they_are_read_without_apostrophes_and_as_others_when_they_were_lost() -> None:
    for number, original, attempt, read in (
        ("90", "'90s", 0, "90s"),
        ("1980", "1980's", 0, "1980s"),
        ("80", "80", 0, "80"),
        ("90", "'90s", 1, "60s"),
        ("1980", "1980", 1, "1960"),
    ):
        assert read_decade(number, original, f"... {original} ...", attempt) == read


@pytest.mark.parametrize(
    ("text", "number", "count", "language", "written"),
    [
        ("dans les années 1980", "1980", 1, "fr", "dans les années 1980"),
        ("dans les années 1980s", "1980", 1, "fr", "dans les années 1980"),
        ("dans le 1980s", "1980", 1, "fr", "dans les années 1980"),
        ("la musique du 80s", "80", 1, "fr", "la musique des années 80"),
        ("la musique de la 80s, d'80s", "80", 2, "fr", "la musique des années 80, des années 80"),
        ("l'80s, à la 80s, ses 80s", "80", 3, "fr", "les années 80, aux années 80, ses années 80"),
        ("En 1980s, tout allait", "1980", 1, "fr", "Dans les années 1980, tout allait"),
        ("la mode 60s", "60", 1, "fr", "la mode des années 60"),
        ("60s et autres", "60", 1, "fr", "Les années 60 et autres"),
        ("music of 80", "80", 1, "en", "music of the 80s"),
        ("between 80s and 90s", "80", 1, "en", "between the 80s and 90s"),
        ("dans 60s", "60", 1, "fr", "dans les années 60"),
        ("des années 60 ans", "60", 1, "fr", "des années 60"),
        ("les années 50, 60 et 70", "60", 1, "fr", "les années 50, 60 et 70"),
        ("in the 80", "80", 1, "en", "in the 80s"),
        ("in the 1980's.", "1980", 1, "en", "in the 1980s."),
        ("the years 80, the 80 years", "80", 2, "en", "the 80s, the 80s"),
        ("80%, $80, 80 000, 80-year, the 80s", "80", 1, "en", "80%, $80, 80 000, 80-year, the 80s"),
        ("in the 19800s", "1980", 1, "en", None),
        ("in the eighties", "80", 1, "en", None),
    ],
)
def test_they_are_written_as_the_language_does(
    text: str, number: str, count: int, language: str, written: str | None
) -> None:
    edits = decade_edits(text, number, [number] * count, language)
    assert (Edited(text, edits).text if edits is not None else None) == written


def test_a_decade_is_to_come_as_often_as_in_the_source() -> None:
    assert decade_edits("in 1980 and 1980", "1980", ["1980"], "en") is None
    edits = decade_edits("in 1970 and the 1970", "1970", ["1980", "1990"], "en")
    assert edits is not None
    assert Edited("in 1970 and the 1970", edits).text == "in the 1980s and the 1990s"
