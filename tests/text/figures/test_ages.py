"""Ages by tens are read in words, and are no decades."""

from __future__ import annotations

import pytest

from translator.text.edits import Edited
from translator.text.figures.ages import age_readings
from translator.text.items import find_items


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("She is in her mid-30s, he in his '80s.", "She is in her mid-thirties, he in his eighties."),
        ("in my early 20s, in one's 50s", "in my early twenties, in one's fifties"),
        ("People in their 20s and 30s rent.", "People in their twenties and thirties rent."),
        ("in his mid to late 40s", "in his mid to late forties"),
        ("their 401ks, her 1990s, the 30s, her 30s-style", None),
    ],
)
def test_ages_are_read_in_words(text: str, read: str | None) -> None:
    assert Edited(text, age_readings(text)).text == (read or text)


def test_they_are_no_items() -> None:
    text = "In her 30s, in his 40s or 50s, in the 1990s"
    assert [text[item.start : item.end] for item in find_items(text)] == ["1990s"]
