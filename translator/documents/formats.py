"""Formats by file name: which files are documents, and which are lines."""

from __future__ import annotations

import contextlib
import dataclasses
from pathlib import Path

from translator.documents.document import Document
from translator.errors import TranslatorError

MARKDOWN, HYPERTEXT, SUBTITLES = (".md", ".markdown"), (".html", ".htm", ".xhtml"), (".srt", ".vtt")
_FORMATS = {"Markdown": MARKDOWN, "HTML": HYPERTEXT, "SubRip": (".srt",), "WebVTT": (".vtt",)}
# Text that is taken line by line; .fr and .en is how corpora are named.
LINES = ("", ".txt", ".text", ".fr", ".en", ".gz", ".xz", ".zst")

_BYTE_ORDER_MARK = "\ufeff"  # Windows programs begin a file with it; it is no part of what the file says


def is_document(path: Path) -> bool:
    """Whether a file has a structure of its own; if not, it is taken line by line.

    Raises:
        TranslatorError: it is of a kind that cannot be translated.
    """
    suffix = path.suffix.lower()
    if suffix in (*MARKDOWN, *HYPERTEXT, *SUBTITLES):
        return True
    # A dot in a name need not begin an extension (notes.2024), one that letters follow does.
    if suffix not in LINES and suffix[1:].isalnum() and not suffix[1:].isdigit():
        known = " ".join((*LINES[1:3], *MARKDOWN, *HYPERTEXT, *SUBTITLES))
        raise TranslatorError(
            f"cannot translate {path.name}: {suffix} is unknown; known are {known}, and lines on standard input"
        )
    return False


def open_document(path: Path) -> Document:
    """Read and take apart a Markdown, HTML, SubRip or WebVTT file.

    Raises:
        TranslatorError: it cannot be read, is neither UTF-8 nor what a page declares, or is a subtitle file without
            a cue.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TranslatorError(f"cannot read {path}: {error.strerror}") from error
    suffix = path.suffix.lower()
    source = _decoded(data, path, suffix)
    if suffix in SUBTITLES:
        from translator.documents.subtitles import has_cues

        if not has_cues(source):
            raise TranslatorError(f"{path} holds no cues: no line is like 00:00:01,000 --> 00:00:02,000")
    return parse(source, suffix)


def _decoded(data: bytes, path: Path, suffix: str) -> str:
    """What the bytes say: in UTF-8, or else in what a page declares, whose declaration may be out of date."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if suffix in HYPERTEXT:
            from translator.documents.declarations import codec_of_page

            codec = codec_of_page(data)
            if codec:
                with contextlib.suppress(UnicodeDecodeError):
                    return data.decode(codec)
        line = data.count(b"\n", 0, error.start) + 1
        raise TranslatorError(
            f"{path}, line {line}: not UTF-8; convert it first, as with: iconv -f WINDOWS-1252 -t UTF-8 {path.name}"
        ) from error


def refuse_another_format(source: Path, output: Path | None) -> None:
    """Refuse to write a document into a file that is named as another format: formats are kept, not converted.

    Raises:
        TranslatorError: it is named so.
    """
    if output is None:
        return
    ours, theirs = _format(source), _format(output)
    if ours and theirs and ours != theirs:
        raise TranslatorError(
            f"{source.name} is {ours} and stays so; {output.name} would be {theirs}: name it *{source.suffix.lower()}"
        )


def _format(path: Path) -> str | None:
    suffix = path.suffix.lower()
    return next((name for name, suffixes in _FORMATS.items() if suffix in suffixes), None)


def parse(source: str, suffix: str) -> Document:
    """Find the prose of a document's source, by its extension."""
    if source.startswith(_BYTE_ORDER_MARK):
        rest = parse(source[1:], suffix)
        moved = (dataclasses.replace(part, start=part.start + 1, end=part.end + 1) for part in rest.slices)
        languages = ((start + 1, end + 1) for start, end in rest.languages)
        return Document(_BYTE_ORDER_MARK + rest.source, tuple(moved), tuple(languages))
    if suffix in MARKDOWN:
        from translator.documents.markdown import parse_markdown

        return parse_markdown(source)
    if suffix in HYPERTEXT:
        from translator.documents.hypertext import parse_html

        return parse_html(source)
    from translator.documents.subtitles import parse_subtitles

    return parse_subtitles(source)
