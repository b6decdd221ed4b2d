"""A document: its source, and the slices of it that are prose. All else stays as it is, character by character."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from translator.text.items import Item, Kind, find_items

Translate = Callable[[Sequence[str], Sequence[Sequence[Item]]], Sequence[str]]
"""Texts, and what is to be kept in each, to translations; line ends in them mean nothing."""

ENDS_OF_SENTENCES = frozenset('.!?…»”"')
"""After these, a note's mark belongs to all of the sentence."""

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
        dashes: how each dash in ``text`` is written, such as ``--``, and whether it is glued to the words beside it;
            none where all are written as they are read.
    """

    start: int
    end: int
    text: str
    items: tuple[Item, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    line_ends: tuple[str, ...] = ()
    escaped: bool = False
    dashes: tuple[tuple[str, bool], ...] = ()

    def render(self, translation: str) -> str:
        """The translation with markup and line ends in place."""
        translation = translation.rstrip() + self.text[len(self.text.rstrip()) :]
        translation = self._with_stops_inside(_without_sung_stops(self.text, translation))
        translation = self._with_dashes(translation) if self.dashes else translation
        text = html.escape(translation, quote=False) if self.escaped else translation
        # In one pass: what a mark stands for may be such a character itself, and must not be taken for a later mark.
        written = dict(self.marks)
        # What a mark stands for may have lines of its own, whose ends are not the text's.
        lines = [_MARKS.sub(lambda mark: written.pop(mark.group(), ""), line) for line in text.split("\n")]
        ends = [*self.line_ends, *["\n"] * len(lines)][: len(lines) - 1]
        return "".join(part for line, end in zip(lines, [*ends, ""], strict=True) for part in (line, end))

    def _with_dashes(self, translation: str) -> str:
        waiting = iter(self.dashes)

        def written(found: re.Match[str]) -> str:
            dash, glued = next(waiting, self.dashes[-1])
            return dash if glued else f"{found.group(1)}{dash}{found.group(2)}"

        return _DASH.sub(written, translation)

    def _with_stops_inside(self, translation: str) -> str:
        """The translation with the final mark that stood before a closing tag there again.

        Markup goes round words, and so the sentence's last mark comes to stand after it.
        """
        inside = set()
        for item in self.items:
            before = self.text[item.start - 1 : item.start]
            if item.kind == "close" and item.partner >= 0 and (before in inside or before in _STOPS):
                inside.add(self.text[item.start])
        if not inside:
            return translation
        return _STOP_OUTSIDE.sub(
            lambda found: found.group(2) + found.group(1) if inside.issuperset(found.group(1)) else found.group(),
            translation,
        )


def _without_sung_stops(source: str, translation: str) -> str:
    """What is sung ends without a full stop where the source's lines do."""
    if not _NOTE.search(source) or _SUNG_STOP.search(source):
        return translation
    return _SUNG_STOP.sub("", translation)


@dataclass(frozen=True)
class Document:
    """A source and its slices, in order.

    Attributes:
        languages: half-open ranges of the source, none in a slice, where it names the language that it is in.
    """

    source: str
    slices: tuple[Slice, ...]
    languages: tuple[tuple[int, int], ...] = ()

    def translate(self, translate: Translate, language: str | None = None) -> str:
        """The document in the other language.

        Args:
            translate: of the slices.
            language: the other one, such as "fr", for the document to name; None leaves what it names.
        """
        translations = translate([part.text for part in self.slices], [part.items for part in self.slices])
        changes = [
            (part.start, part.end, part.render(translation))
            for part, translation in zip(self.slices, translations, strict=True)
        ]
        if language:
            changes = sorted([*changes, *((start, end, language) for start, end in self.languages)])
        out: list[str] = []
        position = 0
        for start, end, written in changes:
            out += (self.source[position:start], written)
            position = end
        out.append(self.source[position:])
        return "".join(out)

    @property
    def prose(self) -> str:
        """What is to be translated, for telling the language."""
        return "\n".join(_MARKS.sub("", part.text) for part in self.slices)


_MARKS = re.compile(f"[{_FIRST_MARK}-{_LAST_MARK}]")
_STOPS = frozenset(".!?…")
_DASH = re.compile("([ \u00a0\u202f]?)—([ \u00a0\u202f]?)")
_STOP_OUTSIDE = re.compile(
    rf"((?<![{_FIRST_MARK}-{_LAST_MARK}])[{_FIRST_MARK}-{_LAST_MARK}]++)([ \u00a0\u202f]?[.!?…]++)(?=\s|\Z)"
)
_NOTE = re.compile("[♩♪♫♬]")
_SUNG_STOP = re.compile(rf"(?<!\.)\.(?=[\s{_FIRST_MARK}-{_LAST_MARK}]*+(?:[♩♪♫♬]|\Z))")


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
    _dashes: list[tuple[str, bool]] = field(default_factory=list)

    def prose(self, text: str) -> None:
        """Add words. Characters that would look like marks are kept as markup."""
        for part in _MARKS_APART.split(text):
            if _MARKS.fullmatch(part):
                self.mark(part, "hold")
            else:
                self._dashes += [("—", False)] * part.count("—")
                self._add(part)

    def dash(self, written: str, *, glued: bool) -> None:
        """Add a dash as a typewriter has it; read is one that the network knows, apart from the words beside it."""
        self._dashes.append((written, glued))
        self._add(" — " if glued else "—")

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
        dashes = tuple(self._dashes) if any(written != "—" for written, _ in self._dashes) else ()
        return Slice(self.start, end, text, items, tuple(self._marks), tuple(self._line_ends), self.escaped, dashes)

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)


_MARKS_APART = re.compile(f"([{_FIRST_MARK}-{_LAST_MARK}])")
