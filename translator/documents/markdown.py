"""Markdown: code, links' addresses, images, markup and layout stay; prose is translated.

markdown-it-py parses; its rules are watched for where in the source each piece of markup stands, so that nothing is
written anew.
"""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from translator.documents.document import ENDS_OF_SENTENCES, Document, Slice, SliceBuilder
from translator.documents.hypertext import html_slices
from translator.documents.verbatim import kept_lines, verbatim

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n.*?\n\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_WATCHED = (
    "verbatim",
    "backticks",
    "strikethrough",
    "emphasis",
    "link",
    "image",
    "autolink",
    "html_inline",
    "escape",
    "entity",
    "newline",
)
_WIDTHS = {"em": (0, 1, 0, 1), "strong": (-1, 1, 0, 2), "s": (0, 2, 0, 2)}  # from, to of what opens; of what closes
_WIDTH_OF_DELIMITER = {"emphasis": 1, "strikethrough": 2}
# A run of spaces is tried once, from its beginning: from each of its spaces, a long one would take minutes.
_LINE_END = re.compile(r"(?:(?<![ \t])[ \t]++)?\n[ \t]*")
_HTML_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")
# GitHub's alerts: "> [!NOTE]" alone in a quotation's first line says what kind of box it is.
_ALERT = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?=\n|$)", re.IGNORECASE)
# Notes; dashes as typewriters have them; and a table's escaped bar.
_LITERAL = re.compile(r"\[\^[^\]\s]+\]:?|(?:(?<=\s)|^)-{2,3}(?=\s|$)|(?<=[\w.,;:!?)\"'’»*_])-{2,3}(?=[\w\"'(«*_])|\\\|")
# In a table, bars within code part no cells for those who write it; a character that no text has hides them.
_BAR = "\ufdd0"
_CODE_OR_BAR = re.compile(r"(?P<ticks>`{1,2})(?P<code>[^`\n]+)(?P=ticks)|\\\|")


@dataclass(frozen=True)
class _Mark:
    """A piece of markup in the half-open range ``[start, end)`` of a paragraph's content, and what it is."""

    start: int
    end: int
    role: str  # hold, cut, plain (an entity: ``written``), or the name of an element with + or - before it
    written: str | None = None


def parse_markdown(source: str) -> Document:
    """Find the prose of a Markdown text (CommonMark, tables and strikethrough; front matter is left alone)."""
    front = _FRONT_MATTER.match(source)
    offset = front.end() if front else 0
    body = source[offset:]
    starts = [offset]
    starts.extend(found.end() + offset for found in re.finditer("\n", body))
    shadow = _CODE_OR_BAR.sub(lambda found: found.group().replace("|", _BAR), body) if _BAR not in body else body
    slices = list(_slices(source, source[:offset] + shadow, offset, starts))
    slices.sort(key=lambda part: part.start)
    return Document(source, tuple(slices))


def _slices(source: str, shadow: str, offset: int, starts: list[int]) -> Iterator[Slice]:
    """The slices of what begins at an offset; the shadow is the source without what would mislead the parser."""
    cell_from = (-1, 0)  # in a table: the line, and where in it the next cell may begin
    for token in _parser().parse(shadow[offset:].replace("\r", " ").replace("\x00", "\ufffd")):
        if token.map is None:
            continue
        first, last = token.map
        if token.type == "html_block":
            start, end = starts[first], starts[last] if last < len(starts) else len(source)
            yield from (_shifted(part, start) for part in html_slices(source[start:end]))
        elif token.type == "inline" and token.content.strip():
            marks = list(_marks(token))
            least = cell_from[1] if cell_from[0] == first else starts[first]
            places = _places(shadow, token.content, first, starts, least)
            if places is None:
                continue
            cell_from = (first, places[-1][1])
            content = token.content.replace(_BAR, "|") if _BAR in shadow != source else token.content
            part = _slice(source, content, marks, places, quoted=">" in source[starts[first] : places[0][0]])
            if part:
                yield part


def _shifted(part: Slice, by: int) -> Slice:
    return dataclasses.replace(part, start=part.start + by, end=part.end + by)


def _places(source: str, content: str, first: int, starts: list[int], least: int) -> list[tuple[int, int]] | None:
    """Where each line of a paragraph's content stands in the source; None where it was changed beyond finding."""
    found = []
    for number, line in enumerate(content.split("\n")):
        words = line.strip()
        begin = starts[first + number]
        end = starts[first + number + 1] - 1 if first + number + 1 < len(starts) else len(source)
        begin = max(begin, least)
        whole = source[begin:end].rstrip()
        last = begin + len(whole) - len(words)
        place = last if whole.endswith(words) else source.find(words, begin, end)
        if place < 0:
            return None
        if "|" in source[begin:place] and number == 0:
            nearer = source.find(words, begin, end)  # a cell of a table: the first that fits, not the last
            place = nearer if nearer >= 0 else place
        found.append((place, place + len(words)))
    return found


def _slice(
    source: str, content: str, marks: list[_Mark], places: list[tuple[int, int]], *, quoted: bool
) -> Slice | None:
    builder = SliceBuilder(places[0][0])
    ends = iter([source[end:start] for (_, end), (start, _) in pairwise(places)])
    open_marks: list[tuple[str, int]] = []
    position = 0
    if quoted and (alert := _ALERT.match(content)):
        builder.mark(alert.group(), "cut")
        position = alert.end()
    for mark in marks:
        if mark.start < position:
            continue
        _prose(builder, content[position : mark.start], ends)
        written = content[mark.start : mark.end] if mark.written is None else mark.written
        position = mark.end
        if mark.written is None and "\n" in written:  # as the source has it, with what begins its lines
            written = _restored(written, ends)
        if mark.role == "plain":
            builder.prose(written)
        elif mark.role in ("hold", "cut"):
            builder.mark(written, "hold" if mark.role == "hold" else "cut")
        elif mark.role[0] == "+":
            open_marks.append((mark.role[1:], builder.mark(written, "open")))
        else:
            number = builder.mark(written, "close")
            if open_marks and open_marks[-1][0] == mark.role[1:]:
                builder.pair(open_marks.pop()[1], number)
    _prose(builder, content[position:], ends)
    return builder.build(places[-1][1])


