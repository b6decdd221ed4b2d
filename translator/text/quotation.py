"""Single quotation marks, which networks take for apostrophes: 'Where are you going?' she asked."""

from __future__ import annotations

from collections.abc import Iterator

from translator.text.edits import Edit
from translator.text.patterns import Pattern

_NO_QUOTE = r"(?!(?i:t(?:is|was|were|il|ill)|em|im|er|cause|cos|coz|bout|round|n|s)(?!\w)|\d)"  # 'tis, '90s
# Speech begins with a capital and ends with a stop, whatever apostrophes are in it.
_SPEECH = r"['‘](?=[A-ZÀ-Þ])[^\n\"]{1,400}?(?<=[.,?!…])['’]"
_WORD = r"['‘][^\s'\"‘’]{2,40}['’]"
# Else there is no apostrophe in it, and no plural's possessive or mornin' at its end.
_WORDS = r"'[^\s'\"’][^'\"’\n]{1,80}(?<![\ss])(?<!in)'|‘[^‘’\n\"]{1,80}(?<![\ss])(?<!in)’"
_QUOTED = Pattern(rf"(?<![\w'’])(?=.{_NO_QUOTE})(?:{_SPEECH}|{_WORD}|{_WORDS})(?![\w'’])")


def quotation_readings(text: str) -> Iterator[Edit]:
    """Edits that write double quotation marks for single ones, which are read better."""
    if "'" not in text and "‘" not in text:
        return
    for found in _QUOTED.finditer(text):
        yield Edit(found.start(), found.start() + 1, '"')
        yield Edit(found.end() - 1, found.end(), '"')
