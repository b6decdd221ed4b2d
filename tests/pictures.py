"""Draws the README's pictures from what the shipped model says now: ``python -m tests.pictures``."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.console import Console, RenderableType
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, MONOKAI, TerminalTheme
from rich.text import Text

from translator import Translation, Translator
from translator.show.alignment import alignment_table
from translator.show.heatmap import heatmap

FOLDER = Path(__file__).resolve().parent / "pictures"
SENTENCE = "Elle ne porte jamais sa veste noire."
THEMES: dict[str, TerminalTheme] = {"light": DEFAULT_TERMINAL_THEME, "dark": MONOKAI}
WIDTH = 60


def pictures(translation: Translation) -> dict[str, str]:
    """SVG by file name: table and heat map, on a light ground and on a dark one."""
    drawn = {
        "table": alignment_table(translation, width=WIDTH),
        "heatmap": heatmap(translation, width=WIDTH),
    }
    flags = {"table": "", "heatmap": "--heatmap "}
    return {
        f"{name}-{theme}.svg": _svg(
            name, f'$ translate {flags[name]}"{SENTENCE}"', translation.text, renderable, colours
        )
        for name, renderable in drawn.items()
        for theme, colours in THEMES.items()
    }


def words_of(svg: str) -> list[str]:
    """What a picture says, without its figures: those may differ a little from one processor to the next."""
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    plain = " ".join(texts).replace("&#160;", " ").replace("\u00a0", " ")
    return re.sub(r"[<&lt;]*\d?\.\d+|[█▓▒░·]\d?", " ", plain).split()


def _svg(name: str, command: str, text: str, renderable: RenderableType, theme: TerminalTheme) -> str:
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text(command, style="dim"))
    console.print(Text(text))
    console.print(renderable)
    return console.export_svg(title="translate", theme=theme, unique_id=f"translate-{name}")


def main() -> None:
    """Write the pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name, svg in pictures(Translator.load("fr-en-lstm", threads=1).translate(SENTENCE)).items():
        (FOLDER / name).write_text(svg, encoding="utf-8")
        print(FOLDER / name, file=sys.stderr)


if __name__ == "__main__":
    main()
