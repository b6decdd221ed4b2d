"""What a person sees of a training run: a live display on a terminal, plain log lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Group
from rich.live import Live
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import (
    Progress as ProgressBar,
)
from rich.text import Text

from translator.show.console import console_on
from translator.training.events import Events, Progress
from translator.training.validation import Validation


class LogLines:
    """One line an event."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def _say(self, line: str) -> None:
        print(line, file=self.stream, flush=True)

    def started(self, parameters: int, update: int, updates: int, precision: str) -> None:
        """See `Events`."""
        where = f"going on at update {update:,} of" if update else "training for"
        self._say(f"{where} {updates:,} updates; {parameters / 1e6:.1f} million parameters, {precision}")

    def progress(self, progress: Progress, figures: dict[str, float]) -> None:
        """See `Events`."""
        self._say(f"update {progress.update:,}/{progress.updates:,}  {figures_line(progress, figures)}")

    def validated(self, update: int, result: Validation, better: bool) -> None:
        """See `Events`."""
        self._say(validation_line(update, result, better))
        if result.samples:
            source, _, output = result.samples[0]
            self._say(f"  {source} → {output}")

    def warn(self, message: str) -> None:
        """See `Events`."""
        self._say(f"warning: {message}")

    def finished(self, update: int, best_bleu: float, *, interrupted: bool) -> None:
        """See `Events`."""
        score = f", best dev BLEU {best_bleu:.1f}" if best_bleu >= 0 else ""
        self._say(f"{'interrupted' if interrupted else 'finished'} after {update:,} updates{score}")


class LiveDisplay(LogLines):
    """A progress bar with the latest figures and a sample translation under it; validations scroll above."""

    def __init__(self, live: Live) -> None:
        super().__init__(sys.stderr)
        self.live = live
        self.bar = ProgressBar(
            TextColumn("training"),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=live.console,
            expand=True,
        )
        self.task = self.bar.add_task("training", total=None)
        self.figures = Text("")
        self.sample = Text("")

    def _say(self, line: str) -> None:
        self.live.console.print(line)

    def _draw(self) -> None:
        self.live.update(Group(self.bar, self.figures, self.sample))

    def started(self, parameters: int, update: int, updates: int, precision: str) -> None:
        """See `Events`."""
        super().started(parameters, update, updates, precision)
        self.bar.update(self.task, total=updates, completed=update)
        self._draw()

    def progress(self, progress: Progress, figures: dict[str, float]) -> None:
        """See `Events`."""
        self.bar.update(self.task, completed=progress.update)
        self.figures = Text(figures_line(progress, figures), style="dim")
        self._draw()

    def validated(self, update: int, result: Validation, better: bool) -> None:
        """See `Events`."""
        self._say(validation_line(update, result, better))
        if result.samples:
            source, reference, output = result.samples[update % len(result.samples)]
            self.sample = Text(f"{source}\n→ {output}\n  ({reference})")
        self._draw()


def figures_line(progress: Progress, figures: dict[str, float]) -> str:
    """Epoch, loss, speed and learning rate in a line."""
    return (
        f"epoch {progress.epoch + 1}  loss {figures['loss']:.3f}  {figures['tokens_per_second']:,.0f} tokens/s  "
        f"learning rate {progress.learning_rate:.2e}  waiting {figures['waiting_share']:.0%}"
    )


def validation_line(update: int, result: Validation, better: bool) -> str:
    """Dev loss and BLEU in a line."""
    return (
        f"update {update:,}: dev loss {result.loss:.3f}, dev BLEU {result.bleu:.1f}{' (best so far)' if better else ''}"
    )


@contextmanager
def listener_for(stream: TextIO) -> Iterator[Events]:
    """The listener that suits the stream, for as long as the run lasts."""
    console = console_on(stream)
    if not (stream.isatty() and console.is_terminal and not console.is_dumb_terminal):
        yield LogLines(stream)
        return
    with Live(console=console, refresh_per_second=4) as live:
        yield LiveDisplay(live)
