"""Times of day: half days found and counted to twenty-four, and told from how long something takes."""

from __future__ import annotations

import pytest

from translator.text.clock import is_time_of_day, twenty_four
from translator.text.edits import Edited
from translator.text.items import find_items
from translator.text.numerals import numeral_edits


@pytest.mark.parametrize(
    ("half_day", "hours"),
    [
        ("8 p.m", "20:00"),
        ("8 p.m.", "20:00"),
        ("7:05 am", "7:05"),
        ("07.05AM", "7:05"),
        ("8:30pm", "20:30"),
        ("12 a.m.", "0:00"),
        ("12:15 PM", "12:15"),
        ("9am-5pm", "9:00-17:00"),
        ("9 a.m. – 5:30 p.m.", "9:00-17:30"),
        ("8 h 15", None),
        ("9-5", None),
        ("20:30", None),
    ],
)
def test_half_days_in_twenty_four_hours(half_day: str, hours: str | None) -> None:
    assert twenty_four(half_day) == hours


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Come at 8 p.m. Tom will be there.", ["8 p.m"]),
        ("Come at 8 p.m. on Monday.", ["8 p.m."]),
        ("Come at 8 p.m. Monday.", ["8 p.m."]),
        ("Closed from 12:30 p.m., open 9am-5pm.", ["12:30 p.m.", "9am-5pm"]),
        ("At 7PM (11 AM here)", ["7PM", "11 AM"]),
        ("It costs 5 amounts, 13 pm and 8 pmx.", ["5", "13", "8"]),
    ],
)
def test_half_days_are_items(text: str, items: list[str]) -> None:
    assert [text[item.start : item.end] for item in find_items(text)] == items


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Le magasin ouvre à ", ".", True),
        ("Il est ", " du matin.", True),
        ("ouvert de ", " à 18 h.", True),
        ("ouvert de 9 h à ", ".", True),
        ("Le train de ", " est en retard.", True),
        ("Jusqu’à ", ", on travaille.", True),
        ("La randonnée dure ", ".", False),
        ("Le village est à ", " de route.", False),
        ("Le prix est de ", " à 20 euros.", False),
        ("Il est à ", " d'avion.", False),
    ],
)
def test_the_source_tells_a_time_from_how_long_something_takes(before: str, after: str, expected: bool) -> None:
    assert is_time_of_day(before, after) is expected


@pytest.mark.parametrize(
    ("source", "translation", "written"),
    [
        ("The meeting is at 3 pm.", "La réunion est 15:00.", "La réunion est 15 h."),
        ("It is 7:05 a.m.", "Il est 7:05.", "Il est 7 h 05."),
        ("Open 9am-5pm.", "Ouvert 9:00-17:00.", "Ouvert 9 h-17 h."),
        ("We won 3:15.", "Nous avons gagné 3:15.", "Nous avons gagné 3:15."),
    ],
)
def test_half_days_are_written_as_french_writes_them(source: str, translation: str, written: str) -> None:
    assert Edited(translation, numeral_edits(source, translation, "fr", "plain")).text == written


def test_french_times_are_written_as_english_writes_them_where_the_source_says_what_they_are() -> None:
    source, translation = "Il est 7 h du matin, et on marche 3 h 30.", "It is 7 h in the morning, and we walk 3 h 30."
    assert (
        Edited(translation, numeral_edits(source, translation, "en", "plain")).text
        == "It is 7:00 in the morning, and we walk 3 h 30."
    )
