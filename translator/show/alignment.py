"""The alignment table: for every word written, the source words it came from.

am      → suis 0.92
a       → suis 0.41, etudiant 0.38
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from translator.decoding.alignment import Aligned
from translator.show.palette import QUIET, weight_text, word_style
from translator.show.rows import Row, rows_of

MOST_ROWS_IN_ONE_COLUMN = 12
COLUMN_GAP = 4
WIDE = 120


def alignment_table(aligned: Aligned, *, width: int) -> RenderableType:
    """A row a target word, with its source words in order of weight, coloured; then those that were passed over.

    Words that were looked at without being linked stand in brackets after the others.

    Args:
        aligned: with its attention.
        width: of the terminal, in cells; nothing comes out wider, and nothing is cropped.
    """
    rows = _rows(aligned)
    if not rows:
        return Text("")
    word_width = min(max(cell_len(row[0].plain) for row in rows), max(8, width // 3))
    columns = _column_count(rows, word_width, width)
    table = Table.grid(padding=(0, 1), expand=False)
    for column in range(columns):
        if column:
            table.add_column(width=COLUMN_GAP - 2)
        table.add_column(width=word_width, overflow="fold")
        table.add_column(width=1, style=QUIET)
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
    note = _passed_over(aligned)
    return Group(table, note) if note else table


def _rows(aligned: Aligned) -> list[tuple[Text, Text]]:
    rows = []
    for row in rows_of(aligned):
        style = word_style(row.sources[0]) if row.sources else QUIET
        rows.append((Text(aligned.target_words[row.target].text, style=style), _sources(aligned, row)))
    return rows


def _sources(aligned: Aligned, row: Row) -> Text:
    weights = aligned.attention[row.target]
    shown = Text(", ").join(_weighed(aligned, source, float(weights[source])) for source in row.sources)
    if not row.sources:
        ending = f"; end of sentence\u00a0{row.end_mark:.2f}" if row.end_mark else ""
        shown.append(f"nothing{ending}", style=f"italic {QUIET}")
    if row.others:
        shown.append(" (looked at ", style=QUIET)
        shown.append(Text(", ").join(_weighed(aligned, other, float(weights[other])) for other in row.others))
        shown.append(")", style=QUIET)
    return shown


def _weighed(aligned: Aligned, source: int, weight: float) -> Text:
    part = Text(aligned.source_words[source].text, style=word_style(source, weight))
    part.append(f"\u00a0{weight_text(weight)}", style=f"not bold {QUIET}")
    return part


def _column_count(rows: Sequence[tuple[Text, Text]], word_width: int, width: int) -> int:
    """Several columns, read downwards, where the terminal is wide and the sentence long."""
    if width < WIDE or len(rows) <= MOST_ROWS_IN_ONE_COLUMN:
        return 1
    widest = word_width + 4 + max(cell_len(row[1].plain) for row in rows) + COLUMN_GAP
    return max(1, min(3, width // widest))


def _passed_over(aligned: Aligned) -> Text | None:
    words = [aligned.source_words[index] for index in aligned.passed_over]
    if not words:
        return None
    note = Text("not looked at: ", style=QUIET)
    note.append(Text(", ").join(Text(word.text, style="strike") for word in words))
    return note
