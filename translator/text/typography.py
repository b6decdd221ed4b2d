"""French typography: apostrophes, guillemets, and the spaces that keep « : ; ! ? » from the beginning of a line.

After the Lexique des règles typographiques of the Imprimerie nationale: a no-break space before a colon and inside
guillemets, a narrow one before ``; ! ?``, none before a comma or a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from translator.text.edits import Edit, outside
from translator.text.items import find_items

Style = Literal["full", "plain", "off"]

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['`´](?=[\w«\"“])|(?<=[^\W\d_])['`´](?=\s[^\W\d_])")
_HIGH = re.compile(r"(?<![ \u00a0\u202f])([ \u00a0\u202f]*+)([:;!?]+)(?=$|[\s»”\"')\]…])")
_DOTS = re.compile(r"(?<!\.)\.{3}(?!\.)")
_OPENS_AFTER = re.compile(r"(?:^|[\s(\[’'—–-])$")
_CLOSES_BEFORE = re.compile(r"$|[\s,.;:!?…)\]»”]")


@dataclass(frozen=True)
class _Spaces:
    colon: str
    high: str
    guillemets: str


_FULL, _PLAIN = _Spaces("\u00a0", "\u202f", "\u00a0"), _Spaces(" ", " ", " ")


def french_edits(text: str, style: Style = "full") -> list[Edit]:
    """Edits that make a French text typographically right.

    Args:
        text: in French; addresses, code, times and other items in it are not touched.
        style: ``full`` for ``’``, guillemets, ``…`` and no-break spaces; ``plain`` for an ordinary space before
            ``: ; ! ?`` and all else as on a typewriter; ``off`` for nothing.
    """
    if style == "off":
        return []
    kept = [(item.start, item.end) for item in find_items(text) if item.kind in ("hold", "cut", "number")]
    edits = [*_high_marks(text, _FULL if style == "full" else _PLAIN)]
    if style == "full":
        edits += [Edit(*found.span(), "’") for found in _APOSTROPHE.finditer(text)]
        edits += [Edit(*found.span(), "…") for found in _DOTS.finditer(text)]
        edits += _guillemets(text)
    return outside(edits, kept)


def _high_marks(text: str, spaces: _Spaces) -> Iterator[Edit]:
    for found in _HIGH.finditer(text):
        if found.start() == 0 or text[found.start() - 1] in "\n(":
            continue
        space = spaces.colon if found.group(2)[0] == ":" else spaces.high
        if found.group(1) != space:
            yield Edit(found.start(1), found.end(1), space)


def _guillemets(text: str) -> list[Edit]:
    """« » for straight marks in pairs; “ ” for a pair within. What does not pair is left as it is."""
    marks = list(re.finditer(r"[\"“”„«»]", text))
    sides = _sides_by_spacing(text, marks)
    if not _pairs(sides):
        sides = _sides_by_turns(text, marks)
        if not _pairs(sides):
            return []
    edits: list[Edit] = []
    depth = least = 0
    for found, opens in zip(marks, sides, strict=True):
        start, end = found.span()
        if opens:
            while text[end : end + 1] in ("\u00a0", "\u202f", " ") and end < len(text):
                end += 1
            edits.append(Edit(start, end, "“" if depth else "«\u00a0"))
            depth += 1
        else:
            depth -= 1
            while start > least and text[start - 1] in "\u00a0\u202f ":
                start -= 1
            edits.append(Edit(start, end, "”" if depth else "\u00a0»"))
        least = end
    return edits


def _sides_by_spacing(text: str, marks: Sequence[re.Match[str]]) -> list[bool]:
    """Whether each mark opens, by what stands beside it; a straight one that has space on both sides takes turns."""
    sides: list[bool] = []
    waiting = 0  # straight ones that are open
    for found in marks:
        mark = found.group()
        opens = mark in "«“„"
        if mark == '"':
            opens = bool(_OPENS_AFTER.search(text[max(0, found.start() - 1) : found.start()]))
            if opens and _CLOSES_BEFORE.match(text, found.end()):
                opens = waiting == 0
            waiting = max(0, waiting + (1 if opens else -1))
        sides.append(opens)
    return sides


def _sides_by_turns(text: str, marks: Sequence[re.Match[str]]) -> list[bool]:
    """Straight marks in turns; none where one that would open stands after a letter, as after a number of inches."""
    sides = [number % 2 == 0 for number in range(len(marks))]
    for found, opens in zip(marks, sides, strict=True):
        before = text[max(0, found.start() - 1) : found.start()]
        if found.group() != '"' or (opens and not _OPENS_AFTER.search(before)):
            return [False]
    return sides


def _pairs(sides: Sequence[bool]) -> bool:
    depths = list(accumulate(1 if opens else -1 for opens in sides))
    return not depths or (min(depths) >= 0 and depths[-1] == 0)
