"""What a run tells the world, and who listens: the log file, TensorBoard, the screen."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from translator.training.validation import Validation


@dataclass(frozen=True)
class Progress:
    """Where a run is.

    Attributes:
        update, updates: done and in all.
        epoch: the one under way, from 0.
        learning_rate: of the last update.
        seconds: spent on updates since the run's start, resumes added up.
    """

    update: int
    updates: int
    epoch: int
    learning_rate: float
    seconds: float


class Events(Protocol):
    """A listener."""

    def started(self, parameters: int, update: int, updates: int, precision: str) -> None:
        """Training begins, or goes on at ``update``."""

    def progress(self, progress: Progress, figures: dict[str, float]) -> None:
        """Now and then: loss (nats a piece), tokens_per_second, gradient_norm, waiting_share."""

    def validated(self, update: int, result: Validation, better: bool) -> None:
        """After each validation."""

    def warn(self, message: str) -> None:
        """Something a person should know."""

    def finished(self, update: int, best_bleu: float, *, interrupted: bool) -> None:
        """The run ends."""


class AllEvents:
    """Tells several listeners."""

    def __init__(self, listeners: Sequence[Events]) -> None:
        self.listeners = listeners

    def started(self, parameters: int, update: int, updates: int, precision: str) -> None:
        """See `Events`."""
        for listener in self.listeners:
            listener.started(parameters, update, updates, precision)

    def progress(self, progress: Progress, figures: dict[str, float]) -> None:
        """See `Events`."""
        for listener in self.listeners:
            listener.progress(progress, figures)

    def validated(self, update: int, result: Validation, better: bool) -> None:
        """See `Events`."""
        for listener in self.listeners:
            listener.validated(update, result, better)

    def warn(self, message: str) -> None:
        """See `Events`."""
        for listener in self.listeners:
            listener.warn(message)

    def finished(self, update: int, best_bleu: float, *, interrupted: bool) -> None:
        """See `Events`."""
        for listener in self.listeners:
            listener.finished(update, best_bleu, interrupted=interrupted)


class RunFiles:
    """Writes ``log.jsonl`` (one object a line), ``samples.txt`` and TensorBoard's event file into the run folder."""

    def __init__(self, folder: Path) -> None:
        from torch.utils.tensorboard import SummaryWriter

        self.folder = folder
        self.board = SummaryWriter(str(folder))

    def _log(self, kind: str, **facts: Any) -> None:
        line = json.dumps({"time": round(time.time(), 3), "event": kind, **facts}, ensure_ascii=False)
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")

    def _scalar(self, name: str, value: float, update: int) -> None:
        self.board.add_scalar(name, value, update)

    def started(self, parameters: int, update: int, updates: int, precision: str) -> None:
        """See `Events`."""
        self._log("started", parameters=parameters, update=update, updates=updates, precision=precision)

    def progress(self, progress: Progress, figures: dict[str, float]) -> None:
        """See `Events`."""
        rounded = {name: round(value, 5) for name, value in figures.items()}
        self._log(
            "progress",
            update=progress.update,
            epoch=progress.epoch,
            learning_rate=progress.learning_rate,
            seconds=round(progress.seconds, 1),
            **rounded,
        )
        for name, value in figures.items():
            self._scalar(f"train/{name}", value, progress.update)
        self._scalar("train/learning_rate", progress.learning_rate, progress.update)

    def validated(self, update: int, result: Validation, better: bool) -> None:
        """See `Events`."""
        self._log("validated", update=update, loss=round(result.loss, 5), bleu=round(result.bleu, 3), better=better)
        self._scalar("dev/loss", result.loss, update)
        self._scalar("dev/bleu", result.bleu, update)
        with (self.folder / "samples.txt").open("a", encoding="utf-8") as samples:
            samples.write(f"update {update}: loss {result.loss:.3f}, BLEU {result.bleu:.2f}\n")
            for source, reference, output in result.samples:
                samples.write(f"  source     {source}\n  reference  {reference}\n  output     {output}\n\n")

    def warn(self, message: str) -> None:
        """See `Events`."""
        self._log("warning", message=message)

    def finished(self, update: int, best_bleu: float, *, interrupted: bool) -> None:
        """See `Events`."""
        self._log("interrupted" if interrupted else "finished", update=update, best_bleu=round(best_bleu, 3))
        self.board.close()
