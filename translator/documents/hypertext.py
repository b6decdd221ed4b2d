"""HTML: every tag, comment and attribute stays; only text is translated.

Python's own parser says where things are; what it names is then replaced in the source, so nothing is written anew.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from translator.documents.declarations import declaring_utf_8, languages_in
from translator.documents.document import ENDS_OF_SENTENCES, Document, Slice, SliceBuilder
from translator.documents.formulas import GLUED, is_base, is_raised_ending
from translator.text.items import LONGEST_WORD, Kind

_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite del dfn em font i img input ins label mark q ruby rp rt s small span strike "
    "strong sub sup time tt u wbr nobr data"
)
_INLINE = frozenset(_INLINE_NAMES.split())
_EMPTY_NAMES = "area base br col embed hr img input link meta param source track wbr"
_EMPTY = frozenset(_EMPTY_NAMES.split())
_KEPT_INLINE = frozenset(("code", "kbd", "samp", "var"))
_KEPT_BLOCK_NAMES = "script style pre textarea svg math template object iframe noscript canvas audio video"
_KEPT_BLOCK = frozenset(_KEPT_BLOCK_NAMES.split())
_SCRIPTS = ("sub", "sup")
_LONGEST_SCRIPT = 7  # tokens: <sup><a href="#n1">[1]</a></sup> has five
_STEM = re.compile(rf"(?:[{GLUED}]|&(?!nbsp)\w{{1,30}};)*+\Z")
_QUANTITY = re.compile(r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f]|&nbsp;)[kcdm]?m\Z")
_GLUED = re.compile(rf"[{GLUED}]*")
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[^\W\d_]|[*†‡§¶]{1,3})(?:[,;–-]\s?\d{1,3}){0,9}[\])]?")
_LAST_WORD = re.compile(r"\w+\Z")
# A run of spaces is tried once, from its beginning: from each of its spaces, a long one would take minutes.
_SPACE_WITH_LINE_END = re.compile(r"(?:(?<![ \t\r\f])[ \t\r\f]++)?\n\s*")


@dataclass(frozen=True)
class _Token:
    """A piece of the source: ``text``, ``start``, ``end`` (of an element) or ``other``."""

    kind: str
    name: str
    start: int
    end: int
    kept: bool = False  # marked as not to be translated


class _Tokens(HTMLParser):
    """Notes what is where."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = [0]
        for found in re.finditer("\n", source):
            self._lines.append(found.end())
        self._found: list[tuple[str, str, int, bool]] = []
        self.feed(source)
        self.close()
        starts = [start for _, _, start, _ in self._found]
        ends = [*starts[1:], len(source)][: len(starts)]
        self.tokens = [
            _Token(kind, name, start, end, kept)
            for (kind, name, start, kept), end in zip(self._found, ends, strict=True)
            if end > start
        ]

    def _note(self, kind: str, name: str = "", kept: bool = False) -> None:
        line, column = self.getpos()
        self._found.append((kind, name, self._lines[line - 1] + column, kept))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        kept = (values.get("translate") or "").lower() == "no" or "notranslate" in (values.get("class") or "").split()
        self._note("start", tag, kept)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note("empty", tag)

    def handle_endtag(self, tag: str) -> None:
        self._note("end", tag)

    def handle_data(self, data: str) -> None:
        self._note("text")

    def handle_entityref(self, name: str) -> None:
        self._note("text")

    def handle_charref(self, name: str) -> None:
        self._note("text")

    def handle_comment(self, data: str) -> None:
        self._note("other")

    def handle_decl(self, decl: str) -> None:
        self._note("other")

    def handle_pi(self, data: str) -> None:
        self._note("other")

    def unknown_decl(self, data: str) -> None:
        self._note("other")


