"""Single quotation marks are told from apostrophes."""

from __future__ import annotations

import time

import pytest

from translator.text.edits import Edited
from translator.text.quotation import quotation_readings


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("'Where are you going?' she asked.", '"Where are you going?" she asked.'),
        ("He said, 'I don't know, it's late.'", "He said, \"I don't know, it's late.\""),
        ("‘It’s late,’ he said.", '"It’s late," he said.'),
        ("The 'expert' and the 'wise man'", 'The "expert" and the "wise man"'),
        ("the ‘expert’", 'the "expert"'),
        ("rock 'n' roll, the '90s, the dogs' owner and the cats' food", None),
        ("L'ami d'Anne, c'est l'heure. Aujourd'hui", None),
        ("Isn't he John's friend?", None),
        ("'Yes' and 'No,' he read 'Hamlet', then 'Macbeth.'", '"Yes" and "No," he read "Hamlet", then "Macbeth."'),
        ("'It's late,' said Tom, 'and I'm tired.'", '"It\'s late," said Tom, "and I\'m tired."'),
        ("'Er, no,' he said. '90 degrees,' he said.", '"Er, no," he said. "90 degrees," he said.'),
        ("5' 10' tall", None),
        ("We waited 'til the boys' bus came, and go 'round to the girls' club.", None),
        ("'Twas a good day and the boys' team won. 'Em all, the kids' toys.", None),
        ("Fish ‘n’ chips, the ‘90s boys’ bands, Sing 'til the mornin' comes", None),
        ("'The Johnsons' house, he said, is big.", None),
    ],
)
def test_single_quotation_marks_are_read_as_double_ones(text: str, read: str | None) -> None:
    assert Edited(text, quotation_readings(text)).text == (read or text)


def test_no_text_takes_long() -> None:
    began = time.perf_counter()
    for text in ("'" * 20_000, "'A" * 20_000, "‘" * 20_000, "'A, " * 20_000):
        list(quotation_readings(text))
    assert time.perf_counter() - began < 5
