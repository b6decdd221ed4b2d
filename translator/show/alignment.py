"""The alignment table: for every word written, the source words it looked at.

am      → suis 0.92
a       → suis 0.41, etudiant 0.38
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from translator.decoding.translation import Translation

# Readable on light and on dark grounds alike; a word keeps its colour wherever it appears.
PALETTE = ("blue", "magenta", "green", "red", "cyan", "yellow")
STRONG, WEAK = 0.6, 0.25
MOST_NAMES_IN_TEXT = 12
COLUMN_GAP = 4
WIDE = 120


def alignment_table(translation: Translation, *, width: int) -> RenderableType:
    """A row a target word, with its source words in order of weight, coloured; then what nobody looked at.

    Args:
        translation: with its attention.
        width: of the terminal, in cells; nothing comes out wider, and nothing is cropped.
    """
    rows = _rows(translation)
    if not rows:
        return Text("")
    word_width = min(max(cell_len(row[0].plain) for row in rows), max(8, width // 3))
    columns = _column_count(rows, word_width, width)
    table = Table.grid(padding=(0, 1), expand=False)
    for column in range(columns):
        if column:
            table.add_column(width=COLUMN_GAP - 2)
        table.add_column(width=word_width, overflow="fold")
        table.add_column(width=1, style="dim")
        room = (width - (columns - 1) * COLUMN_GAP) // columns - word_width - 5
        table.add_column(max_width=max(10, room), overflow="fold")
    height = -(-len(rows) // columns)
    for line in range(height):
        cells: list[RenderableType] = []
        for column in range(columns):
            if column:
                cells.append("")
            index = column * height + line
            cells.extend((rows[index][0], "→", rows[index][1]) if index < len(rows) else ("", "", ""))
        table.add_row(*cells)
    left_out = _not_looked_at(translation)
    if not left_out:
        return table
    note = Text("not looked at: ", style="dim")
    note.append(Text(", ").join(Text(word) for word in left_out))
    return Group(table, note)


def word_style(source_index: int, weight: float = 1.0) -> str:
    """Colour says which source word, boldness how much; the figure beside it says both without either."""
    colour = PALETTE[source_index % len(PALETTE)]
    if weight >= STRONG:
        return f"bold {colour}"
    return colour if weight >= WEAK else f"dim {colour}"


def _rows(translation: Translation) -> list[tuple[Text, Text]]:
    linked: dict[int, list[int]] = {}
    for source, target in translation.alignment:
        linked.setdefault(target, []).append(source)
    words = translation.target_words
    only_punctuation = all(word.is_punctuation for word in words)
    rows = []
    for target, word in enumerate(words):
        if word.is_punctuation and not only_punctuation:
            continue
        weights = translation.attention[target]
        sources = sorted(linked.get(target, []), key=lambda source: -weights[source])
        looked_at = _sources(translation, sources, weights) if sources else _nothing(translation, target)
        rows.append((Text(word.text, style=word_style(sources[0]) if sources else ""), looked_at))
    return rows


def _sources(translation: Translation, sources: Sequence[int], weights: Sequence[float]) -> Text:
    parts = []
    for source in sources:
        weight = float(weights[source])
        part = Text(translation.source_words[source].text, style=word_style(source, weight))
        part.append(f"\u00a0{weight:.2f}", style="dim")
        parts.append(part)
    return Text(", ").join(parts)


def _nothing(translation: Translation, target: int) -> Text:
    share = float(translation.end_mark[target]) if len(translation.end_mark) else 0.0
    return Text(f"(nothing; end of sentence {share:.2f})", style="dim")


def _column_count(rows: Sequence[tuple[Text, Text]], word_width: int, width: int) -> int:
    """Several columns, read downwards, where the terminal is wide and the sentence long."""
    if width < WIDE or len(rows) <= MOST_NAMES_IN_TEXT:
        return 1
    widest = word_width + 4 + max(cell_len(row[1].plain) for row in rows) + COLUMN_GAP
    return max(1, min(3, width // widest))


def _not_looked_at(translation: Translation) -> list[str]:
    looked_at = {source for source, _ in translation.alignment}
    return [
        word.text
        for index, word in enumerate(translation.source_words)
        if index not in looked_at and not word.is_punctuation
    ]