def parse_html(source: str) -> Document:
    """Find the prose of a page, or of a part of one. The page is to be UTF-8, and will say so."""
    tokens = _Tokens(source).tokens
    declared = "".join(_declaring_utf_8(source, tokens))
    if declared != source:
        source, tokens = declared, _Tokens(declared).tokens
    page = next((token for token in tokens if token.kind == "start" and token.name == "html"), None)
    named = languages_in(source[page.start : page.end]) if page else ()
    languages = tuple((page.start + start, page.start + end) for start, end in named) if page else ()
    return Document(source, tuple(_slices(source, tokens)), languages)


def html_slices(source: str) -> Iterator[Slice]:
    """The slices of a part of a page."""
    return _slices(source, _Tokens(source).tokens)


def _declaring_utf_8(source: str, tokens: list[_Token]) -> Iterator[str]:
    position = 0
    for token in tokens:
        if token.name == "meta" or source.startswith("<?xml", token.start):
            yield source[position : token.start]
            yield declaring_utf_8(source[token.start : token.end])
            position = token.end
    yield source[position:]


def _slices(source: str, tokens: list[_Token]) -> Iterator[Slice]:
    run: list[_Token] = []
    for token in _elements(source, tokens):
        if token.kind == "text" or token.name in _INLINE or token.kind == "kept" or token.kind == "other":
            run.append(token)
        else:
            yield from _slice(source, run)
            run = []
    yield from _slice(source, run)


def _elements(source: str, tokens: list[_Token]) -> Iterator[_Token]:
    """The tokens, with each element that is not to be translated as one."""
    ends: dict[str, list[int]] = {}
    for number, token in enumerate(tokens):
        if token.kind == "end":
            ends.setdefault(token.name, []).append(number)
    number = 0
    while number < len(tokens):
        token = tokens[number]
        inline = token.name in _KEPT_INLINE or token.name in _INLINE
        kept = token.kept or token.name in _KEPT_INLINE or token.name in _KEPT_BLOCK
        if token.kind == "start" and kept and token.name not in _EMPTY:
            last = _closing(tokens, number, ends.get(token.name, []))
            yield _Token("kept" if inline else "block", "", token.start, tokens[last].end)
            number = last + 1
            continue
        yield token
        number += 1


def _closing(tokens: list[_Token], number: int, ends: list[int]) -> int:
    """The number of the end tag that closes an element; of its start tag, where nothing does."""
    name = tokens[number].name
    for position in range(bisect_right(ends, number), len(ends)):
        inner = sum(t.kind == "start" and t.name == name for t in tokens[number + 1 : ends[position]])
        if inner <= position - bisect_right(ends, number):
            return ends[position]
    return number


def _slice(source: str, run: list[_Token]) -> Iterator[Slice]:
    while run and run[-1].kind == "other":
        run = run[:-1]
    while run and run[0].kind == "other":
        run = run[1:]
    if not run:
        return
    builder = SliceBuilder(run[0].start, escaped=True)
    open_tags: list[tuple[str, int]] = []
    raised = _raised_endings(source, run)
    wholes = list(_wholes(source, run, raised))[::-1]
    position = run[0].start
    for number, token in enumerate(run):
        start = max(token.start, position)
        while wholes and wholes[-1][0] < token.end:
            first, last, kind = wholes.pop()
            if start < first:
                _prose(builder, html.unescape(source[start:first]))
            builder.mark(source[first:last], kind)
            start = position = last
        raw = source[start : token.end]
        if number in raised or start >= token.end:
            continue
        if token.kind == "text":
            _prose(builder, html.unescape(raw))
        elif token.kind in ("kept", "empty") or token.name in _EMPTY or token.kind == "other":
            builder.mark(raw, "cut" if token.kind == "other" else "hold")
        elif token.kind == "start":
            open_tags.append((token.name, builder.mark(raw, "open")))
        else:
            closing = builder.mark(raw, "close")
            for depth in range(len(open_tags) - 1, -1, -1):
                if open_tags[depth][0] == token.name:
                    builder.pair(open_tags[depth][1], closing)
                    del open_tags[depth:]
                    break
    part = builder.build(run[-1].end)
    if part:
        yield part


