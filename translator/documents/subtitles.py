"""Subtitles, SubRip and WebVTT: numbers, timings, settings, styles and notes stay; only what is said is translated.

A sentence that runs over several cues is translated as one, and divided between them again. Both formats are lines
apart from that: the timing lines say where the words are, and all else is left alone, which no library's writer does.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translator.documents.document import Document, Slice, SliceBuilder

_TIME = r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"^[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}[^\n]*(?:\n|$)", re.MULTILINE)
_NUMBER_LINE = re.compile(r"\n[ \t\r]*\n(?:[^\n]*\S[^\n]*\n)?$")
_TAG = re.compile(r"<[^<>\n]*>|\{\\[^{}\n]*\}")
# A run of spaces is tried once, from its beginning: from each of its spaces, a long one would take minutes.
_LINE_END = re.compile(r"(?:(?<![ \t])[ \t]++)?\r?\n[ \t]*")
_ENDS_SENTENCE = re.compile(r"[.!?…:\"»”)\]♪][\s\"»”)]*$")
_SPEAKER = re.compile(r"[-‐–—]\s?\w|[-‐–—]\s?[\"'“«(\[¿¡….]")
_SOUND = re.compile(r"(?:[-‐–—]\s?)?(?:\([^()]*\)|\[[^\[\]]*\])")
MOST_CUES = 6  # that are taken for one sentence: more are a text without punctuation


@dataclass(frozen=True)
class _Cue:
    """What a cue says, at the half-open range ``[start, end)`` of the source."""

    start: int
    end: int


def parse_subtitles(source: str) -> Document:
    """Find what is said."""
    cues = list(_cues(source))
    entities = source.removeprefix("\ufeff").startswith("WEBVTT")  # SubRip has none: & and < are themselves
    return Document(source, tuple(part for group in _groups(source, cues) if (part := _slice(source, group, entities))))


def has_cues(source: str) -> bool:
    """Whether there is a timing line at all."""
    return bool(_TIMING.search(source))


def _cues(source: str) -> Iterator[_Cue]:
    timings = list(_TIMING.finditer(source))
    starts = [*(timing.start() for timing in timings), len(source)][1:]
    for timing, stop in zip(timings, starts, strict=True):
        end = stop
        if stop < len(source) and (numbered := _NUMBER_LINE.search(source, timing.end() - 1, stop)):
            end = numbered.start()
        text = source[timing.end() : end]
        # In WebVTT a blank line ends a cue; what follows may be a note. Blank lines in SubRip are tolerated by players.
        if note := re.search(r"\n[ \t\r]*\n(?=(?:NOTE|STYLE|REGION)\b)", text):
            text = text[: note.start()]
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        if text:
            yield from _units(text, timing.end() + lead)


def _units(text: str, start: int) -> Iterator[_Cue]:
    """A cue's text in parts that have nothing to do with each other: what each speaker says, and each sound."""
    begin = position = end = 0
    first = before = ""  # lines of the part
    for line in text.split("\n"):
        said = _TAG.sub("", line).strip()
        # A dash inside a sentence begins no answer, even at a line's beginning.
        answers = _SPEAKER.match(said) and (_SPEAKER.match(first) or _ENDS_SENTENCE.search(before))
        if first and said and (answers or _SOUND.fullmatch(said) or _SOUND.fullmatch(before)):
            yield _Cue(start + begin, start + end)
            begin = position + len(line) - len(line.lstrip())
            first = ""
        if said:
            first, before = first or said, said
        if line.strip():
            end = position + len(line.rstrip())
        position += len(line) + 1
    yield _Cue(start + begin, start + len(text))


def _groups(source: str, cues: Sequence[_Cue]) -> Iterator[list[_Cue]]:
    """Cues that one sentence runs through."""
    group: list[_Cue] = []
    for cue in cues:
        if group and (
            len(group) >= MOST_CUES
            or not _runs_on(source[group[-1].start : group[-1].end], source[cue.start : cue.end])
        ):
            yield group
            group = []
        group.append(cue)
    if group:
        yield group


def _runs_on(before: str, after: str) -> bool:
    before, after = _TAG.sub("", before).rstrip(), _TAG.sub("", after).lstrip()
    return bool(before and after) and not _ENDS_SENTENCE.search(before) and after[0].islower()


def _slice(source: str, group: Sequence[_Cue], entities: bool) -> Slice | None:
    builder = SliceBuilder(group[0].start, escaped=entities and "&" in source[group[0].start : group[-1].end])
    open_tags: list[tuple[str, int]] = []
    for number, cue in enumerate(group):
        if number:
            builder.line_end(source[group[number - 1].end : cue.start])
        position = cue.start
        for tag in _TAG.finditer(source, cue.start, cue.end):
            _prose(builder, source[position : tag.start()], entities)
            _mark(builder, tag.group(), open_tags, source[tag.end() : group[-1].end])
            position = tag.end()
        _prose(builder, source[position : cue.end], entities)
    return builder.build(group[-1].end)


def _mark(builder: SliceBuilder, tag: str, open_tags: list[tuple[str, int]], rest: str) -> None:
    """A pair of tags goes round its words; a position, a voice or a time stands where it stood, and divides."""
    found = re.match(r"<(/?)([a-zA-Z]+)", tag)
    name = found.group(2).lower() if found else ""
    if found and found.group(1):
        if open_tags and open_tags[-1][0] == name:
            builder.pair(open_tags.pop()[1], builder.mark(tag, "close"))
            return
    elif found and f"</{name}" in rest.lower():
        open_tags.append((name, builder.mark(tag, "open")))
        return
    builder.mark(tag, "cut")


def _prose(builder: SliceBuilder, text: str, entities: bool) -> None:
    position = 0
    for found in _LINE_END.finditer(text):
        _words(builder, text[position : found.start()], entities)
        builder.line_end(found.group())
        position = found.end()
    _words(builder, text[position:], entities)


def _words(builder: SliceBuilder, text: str, entities: bool) -> None:
    builder.prose(html.unescape(text) if entities else text)
