"""How far a file has got: a bar with its speed and the time left, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def lines_progress(total: int | None, *, done: int = 0) -> Iterator[Callable[[int], None]]:
    """A bar while lines are translated, if standard error is a terminal.

    Args:
        total: lines in all; None if nobody knows.
        done: lines that an earlier run has done.

    Yields:
        a function to be told of every number of lines more.
    """
    console = _terminal()
    if console is None:
        yield lambda _more: None
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    speed = TextColumn("{task.fields[speed]}")
    known = (BarColumn(bar_width=None), MofNCompleteColumn(), speed, TextColumn("left"), TimeRemainingColumn())
    unknown = (TextColumn("{task.completed:,} lines"), speed, TimeElapsedColumn())
    with Progress(*(known if total is not None else unknown), console=console, transient=True) as bar:
        task = bar.add_task("translating", total=total, completed=done, speed="")

        def advance(more: int) -> None:
            bar.update(task, advance=more)
            spent = bar.tasks[0].elapsed or 0.0
            if spent > 0:
                bar.update(task, speed=f"{(bar.tasks[0].completed - done) / spent:,.0f} lines/s")

        yield advance


@contextmanager
def fetch_progress(name: str) -> Iterator[Callable[[int, int | None], None]]:
    """A bar while a file is fetched, if standard error is a terminal; else a line at the beginning.

    Args:
        name: of the file.

    Yields:
        a function to be told the bytes so far, and in all (None if nobody knows).
    """
    console = _terminal()
    if console is None:
        print(f"fetching {name}", file=sys.stderr)
        yield lambda _done, _total: None
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(bar_width=None), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def steps_progress() -> Iterator[Callable[[str], None]]:
    """A line that says what is being done, while it is done, if standard error is a terminal.

    It stands still: what is measured meanwhile has the processor to itself.

    Yields:
        a function to be told what is done now.
    """
    console = _terminal()
    if console is None:
        yield lambda _step: None
        return
    from rich.live import Live
    from rich.text import Text

    with Live(console=console, transient=True, auto_refresh=False) as line:
        yield lambda step: line.update(Text(f"{step} …"), refresh=True)


def _terminal() -> Console | None:
    """Standard error, if a bar can be drawn on it."""
    from translator.show.console import stderr_console

    console = stderr_console()
    return console if sys.stderr.isatty() and console.is_terminal and not console.is_dumb_terminal else None
