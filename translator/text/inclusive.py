"""Inclusive spellings of French, étudiant·e·s, of which a network reads the shorter form: étudiants."""

from __future__ import annotations

from collections.abc import Iterator

from translator.text.edits import Edit
from translator.text.patterns import Pattern

_POINTS = "·‧⋅•"
_ADDED = "[a-zà-ÿ]{0,7}es?|e?ux|s"  # not "Rock·Pop"
_SPELT = Pattern(rf"(?<![\w{_POINTS}])(\w{{2,30}})[{_POINTS}]({_ADDED})(?:[{_POINTS}](s))?(?![\w{_POINTS}])")


def inclusive_readings(text: str) -> Iterator[Edit]:
    """Edits that leave out the added endings, with the plural's s kept."""
    if not any(point in text for point in _POINTS):
        return
    for found in _SPELT.finditer(text):
        word, added, plural = found.groups()
        if not added.isalpha() or not word[-1].isalpha():
            continue
        many = (plural or added.endswith("s")) and not word.endswith(("s", "x"))
        yield Edit(*found.span(), f"{word}{'s' if many else ''}")
