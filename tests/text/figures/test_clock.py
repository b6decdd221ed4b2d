"""Times of day: half days found and counted to twenty-four, and told from how long something takes."""

from __future__ import annotations

import pytest

from translator.text.edits import Edited
from translator.text.figures.clock import is_time_of_day
from translator.text.figures.numerals import numeral_edits
from translator.text.items import find_items


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("Come at 8 p.m. Tom will be there.", {"8 p.m": "20:00"}),
        ("Come at 8 p.m. on Monday.", {"8 p.m.": "20:00"}),
        ("Come at 8 p.m. Monday.", {"8 p.m.": "20:00"}),
        ("Come at 8 p.m. EST.", {"8 p.m.": "20:00"}),
        ("At 7PM (11.05 AM here)", {"7PM": "19:00", "11.05 AM": "11:05"}),
        ("12 a.m., 12:15 pm, 07:05am", {"12 a.m.": "0:00", "12:15 pm": "12:15", "07:05am": "7:05"}),
        ("Closed at noon, open 9am-5pm.", {"9am-5pm": "9:00-17:00"}),
        ("9 a.m. – 5:30 p.m.", {"9 a.m. – 5:30 p.m": "9:00-17:30"}),
        ("It is 2-5 p.m. today, 9–5 pm tomorrow", {"2-5 p.m.": "14:00-17:00", "9–5 pm": "9:00-17:00"}),
        ("from 6:30 to 8 p.m.", {"6:30": "18:30", "8 p.m": "20:00"}),
        ("between 11 and 1 pm", {"11": "11:00", "1 pm": "13:00"}),
        ("The museum (8 p.m.) is free", {"(8 p.m.)": "(20:00)"}),
        ('He said "8 p.m." and left', {'"8 p.m."': '"20:00"'}),
        ("5 amps, 13 pm, 8 pmx, 3 to 5 women, 5pm@a.com, 10am.com, 9am-5pm.png, 12pm/index.html", {}),
    ],
)
def test_half_days_are_read_as_twenty_four_hours(text: str, reads: dict[str, str]) -> None:
    found = {text[item.start : item.end]: item.reads for item in find_items(text) if item.reads}
    assert found == reads


@pytest.mark.parametrize(
    ("before", "time", "after", "expected"),
    [
        ("Le magasin ouvre à ", "9 h", ".", True),
        ("Il est ", "7 h", " du matin.", True),
        ("Venez ", "5 h", " de l'après-midi.", True),
        ("ouvert de ", "9 h", " à 18 h.", True),
        ("ouvert de 9 h à ", "18 h", ".", True),
        ("Ouvert ", "9h-18h", ".", True),
        ("à 8 h, 10 h et ", "14 h", "", True),
        ("Le train de ", "17 h 42", " est en retard.", True),
        ("Jusqu’à ", "15 h", ", on travaille.", True),
        ("La randonnée prend ", "3 h 30", ".", None),
        ("La randonnée dure ", "3 h 30", ".", False),
        ("La cuisson dure de ", "1 h", " à 1 h 30.", False),
        ("La cuisson dure de 1 h à ", "1 h 30", ".", False),
        ("Il travaille de ", "2 h", " à 3 h par jour.", False),
        ("Le village est à ", "2 h", " de route.", False),
        ("Paris est à ", "3 h", " en train.", False),
        ("Un vol de ", "8 h", " jusqu'à New York.", False),
        ("Un délai fixé à ", "24 h", ".", False),
    ],
)
def test_the_source_tells_a_time_from_how_long_something_takes(
    before: str, time: str, after: str, expected: bool | None
) -> None:
    assert is_time_of_day(time, before, after) is expected


@pytest.mark.parametrize(
    ("source", "translation", "written"),
    [
        ("The meeting is at 3 pm.", "La réunion est 15:00.", "La réunion est 15 h."),
        ("Lunch: 12:30 p.m.", "Déjeuner : 12:30.", "Déjeuner : 12 h 30."),
        ("Open 9am-5pm.", "Ouvert 9:00-17:00.", "Ouvert 9 h – 17 h."),
        ("8 p.m.", "8 p.m.", "20 h."),
        ("At 8 p.m. on Monday.", "À 20:00 ans lundi.", "À 20 h lundi."),
        ("Let's meet at 10:00 tomorrow.", "On se retrouve à 10:00 heures demain.", "On se retrouve à 10 h demain."),
        ("It took 10:00 hours.", "Cela a pris 10:00 heures.", "Cela a pris 10:00 heures."),
        ("The 8:12 train is late.", "Le train 8:12 est en retard.", "Le train de 8 h 12 est en retard."),
        ("The 8:12 train is late.", "Le train de 8:12 est en retard.", "Le train de 8 h 12 est en retard."),
        ("The 9am-5pm bus.", "Le bus 9:00-17:00.", "Le bus de 9 h – 17 h."),
        ("On the 12:00 bus.", "Dans le bus 12:00.", "Dans le bus de 12 h."),
        ("It costs $15 on Friday.", "Cela coûte $15 ans vendredi.", "Cela coûte 15 $ vendredi."),
        ("She will be 15 on Friday.", "Elle aura 15 ans vendredi.", "Elle aura 15 ans vendredi."),
        ("We won 3:15.", "Nous avons gagné 3:15.", "Nous avons gagné 3:15."),
        ("It was 20:00, we met at 8 p.m.", "C'était 20:00, on s'est vus 20:00.", "C'était 20:00, on s'est vus 20 h."),
        ("It was 20:00, we met at 8 p.m.", "C'était 20:00.", "C'était 20:00."),
    ],
)
def test_half_days_are_written_as_french_writes_them(source: str, translation: str, written: str) -> None:
    assert Edited(translation, numeral_edits(source, translation, "fr", "plain")).text == written


@pytest.mark.parametrize(
    ("source", "translation", "written"),
    [
        ("Il est 7 h du matin.", "It is 7 h in the morning.", "It is 7:00 in the morning."),
        ("Venez à 5 h de l'après-midi.", "Come at 5 h of the afternoon.", "Come at 5:00 of the afternoon."),
        ("Ouvert 9h-18h.", "Open 9h-18h.", "Open 9:00–18:00."),
        ("On marche 8 h et on part à 8 h.", "We walk 8 h and leave 8 h.", "We walk 8 h and leave 8:00."),
        ("Paris est à 3 h en train.", "Paris is at 3 h by train.", "Paris is at 3 h by train."),
    ],
)
def test_french_times_are_written_as_english_writes_them(source: str, translation: str, written: str) -> None:
    assert Edited(translation, numeral_edits(source, translation, "en", "plain")).text == written
