"""The heat map: all attention weights, target words down, source words across.

The fuller a block, the more weight; a figure beside it says how much. Blocks are as dense on a light ground as on a
dark one, so the map needs no colour, and no knowledge of the ground.
"""

from __future__ import annotations

from itertools import chain

import numpy as np
from numpy.typing import NDArray
from rich.cells import cell_len, chop_cells, set_cell_size
from rich.console import Group, RenderableType
from rich.text import Text

from translator.decoding.alignment import Aligned
from translator.show.palette import HUES, QUIET

NARROW = 3  # cells of a column under a heading written downwards
WIDEST_HEADING = 12
BLOCKS = ((0.75, "█"), (0.5, "▓"), (0.25, "▒"), (0.05, "░"))
GAP = 1


def heatmap(aligned: Aligned, *, width: int) -> RenderableType:
    """The grid, with the words along both sides, in blocks of as many source words as fit the width.

    Where all fit, source words are written across; else downwards. Where there are several blocks, each leaves out the
    words that have no weight to show in it; those that have none anywhere are in the first.

    Args:
        aligned: with its attention.
        width: of the terminal, in cells.
    """
    if not aligned.target_words or not aligned.source_words:
        return Text("")
    label = min(max(cell_len(word.text) for word in aligned.target_words), max(6, width // 3))
    widths = [max(4, min(WIDEST_HEADING, cell_len(word.text))) for word in aligned.source_words]
    if label + sum(column + GAP for column in widths) <= width:
        return _across(aligned, label, widths)
    per_block = max(1, (width - label - 1) // NARROW)
    visible = aligned.attention >= BLOCKS[-1][0]
    blocks: list[RenderableType] = []
    for start in range(0, len(aligned.source_words), per_block):
        end = min(start + per_block, len(aligned.source_words))
        shown: NDArray[np.bool_] = np.any(visible[:, start:end], axis=1)
        if start == 0:
            shown = shown | ~np.any(visible, axis=1) | (end == len(aligned.source_words))
        blocks.append(_downwards(aligned, start, end, label, shown))
    return Group(*chain.from_iterable((block, Text("")) for block in blocks[:-1]), blocks[-1])


def _across(aligned: Aligned, label: int, widths: list[int]) -> Text:
    headings = [chop_cells(word.text, width) for word, width in zip(aligned.source_words, widths, strict=True)]
    height = max(map(len, headings))
    out = Text()
    for line in range(height):
        out.append(" " * label)
        for heading, width in zip(headings, widths, strict=True):
            first = height - len(heading)
            out.append(" " * GAP + set_cell_size(heading[line - first] if line >= first else "", width), style="bold")
        out.append("\n")
    for target, word in enumerate(aligned.target_words):
        out.append(_fit(word.text, label), style="bold")
        for source, width in enumerate(widths):
            weight = float(aligned.attention[target, source])
            figure = "1.0" if weight >= 0.995 else f"{weight:.2f}"[1:]
            cell = f"{_block(weight)}{figure}" if weight >= BLOCKS[-1][0] else "·"
            out.append(" " * GAP)
            out.append(set_cell_size(cell, width), style=_style(weight))
        out.append("\n")
    out.rstrip()
    return out


def _downwards(aligned: Aligned, start: int, end: int, label: int, shown: NDArray[np.bool_]) -> Text:
    out = Text()
    for line in _headings([word.text for word in aligned.source_words[start:end]]):
        out.append(" " * (label + 1) + line.rstrip() + "\n", style="bold")
    for target, word in enumerate(aligned.target_words):
        if not shown[target]:
            continue
        out.append(_fit(word.text, label), style="bold")
        out.append(" ")
        for source in range(start, end):
            weight = float(aligned.attention[target, source])
            tenth = min(9, int(weight * 10 + 0.5))
            cell = f"{_block(weight)}{tenth}" if weight >= BLOCKS[-1][0] else " ·"
            out.append(f"{cell} ", style=_style(weight))
        out.append("\n")
    out.rstrip()
    return out


def _headings(words: list[str]) -> list[str]:
    """Source words written downwards over their columns, all ending on the last line."""
    height = max(len(word) for word in words)
    padded = [word.rjust(height) for word in words]
    return ["".join(set_cell_size(f" {word[line]}", NARROW) for word in padded) for line in range(height)]


def _block(weight: float) -> str:
    return next((block for least, block in BLOCKS if weight >= least), " ")


def _style(weight: float) -> str:
    return HUES[0] if weight >= BLOCKS[-1][0] else QUIET


def _fit(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + "…"
