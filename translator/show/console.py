"""Consoles: where text goes, in UTF-8, at the terminal's width, with colour only where it is welcome."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def use_utf8() -> None:
    """Make the standard streams UTF-8 whatever the locale says.

    Bytes that are no UTF-8 on the way in become U+FFFD; line ends pass as they are.
    """
    # A program started without one of them (`>&-`) has none here: nothing comes in, and what goes out goes nowhere.
    nowhere = Path(os.devnull)
    sys.stdin = sys.stdin or nowhere.open(encoding="utf-8")
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def stderr_console() -> Console:
    """For progress, warnings and errors."""
    return console_on(sys.stderr)


def console_on(stream: TextIO) -> Console:
    """A console that writes to a stream; 80 columns wide where that is no terminal and COLUMNS says nothing."""
    from rich.console import Console

    width = None if stream.isatty() or "COLUMNS" in os.environ else 80
    return Console(file=stream, width=width, highlight=False, emoji=False, markup=False)


def print_on(console: Console, renderable: RenderableType) -> None:
    """Print what Rich draws; off a terminal without the spaces that pad its columns."""
    if console.is_terminal:
        console.print(renderable)
        return
    with console.capture() as drawn:
        console.print(renderable)
    console.file.write("".join(f"{line.rstrip()}\n" for line in drawn.get().splitlines()))


def as_utf8(argument: str) -> str:
    """An argument as UTF-8, whatever the locale made of its bytes.

    In a locale that is not UTF-8 Python hands over the bytes it cannot read as lone surrogates (PEP 383).
    """
    return argument.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")
