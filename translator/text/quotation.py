"""Single quotation marks, which networks take for apostrophes: 'Where are you going?' she asked."""

from __future__ import annotations

from collections.abc import Iterator

from translator.text.edits import Edit
from translator.text.patterns import Pattern

# 'tis, 'til, '90s
_NO_QUOTE = r"(?!(?:(?i:tis|twas|twere|till?|em)|im|er|cause|cos|coz|bout|round|n|s)(?!\w)|(?:\d\d)?\d0s)"
# Speech ends with a stop, whatever apostrophes are in it, and begins with a capital or after a comma.
_SAID = r"(?:(?!(?<=[\s(])['‘]\w)[^\n\"]){1,400}?"
_SPEECH = rf"['‘](?=[A-ZÀ-Þ]){_SAID}(?<=[.,?!…])['’]|(?<=,[ ])['‘](?=[a-zà-ÿ]){_SAID}(?<=[.?!…])['’]"
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
