"""A document: its source, and the slices of it that are prose. All else stays as it is, character by character."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from translator.text.items import Item, Kind, find_items

Translate = Callable[[Sequence[str], Sequence[Sequence[Item]]], Sequence[str]]
"""Texts, and what is to be kept in each, to translations; line ends in them mean nothing."""

_FIRST_MARK, _LAST_MARK = "\ue000", "\uf8ff"  # for private use: neither language writes them


@dataclass(frozen=True)
class Slice:
    """A run of prose in the half-open range ``[start, end)`` of the source.

    Attributes:
        text: what is translated; a mark, one character for private use, stands for each piece of markup.
        items: the marks, and what else is to be kept.
        marks: what each mark stands for.
        line_ends: what each line's end in ``text`` stands for, what begins the next line included.
        escaped: whether ``&``, ``<`` and ``>`` must be escaped on the way out.
    """

    start: int
    end: int
    text: str
    items: tuple[Item, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    line_ends: tuple[str, ...] = ()
    escaped: bool = False

    def render(self, translation: str) -> str:
        """The translation with markup and line ends in place."""
        translation = translation.rstrip() + self.text[len(self.text.rstrip()) :]
        text = html.escape(translation, quote=False) if self.escaped else translation
        # In one pass: what a mark stands for may be such a character itself, and must not be taken for a later mark.
        written = dict(self.marks)
        text = _MARKS.sub(lambda mark: written.pop(mark.group(), ""), text)
        lines = text.split("\n")
        ends = [*self.line_ends, *["\n"] * len(lines)][: len(lines) - 1]
        return "".join(part for line, end in zip(lines, [*ends, ""], strict=True) for part in (line, end))


@dataclass(frozen=True)
class Document:
    """A source and its slices, in order."""

    source: str
    slices: tuple[Slice, ...]

    def translate(self, translate: Translate) -> str:
        """The document in the other language."""
        translations = translate([part.text for part in self.slices], [part.items for part in self.slices])
        out: list[str] = []
        position = 0
        for part, translation in zip(self.slices, translations, strict=True):
            out += (self.source[position : part.start], part.render(translation))
            position = part.end
        out.append(self.source[position:])
        return "".join(out)

    @property
    def prose(self) -> str:
        """What is to be translated, for telling the language."""
        return "\n".join(_MARKS.sub("", part.text) for part in self.slices)


_MARKS = re.compile(f"[{_FIRST_MARK}-{_LAST_MARK}]")


@dataclass
class SliceBuilder:
    """Puts a slice together from prose and markup, from left to right."""

    start: int
    escaped: bool = False
    _text: list[str] = field(default_factory=list)
    _length: int = 0
    _items: list[Item] = field(default_factory=list)
    _marks: list[tuple[str, str]] = field(default_factory=list)
    _line_ends: list[str] = field(default_factory=list)

    def prose(self, text: str) -> None:
        """Add words. Characters that would look like marks are kept as markup."""
        for part in _MARKS_APART.split(text):
            if _MARKS.fullmatch(part):
                self.mark(part, "hold")
            else:
                self._add(part)

    def mark(self, written: str, kind: Kind) -> int:
        """Add a piece of markup; its number, by which a partner is found."""
        if len(self._marks) > ord(_LAST_MARK) - ord(_FIRST_MARK) - 1:
            self._add(written)  # thousands of pieces of markup in one paragraph: the network may have the rest
            return len(self._items) - 1
        mark = chr(ord(_FIRST_MARK) + len(self._marks))
        self._items.append(Item(self._length, self._length + 1, kind))
        self._marks.append((mark, written))
        self._add(mark)
        return len(self._items) - 1

    def pair(self, opening: int, closing: int) -> None:
        """Make partners of two marks."""
        first, last = self._items[opening], self._items[closing]
        self._items[opening] = Item(first.start, first.end, "open", last.start)
        self._items[closing] = Item(last.start, last.end, "close", first.start)

    def line_end(self, written: str) -> None:
        """Add a line's end that means nothing."""
        self._line_ends.append(written)
        self._add("\n")

    def build(self, end: int) -> Slice | None:
        """The slice; None if there is no letter in it."""
        text = "".join(self._text)
        if not any(character.isalpha() for character in text):
            return None
        taken = {item.start for item in self._items}
        others = [
            item for item in find_items(text) if item.kind != "break" and taken.isdisjoint(range(item.start, item.end))
        ]
        items = tuple(sorted((*self._items, *others), key=lambda item: item.start))
        return Slice(self.start, end, text, items, tuple(self._marks), tuple(self._line_ends), self.escaped)

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)


_MARKS_APART = re.compile(f"([{_FIRST_MARK}-{_LAST_MARK}])")
