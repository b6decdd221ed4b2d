"""Numbers as French and English write them."""

from __future__ import annotations

import pytest

from translator.text.edits import Edited
from translator.text.numerals import numeral_edits, rewritten


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("1,200", "1 200"),
        ("1,234,567.89", "1 234 567,89"),
        ("3.5%", "3,5 %"),
        ("50%", "50 %"),
        ("$1,250.50", "1 250,50 $"),
        ("€20", "20 €"),
        ("2.5 km", "2,5 km"),
        ("-0.5°C", "-0,5°C"),
        ("1995", "1995"),
    ],
)
def test_the_same_number_in_both(english: str, french: str) -> None:
    assert rewritten(english, "fr") == french
    assert rewritten(french, "en") == english


@pytest.mark.parametrize(
    "number", ["2.4", "192.168.0.1", "12.05.2011", "3,14", "1,2000", "10:30", "1,200-1,500", "02 40"]
)
def test_english_that_could_mean_another_thing_stays(number: str) -> None:
    assert rewritten(number, "fr") == number


@pytest.mark.parametrize("number", ["1,200", "12.500", "06 12 34 56 78", "0 800 123 456", "18h45", "1,5,2", "20 k€"])
def test_french_that_could_mean_another_thing_stays(number: str) -> None:
    assert rewritten(number, "en") == number


def test_a_word_beside_tells_a_measure() -> None:
    assert rewritten("3.5", "fr", following=" millions de personnes") == "3,5"
    assert rewritten("3.5", "fr", following=" de la loi") == "3.5"
    assert rewritten("$5", "fr", following=" millions") == "$5"
    assert rewritten("5 €", "en", following=" million") == "5 €"


def test_no_break_spaces_in_full_and_nothing_when_off() -> None:
    assert rewritten("$12,500", "fr", spacing="full") == "12\u202f500\u00a0$"
    assert rewritten("3.5%", "fr", spacing="full") == "3,5\u00a0%"
    assert rewritten("1,200", "fr", spacing="off") == "1,200"


def test_only_the_sources_own_numbers_are_rewritten() -> None:
    source, text = "1,200 of 3,400 came, version 2.4.", "1,200 sur 3,400 sont venus en 5,600, version 2.4."
    edits = numeral_edits(source, text, "fr", "plain")
    assert Edited(text, edits).text == "1 200 sur 3 400 sont venus en 5,600, version 2.4."
    assert not list(numeral_edits(source, text, "fr", "off"))


def test_times_of_day_where_the_words_beside_say_so() -> None:
    assert rewritten("8 h 15", "en", before="leaves at ") == "8:15"
    assert rewritten("8h15", "en", before="the ", following=" train") == "8:15"
    assert rewritten("14 h", "en", before="until ") == "14:00"
    assert rewritten("2 h 30", "en", before="lasts ") == "2 h 30"
    assert rewritten("90 h", "en", before="at ") == "90 h"
    assert rewritten("08:15", "fr", before="part à ") == "8 h 15"
    assert rewritten("12:00", "fr", before="finit à ", spacing="full") == "12\u00a0h"
    assert rewritten("3:15", "fr", before="Jean ") == "3:15"


def test_sums_of_money_are_in_words_in_french() -> None:
    source, text = "It cost $3.5 million and €2 billion.", "Cela a coûté $3.5 millions et €2 milliards."
    assert Edited(text, numeral_edits(source, text, "fr", "plain")).text == (
        "Cela a coûté 3,5 millions de dollars et 2 milliards d'euros."
    )
