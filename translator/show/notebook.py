"""A translation as a notebook shows it: both texts with their words in colours, and the alignment table under them.

Self-contained HTML without scripts. Colours read on light and on dark grounds, and the ground is the notebook's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from translator.decoding.alignment import Aligned
from translator.files import printable
from translator.show.palette import STRONG, WEB_HUES, WEB_QUIET, weight_text
from translator.show.rows import Row, rows_of
from translator.text.words import Word

MOST_ROWS = 200  # a notebook holds every output that it ever showed
MOST_CHARACTERS = 5000  # of either text
TABLE = "border-collapse:collapse;margin:.4em 0"
CELL = "text-align:left;padding:.05em .8em .05em 0;background:none;border:none"


def notebook_html(aligned: Aligned) -> str:
    """The texts, each word in the colour of its source word, and the table with all weights."""
    rows = rows_of(aligned)
    sources = {index: index for index in {source for row in rows for source in row.sources}}
    targets = {row.target: row.sources[0] for row in rows if row.sources}
    lines = [
        _text(aligned.source, aligned.source_words, sources, getattr(aligned, "source_language", "")),
        _text(aligned.text, aligned.target_words, targets, getattr(aligned, "target_language", "")),
        _table(aligned, rows),
        _passed_over(aligned),
    ]
    return f'<div style="line-height:1.5">{"".join(lines)}</div>'


def _clean(text: str) -> str:
    return escape(printable(text))


def _word(text: str, source: int | None, weight: float = 0.0) -> str:
    """A word in the colour of a source word; ``bdi`` keeps its direction of writing to itself."""
    colour = WEB_QUIET if source is None else WEB_HUES[source % len(WEB_HUES)]
    bold = ";font-weight:bold" if weight >= STRONG else ""
    return f'<bdi style="color:{colour}{bold}">{_clean(text)}</bdi>'


def _text(text: str, words: Sequence[Word], hues: Mapping[int, int], language: str) -> str:
    parts, position = [], 0
    for index, word in enumerate(words):
        if word.end > MOST_CHARACTERS:
            break
        parts.append(_clean(text[position : word.start]))
        shown = text[word.start : word.end]
        parts.append(_word(shown, hues[index]) if index in hues else _clean(shown))
        position = word.end
    rest = text[position:]
    parts.append(_clean(rest) if len(text) <= MOST_CHARACTERS else " …")
    attribute = f' lang="{escape(language)}"' if language else ""
    return f'<div dir="auto" style="white-space:pre-wrap"{attribute}>{"".join(parts)}</div>'


def _table(aligned: Aligned, rows: Sequence[Row]) -> str:
    shown = "".join(_row(aligned, row) for row in rows[:MOST_ROWS])
    if len(rows) > MOST_ROWS:
        more = f"… and {len(rows) - MOST_ROWS:,} more words"
        shown += f'<tr><td colspan="2" style="{CELL};color:{WEB_QUIET}">{more}</td></tr>'
    return f'<table style="{TABLE}">{shown}</table>' if shown else ""


def _row(aligned: Aligned, row: Row) -> str:
    word = aligned.target_words[row.target].text
    weights = aligned.attention[row.target]

    def weighed(source: int) -> str:
        weight = float(weights[source])
        name = _word(aligned.source_words[source].text, source, weight)
        return f'{name} <span style="color:{WEB_QUIET}">{escape(weight_text(weight))}</span>'

    came_from = ", ".join(map(weighed, row.sources))
    if not row.sources:
        ending = f"; end of sentence {row.end_mark:.2f}" if row.end_mark else ""
        came_from = f'<i style="color:{WEB_QUIET}">nothing{ending}</i>'
    if row.others:
        came_from += f' <span style="color:{WEB_QUIET}">(looked at {", ".join(map(weighed, row.others))})</span>'
    target = _word(word, row.sources[0] if row.sources else None)
    return f'<tr style="background:none"><td style="{CELL}">{target}</td><td style="{CELL}">→ {came_from}</td></tr>'


def _passed_over(aligned: Aligned) -> str:
    words = [aligned.source_words[index].text for index in aligned.passed_over[:MOST_ROWS]]
    if not words:
        return ""
    struck = ", ".join(f"<s><bdi>{_clean(word)}</bdi></s>" for word in words)
    return f'<div style="color:{WEB_QUIET}">not looked at: {struck}</div>'
