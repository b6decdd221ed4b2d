"""Decades: told from seconds and ages, read as networks know them, and written as each language does."""

from __future__ import annotations

import pytest

from translator.text.decades import as_decade, decade_edit, read_decade
from translator.text.edits import Edited
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
    ],
)
def test_decades_are_found(text: str, decades: list[str]) -> None:
    found = [as_decade(text, item.start, item.end) for item in find_items(text) if item.kind == "number"]
    assert [decade for decade in found if decade] == decades


def test_they_are_read_without_apostrophes() -> None:
    assert [read_decade("90", "'90s"), read_decade("1980", "1980's"), read_decade("80", "80")] == ["90s", "1980s", "80"]


@pytest.mark.parametrize(
    ("text", "number", "language", "written"),
    [
        ("dans les années 1980", "1980", "fr", "dans les années 1980"),
        ("dans les années 1980s", "1980", "fr", "dans les années 1980"),
        ("dans le 1980s", "1980", "fr", "dans les années 1980"),
        ("la musique du 80s", "80", "fr", "la musique des années 80"),
        ("En 1980s, tout allait", "1980", "fr", "Dans les années 1980, tout allait"),
        ("la mode 60s", "60", "fr", "la mode les années 60"),
        ("des années 60 ans", "60", "fr", "des années 60"),
        ("in the 80", "80", "en", "in the 80s"),
        ("in the 1980's.", "1980", "en", "in the 1980s."),
        ("in 1980 and 1980", "1980", "en", None),
        ("in the 19800s", "1980", "en", None),
        ("in the eighties", "80", "en", None),
    ],
)
def test_they_are_written_as_the_language_does(text: str, number: str, language: str, written: str | None) -> None:
    edit = decade_edit(text, number, language)
    assert (edit and Edited(text, [edit]).text) == written
