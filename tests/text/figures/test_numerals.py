"""Numbers as French and English write them."""

from __future__ import annotations

import pytest

from translator.text.edits import Edited
from translator.text.figures.numerals import Context, numeral_edits, rewritten


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
    "number",
    [
        "2.4",
        "$10.000",
        "1.000 km",
        "$1.5m",
        "3.5x2.5 cm",
        "192.168.0.1",
        "12.05.2011",
        "3,14",
        "1,2000",
        "10:30",
        "1,200-1,500",
        "02 40",
    ],
)
def test_english_that_could_mean_another_thing_stays(number: str) -> None:
    assert rewritten(number, "fr") == number


@pytest.mark.parametrize(
    "number",
    ["1,200", "12.500", "06 12 34 56 78", "0 800 123 456", "18h45", "1,5,2", "20 k€", "+33 612 345 678", "1,٢٣٤"],
)
def test_french_that_could_mean_another_thing_stays(number: str) -> None:
    assert rewritten(number, "en") == number


def test_words_beside_tell_what_a_number_is() -> None:
    assert rewritten("3.5", "fr", Context(after=" millions de personnes")) == "3,5"
    assert rewritten("3.5", "fr", Context(after=" de la loi")) == "3.5"
    english = [("$5", " millions"), ("$5,000", " dollars"), ("$1,000", "-a-day"), ("$20", "–30")]
    for number, after in english:
        assert rewritten(number, "fr", Context(after=after)) == number
    assert rewritten("255,255,255", "fr", Context(before="RGB ")) == "255,255,255"
    french = [("articles ", "3,4"), ("John ", "3,16"), ("call ", "118 218"), ("20–", "30 €")]
    for before, number in french:
        assert rewritten(number, "en", Context(before)) == number
    assert rewritten("12 €", "en", Context(after=" 50")) == "12 €"
    assert rewritten("15 000 €", "en", Context(before="12 000 - ")) == "15,000 €"
    assert rewritten("3,50 €/kg", "en") == "€3.50/kg"
    assert rewritten("(3,5 %)", "en") == "(3.5%)"


def test_no_break_spaces_in_full_and_nothing_when_off() -> None:
    assert rewritten("$12,500", "fr", spacing="full") == "12\u202f500\u00a0$"
    assert rewritten("3.5%", "fr", spacing="full") == "3,5\u00a0%"
    assert rewritten("1,200", "fr", spacing="off") == "1,200"


def test_only_the_sources_own_numbers_are_rewritten() -> None:
    source, text = "1,200 of 3,400 came, version 2.4.", "1,200 sur 3,400 sont venus en 5,600, version 2.4."
    edits = numeral_edits(source, text, "fr", "plain")
    assert Edited(text, edits).text == "1 200 sur 3 400 sont venus en 5,600, version 2.4."
    assert not list(numeral_edits(source, text, "fr", "off"))


@pytest.mark.parametrize(
    ("before", "number", "after", "written"),
    [
        ("leaves at ", "8 h 15", "", "8:15"),
        ("the ", "8h15", " train", "8:15"),
        ("until ", "14 h", "", "14:00"),
        ("from 8 h to ", "10 h", "", "10:00"),
        ("after ", "2 h 30", "", "2:30"),
        ("after ", "2 h 30", " of walking", "2 h 30"),
        ("After ", "24 h", ", rinse", "24 h"),
        ("lasts ", "2 h 30", "", "2 h 30"),
        ("a ", "2 h", " flight", "2 h"),
        ("at ", "90 h", "", "90 h"),
    ],
)
def test_french_times_of_day_where_the_words_beside_say_so(before: str, number: str, after: str, written: str) -> None:
    assert rewritten(number, "en", Context(before, after)) == written


@pytest.mark.parametrize(
    ("before", "number", "after", "written"),
    [
        ("part à ", "08:15", "", "8 h 15"),
        ("finit à ", "12:00", "", "12 h"),
        ("de ", "8:00", " à 10:00", "8 h"),
        ("chanson de ", "3:45", "", "3:45"),
        ("Jean ", "3:15", "", "3:15"),
        ("à ", "24:59", "", "24:59"),
    ],
)
def test_english_times_of_day_where_the_words_beside_say_so(before: str, number: str, after: str, written: str) -> None:
    assert rewritten(number, "fr", Context(before, after)) == written


def test_sums_of_money_are_in_words_in_french() -> None:
    source, text = "It cost $3.5 million and €2 billion.", "Cela a coûté $3.5 millions et €2 milliards."
    written = "Cela a coûté 3,5 millions de dollars et 2 milliards d'euros."
    assert Edited(text, numeral_edits(source, text, "fr", "plain")).text == written
    source, text = "From $10 to $20 million.", "De $10 à $20 millions."
    assert not list(numeral_edits(source, text, "fr", "plain"))
