"""Normalisation: many ways of typing the same text become one, and every character remembers where it came from."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_APOSTROPHES = "\u2019\u2018\u02bc\u02b9\u2032\uff07`\u00b4"
_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
_HYPHENS = "\u2010\u2011\u2012\u00ad"
_INVISIBLE = (
    "\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064"
    "\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

MOST_MARKS = 32
SPACES = " \u00a0\u202f"  # those within a line that text is printed with: ordinary, no-break, narrow no-break

_REPLACEMENTS: dict[str, str] = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_QUOTES, '"'),
    **dict.fromkeys(_HYPHENS, "-"),
    "\u00ad": "",
    **dict.fromkeys(_INVISIBLE, ""),
    "\u2026": "...",
    "\u2028": " ",
    "\u2029": " ",
    "\u2581": "_",  # SentencePiece's own mark for a space: it would read one
}
# Those that put one character in the place of one; what stays to be looked at after them is rare.
_ONE_FOR_ONE = str.maketrans(
    {old: new for old, new in _REPLACEMENTS.items() if len(new) == 1} | dict.fromkeys("\u00a0\u202f\t", " ")
)


@dataclass(frozen=True)
class Normalised:
    """Normalised text and, for every character of it (and its end), the index in the original.

    Attributes:
        text: the normalised text.
        origin: len(text) + 1 indices into the original text, never falling.
    """

    text: str
    origin: tuple[int, ...] | range

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the original that made the normalised range ``[start, end)``."""
        if start >= end:
            return self.origin[start], self.origin[start]
        return self.origin[start], max(self.origin[end - 1] + 1, self.origin[end]) if end < len(
            self.origin
        ) - 1 else self.origin[end]

    def original_spans(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """As `original_span`, of many."""
        if isinstance(self.origin, range):  # every character is where it was
            return spans
        return [self.original_span(start, end) for start, end in spans]


def normalise(text: str) -> str:
    """NFC; one kind of apostrophe, quotation mark, hyphen and space; nothing invisible; no space at the ends."""
    return normalise_with_origin(text).text


def normalise_with_origin(text: str) -> Normalised:
    """As `normalise`, keeping the map back to the original's characters."""
    simple = text.translate(_ONE_FOR_ONE)
    if (
        simple.isprintable()
        and "  " not in simple
        and "\u2026" not in simple
        and simple == simple.strip(" ")
        and (text.isascii() or unicodedata.is_normalized("NFC", text))
    ):
        return Normalised(simple, range(len(text) + 1))
    return _character_by_character(text)


def _character_by_character(text: str) -> Normalised:
    characters: list[str] = []
    origin: list[int] = []
    for start, cluster in _clusters(text):
        for character in _replace(cluster):
            if character == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(character)
            origin.append(start)
    while characters and characters[-1] == " ":
        characters.pop()
        origin.pop()
    origin.append(len(text) if not characters else _end_of_last(text, origin[-1]))
    return Normalised("".join(characters), tuple(origin))


def _end_of_last(text: str, start: int) -> int:
    end = start + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _clusters(text: str) -> list[tuple[int, str]]:
    """The text, invisible characters left out, cut where nothing composes across the cut; with start indices."""
    visible = [(i, character) for i, character in enumerate(text) if _REPLACEMENTS.get(character) != ""]
    if unicodedata.is_normalized("NFC", "".join(character for _, character in visible)):
        return visible
    clusters: list[tuple[int, str]] = []
    for i, character in visible:
        # Past so many marks on one letter nothing composes, and each would cost as much as all before it.
        if clusters and len(clusters[-1][1]) < MOST_MARKS and _joins(clusters[-1][1], character):
            clusters[-1] = (clusters[-1][0], clusters[-1][1] + character)
        else:
            clusters.append((i, character))
    return clusters


def _joins(before: str, character: str) -> bool:
    """Whether the character combines with what stands before it: an accent, or a part of a Hangul syllable."""
    if unicodedata.combining(character):
        return True
    last = unicodedata.normalize("NFC", before)[-1]
    return unicodedata.normalize("NFC", last + character) != last + unicodedata.normalize("NFC", character)


def _replace(cluster: str) -> str:
    composed = unicodedata.normalize("NFC", cluster)
    replaced = "".join(_REPLACEMENTS.get(character, character) for character in composed)
    return "".join(
        " " if character.isspace() or unicodedata.category(character) in ("Cc", "Cs") else character
        for character in replaced
    )
