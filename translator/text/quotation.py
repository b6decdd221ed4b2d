"""Single quotation marks, which networks take for apostrophes: 'Where are you going?' she asked."""

from __future__ import annotations

from collections.abc import Iterator

from translator.text.edits import Edit
from translator.text.patterns import Pattern

# Speech begins with a capital and ends with a stop, whatever apostrophes are in it; else there is none in it.
_QUOTED = Pattern(
    r"(?<![\w'’])(?:['‘](?=[A-ZÀ-Þ])[^\n\"]{1,400}?(?<=[.,?!…])['’]|'(?!n'|\d)[^\s'\"’][^'\"’\n]{1,80}(?<!\s)'|‘[^‘’\n\"]{1,400}’)"
    r"(?![\w'’])"
)


def quotation_readings(text: str) -> Iterator[Edit]:
    """Edits that write double quotation marks for single ones, which are read better."""
    if "'" not in text and "‘" not in text:
        return
    for found in _QUOTED.finditer(text):
        yield Edit(found.start(), found.start() + 1, '"')
        yield Edit(found.end() - 1, found.end(), '"')
