"""The heat map: all attention weights, target words down, source words across.

A cell is a digit, tenths of the weight, on a ground that is the darker the more weight: it reads without colour.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.text import Text

from translator.decoding.translation import Translation

CELL = 3
# Grounds for weights from 0 to 1, with a foreground that reads on each.
SHADES = (
    "dim",
    "black on color(195)",
    "black on color(159)",
    "black on color(123)",
    "black on color(81)",
    "black on color(39)",
    "white on color(33)",
    "white on color(27)",
    "white on color(20)",
    "white on color(18)",
)


def heatmap(translation: Translation, *, width: int) -> RenderableType:
    """The grid, in blocks of as many source words as fit the width; source words are numbered, with a legend.

    Args:
        translation: with its attention.
        width: of the terminal, in cells.
    """
    if not translation.target_words or not translation.source_words:
        return Text("")
    label = min(max(cell_len(word.text) for word in translation.target_words), max(6, width // 3))
    per_block = max(1, (width - label - 1) // CELL)
    blocks: list[RenderableType] = []
    for start in range(0, len(translation.source_words), per_block):
        blocks.append(_block(translation, start, min(start + per_block, len(translation.source_words)), label))
    return Group(*blocks)


def _block(translation: Translation, start: int, end: int, label: int) -> Text:
    out = Text()
    for line in _headings([word.text for word in translation.source_words[start:end]]):
        out.append(" " * (label + 1) + line.rstrip() + "\n")
    for target, word in enumerate(translation.target_words):
        out.append(_fit(word.text, label), style="bold")
        out.append(" ")
        for source in range(start, end):
            weight = float(translation.attention[target, source])
            tenth = min(9, int(weight * 10))
            out.append(f" {tenth or '·'} ", style=SHADES[tenth])
        out.append("\n")
    return out


def _headings(words: list[str]) -> list[str]:
    """Source words written downwards over their columns, all ending on the last line."""
    height = max(len(word) for word in words)
    padded = [word.rjust(height) for word in words]
    return ["".join(set_cell_size(f" {word[line]}", CELL) for word in padded) for line in range(height)]


def _fit(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + "…"
