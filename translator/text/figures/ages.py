"""Ages by tens, as English writes them in figures: in her mid-30s, people in their 20s and 40s."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.text.edits import Edit
from translator.text.patterns import Pattern

_TENS = r"['’]?[1-9]0s(?![\w-])"
_AGES = Pattern(
    r"\b(?:[Hh]is|[Hh]er|[Mm]y|[Yy]our|[Tt]heir|[Oo]ur|[Oo]ne['’]s)[ \u00a0]"
    r"(?:(?:early|mid|late)(?:[ -]|[ ](?:to|or)[ ](?:mid|late)[ -]))?"
    rf"(?P<tens>{_TENS}(?:(?:, | and | or | to ){_TENS})*)"
)
_WORDS = ("", "teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def age_readings(text: str) -> Iterator[Edit]:
    """Edits that write ages in words, as networks know them: in her mid-thirties."""
    if "0s" not in text:
        return
    for found in _AGES.finditer(text):
        for tens in re.finditer(_TENS, found["tens"]):
            start = found.start("tens") + tens.start()
            yield Edit(start, start + len(tens.group()), _WORDS[int(tens.group().strip("'’")[0])])