def _wholes(source: str, run: list[_Token], raised: set[int]) -> Iterator[tuple[int, int, Kind]]:
    """Where formulas with indices and marks of notes stand, in order: each is kept as a whole."""
    end = 0  # of the last formula, which may go on
    begun = -1  # where it began
    number = 0
    while number < len(run):
        last = number if number in raised else _script(source, run, number)
        if last == number:
            number += 1
            continue
        start, stop = run[number].start, run[last - 1].end
        before = run[number - 1] if number else None
        floor = before.start if before and before.kind == "text" else start
        found = _STEM.search(source, max(floor, end, start - LONGEST_WORD), start)
        stem = html.unescape(found.group()) if found else ""
        goes_on = begun >= 0 and (found.start() if found else start) == end
        lowered = run[number].name == "sub"
        if goes_on or (stem and run[number].name in _SCRIPTS and is_base(stem, lowered=lowered)):
            if not goes_on:
                if begun >= 0:
                    yield begun, end, "hold"
                quantity = _QUANTITY.search(source, max(floor, end, start - LONGEST_WORD), start)
                begun = quantity.start() if quantity else found.start() if found else start
            end = stop
            if last < len(run) and run[last].kind == "text":
                after = _GLUED.match(source, stop, run[last].end)
                end = after.end() if after else stop
        elif _is_note(source, run, number, last):
            if begun >= 0:
                yield begun, end, "hold"
            begun = -1
            yield start, stop, "cut" if source[start - 1] in ENDS_OF_SENTENCES else "close"
            end = stop
        number = last
    if begun >= 0:
        yield begun, end, "hold"


def _script(source: str, run: list[_Token], number: int) -> int:
    """The number after the element that begins here, if it is an index, or a link that is one; else its own."""
    if run[number].kind != "start" or run[number].name not in (*_SCRIPTS, "a"):
        return number
    open_names: list[str] = []
    scripts = 0
    for last in range(number, min(number + _LONGEST_SCRIPT, len(run))):
        token = run[last]
        if token.kind == "start":
            open_names.append(token.name)
            scripts += token.name in _SCRIPTS
        elif token.kind == "end":
            if open_names.pop() != token.name:
                return number
            if not open_names:
                return last + 1 if scripts else number
        elif token.kind != "text" or not open_names[-1:] or re.search(r"\s", source[token.start : token.end]):
            return number
    return number


def _is_note(source: str, run: list[_Token], number: int, last: int) -> bool:
    """Whether an element is the mark of a note, glued to what it is a note to."""
    inside = "".join(source[token.start : token.end] for token in run[number:last] if token.kind == "text")
    glued = number > 0 and not source[run[number].start - 1].isspace()
    return glued and bool(_NOTE_MARK.fullmatch(html.unescape(inside)))


def _raised_endings(source: str, run: list[_Token]) -> set[int]:
    """The numbers of tags that raise the ending of a word, and nothing else."""
    tags: set[int] = set()
    for number, (word, opening, ending, closing) in enumerate(zip(run, run[1:], run[2:], run[3:], strict=False)):
        kinds = [(token.kind, token.name) for token in (opening, ending, closing)]
        if kinds == [("start", "sup"), ("text", ""), ("end", "sup")] and word.kind == "text":
            stem = _LAST_WORD.search(source[word.start : word.end])
            if stem and is_raised_ending(stem.group(), source[ending.start : ending.end]):
                tags |= {number + 1, number + 3}
    return tags


def _prose(builder: SliceBuilder, text: str) -> None:
    position = 0
    for found in _SPACE_WITH_LINE_END.finditer(text):
        builder.prose(text[position : found.start()])
        builder.line_end(found.group())
        position = found.end()
    builder.prose(text[position:])