def _restored(written: str, ends: Iterator[str]) -> str:
    first, *lines = written.split("\n")
    parts = [first]
    for line in lines:
        parts[-1] = parts[-1].rstrip(" \t")  # a line's end has the spaces on both sides
        parts += (next(ends, "\n"), line.lstrip(" \t"))
    return "".join(parts)


def _prose(builder: SliceBuilder, text: str, ends: Iterator[str]) -> None:
    position = 0
    for found in _LINE_END.finditer(text):
        _words(builder, text[position : found.start()])
        builder.line_end(next(ends, "\n"))
        position = found.end()
    _words(builder, text[position:])


def _words(builder: SliceBuilder, text: str) -> None:
    position = 0
    for found in _LITERAL.finditer(text):
        builder.prose(text[position : found.start()])
        _literal(builder, found.group(), text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1])
        position = found.end()
    builder.prose(text[position:])


def _literal(builder: SliceBuilder, written: str, before: str, after: str) -> None:
    if written[0] == "-":
        builder.dash(written, glued=bool(before.strip() and after.strip()))
    else:
        begins_or_parts = written[-1] in ":|" or before in ENDS_OF_SENTENCES
        builder.mark(written, "cut" if begins_or_parts else "close")


def _marks(token: Token) -> Iterator[_Mark]:
    """The markup of a paragraph, in order."""
    content = token.content
    found: list[_Mark] = []
    for child in token.children or ():
        place = child.meta.get("from")
        if place is None:
            continue
        start, end = place
        if child.type == "verbatim":
            found.extend(_Mark(first, last, role, written) for first, last, role, written in child.meta["marks"])
            continue
        kind, _, side = child.type.rpartition("_")
        if kind in _WIDTHS:
            widths = _WIDTHS[kind][:2] if side == "open" else _WIDTHS[kind][2:]
            found.append(_Mark(start + widths[0], start + widths[1], ("+" if side == "open" else "-") + kind))
        elif child.type == "link_open" and child.markup != "autolink":
            label_end = child.meta["label_end"]
            closing = content[label_end:end]
            if closing in ("]", "][]"):  # the words were the name of the address; they will be others now
                closing = f"][{content[start + 1 : label_end]}]"
            found.append(_Mark(start, start + 1, "+link"))
            found.append(_Mark(label_end, end, "-link", closing))
        elif child.type == "hardbreak":
            found.append(_hard_break(content, start, end))
        elif child.type == "html_inline":
            found.append(_html(content, start, end))
        elif child.type in ("code_inline", "image") or child.markup == "autolink":
            found.append(_Mark(start, end, "hold"))
        elif child.type == "text_special":
            plain = html.unescape(content[start:end])
            speaks = child.info == "entity" and len(plain) == 1 and (plain.isalpha() or plain.isspace())
            found.append(_Mark(start, end, "plain" if speaks else "hold", plain if speaks else None))
    found.sort(key=lambda mark: mark.start)
    return iter(found)


def _hard_break(content: str, start: int, end: int) -> _Mark:
    """A backslash, or the spaces at a line's end, which that end brings along."""
    if content[start] == "\\":
        return _Mark(start, start + 1, "cut")
    first = start
    while first and content[first - 1] == " ":
        first -= 1
    return _Mark(first, start, "cut", "")


def _html(content: str, start: int, end: int) -> _Mark:
    raw = content[start:end]
    tag = _HTML_TAG.match(raw)
    if not tag or raw.endswith("/>"):
        return _Mark(start, end, "cut" if raw.lower().startswith(("<br", "<!--")) else "hold")
    name = tag.group(2).lower()
    if name in ("br", "img", "wbr", "input"):
        return _Mark(start, end, "cut" if name == "br" else "hold")
    return _Mark(start, end, ("-" if tag.group(1) else "+") + name)


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.disable("text_join")  # it would hide which characters were escaped
    parser.inline.ruler.before("escape", "verbatim", verbatim)
    parser.block.ruler.before("fence", "kept_lines", kept_lines, {"alt": ["paragraph", "reference", "blockquote"]})
    for name in _WATCHED:
        rules = parser.inline.ruler.__rules__
        rule = next(rule for rule in rules if rule.name == name)
        parser.inline.ruler.at(name, _watched(name, rule.fn))
    return parser


def _watched(name: str, rule: Callable[[Any, bool], bool]) -> Callable[[Any, bool], bool]:
    """The rule, noting on each token that it makes the range of the content it was made of."""

    def watch(state: Any, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        # Asked only where a link may be: it walks to the text's end.
        may_link = name == "link" and not silent and state.src[start] == "["
        label_end = state.md.helpers.parseLinkLabel(state, start) if may_link else -1
        state.pos = start
        matched = rule(state, silent)
        if matched and not silent:
            made = state.tokens[count:]
            if name in _WIDTH_OF_DELIMITER:
                width = _WIDTH_OF_DELIMITER[name]
                made = made[-((state.pos - start) // width) :]  # text that was waiting may have been pushed before them
                for number, token in enumerate(made):
                    token.meta["from"] = (start + number * width, start + (number + 1) * width)
            else:
                token = next((one for one in made if one.type != "text"), None)
                if token:
                    token.meta |= {"from": (start, state.pos), "label_end": label_end}
        return matched

    return watch
