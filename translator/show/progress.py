"""How far a file has got: a bar with lines a second and the time left, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def lines_progress(total: int | None, *, done: int = 0) -> Iterator[Callable[[int], None]]:
    """A bar while lines are translated, if standard error is a terminal.

    Args:
        total: lines in all; None if nobody knows.
        done: lines that an earlier run has done.

    Yields:
        a function to be told of every number of lines more.
    """
    from translator.show.console import stderr_console

    console = stderr_console()
    if not (sys.stderr.isatty() and console.is_terminal and not console.is_dumb_terminal):
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
