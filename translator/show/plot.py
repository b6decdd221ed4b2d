"""The attention figure for a paper, a lesson or a page: PNG and SVG by matplotlib, HTML by ourselves."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

from translator.decoding.alignment import Aligned
from translator.errors import TranslatorError

KINDS = (".png", ".svg", ".html")
INCHES_A_WORD = 0.42
LEAST_WRITTEN = 0.05
DPI = 200
_LACKING = r"Glyph (\d+) .*missing from"


def write_plot(aligned: Aligned, path: Path) -> str:
    """Write the figure; the ending of ``path`` says what kind.

    Returns:
        characters that the font of a PNG lacks, and shows as boxes.

    Raises:
        TranslatorError: the ending is none of those known, matplotlib is missing, or the file cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise TranslatorError(f"{path.name} ends in none of {', '.join(KINDS)}; give the plot one of these endings")
    try:
        if kind == ".html":
            from translator.show.plot_page import attention_page

            path.write_text(attention_page(aligned), encoding="utf-8")
            return ""
        lacking = _draw(aligned, path, kind.removeprefix("."))
    except OSError as error:
        raise TranslatorError(f"cannot write {path}: {error.strerror}") from error
    return lacking if kind == ".png" else ""  # an SVG has the text itself, and its reader other fonts


def _draw(aligned: Aligned, path: Path, kind: str) -> str:
    """Draw the figure; returns what the font lacks."""
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise TranslatorError(
            "PNG and SVG plots need matplotlib: pip install 'translator[plot]'; an .html plot needs nothing"
        ) from error
    weights = aligned.attention
    targets, sources = max(1, weights.shape[0]), max(1, weights.shape[1])
    figure = Figure(figsize=(1.6 + INCHES_A_WORD * sources, 1.2 + INCHES_A_WORD * targets), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    if weights.size:
        axes.imshow(weights, cmap="Blues", vmin=0, vmax=1, aspect="equal")
    axes.set_xticks(
        range(len(aligned.source_words)), [word.text for word in aligned.source_words], rotation=60, ha="left"
    )
    axes.set_yticks(range(len(aligned.target_words)), [word.text for word in aligned.target_words])
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_xticks([place - 0.5 for place in range(1, weights.shape[1])], minor=True)
    axes.set_yticks([place - 0.5 for place in range(1, weights.shape[0])], minor=True)
    axes.grid(which="minor", color="0.9", linewidth=0.6)
    axes.tick_params(which="minor", length=0)
    for target, row in enumerate(weights):
        for source, weight in enumerate(row):
            if weight >= LEAST_WRITTEN:
                colour = "white" if weight > 0.6 else "black"
                axes.text(source, target, f"{weight:.2f}", ha="center", va="center", fontsize=6.5, color=colour)
    for source, target in aligned.alignment:
        axes.add_patch(_square(source, target))
    # Text stays text, so that a figure in a page or a paper can be searched and read aloud.
    from matplotlib import rc_context

    with (
        rc_context({"svg.fonttype": "none", "svg.hashsalt": "translator"}),
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.filterwarnings("always", message=_LACKING)
        figure.savefig(path, format=kind, dpi=DPI, metadata={"Date": None} if kind == "svg" else None)
    found = (re.match(_LACKING, str(warning.message)) for warning in caught)
    return "".join(dict.fromkeys(chr(int(match[1])) for match in found if match))


def _square(source: int, target: int) -> Any:
    """A frame round the cell of a link."""
    from matplotlib.patches import Rectangle

    return Rectangle((source - 0.46, target - 0.46), 0.92, 0.92, fill=False, edgecolor="tab:orange", linewidth=1.2)
