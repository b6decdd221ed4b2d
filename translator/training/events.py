"""What a run tells the world, and who listens: the log file, TensorBoard, the screen."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from translator.training.curves import draw_curves
from translator.training.validation import Validation

if TYPE_CHECKING:
    from torch.utils.tensorboard import SummaryWriter

EXPLANATION = """\
# A training run

| file | what it is |
|---|---|
| `recipe.toml` | everything that decides the run, as it was run |
| `log.jsonl` | what happened, an object a line: progress, validations, warnings, stops |
| `curves.png` | loss, BLEU and learning rate over the updates (with matplotlib: `pip install "translator[plot]"`) |
| `samples.txt` | some translations of every validation |
| `events.out.tfevents.*` | the same figures for `tensorboard --logdir .` |
| `cleaning.json` | what was left out of each corpus and why, with examples |
| `checkpoints/` | the last two, with everything that going on needs: `translator train --resume {out}` |
| `best/` | the best ones, parameters alone; their average is the model: `translator export` |
| `tokenizer.model` | the subword pieces |
| `corpus/`, `dev.*` | the sentence pairs, cleaned and tokenised |
"""


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


def append_log(folder: Path, kind: str, **facts: Any) -> None:
    """Add a line to the run's log, ``log.jsonl``."""
    line = json.dumps({"time": round(time.time(), 3), "event": kind, **facts}, ensure_ascii=False)
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(line + "\n")


def drop_torn_line(log: Path) -> None:
    """Cut off what a killed process left of its last line, so that every line of a log is whole."""
    if not log.exists():
        return
    data = log.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if len(whole) < len(data):
        with log.open("r+b") as file:
            file.truncate(len(whole))


def _hush_board() -> None:
    """Keep Python from printing a traceback of the board's own thread: what happened there is said in a warning."""
    before = threading.excepthook
    if getattr(before, "hushes_board", False):
        return

    def hook(failed: threading.ExceptHookArgs) -> None:
        if type(failed.thread).__module__ != "tensorboard.summary.writer.event_file_writer":
            before(failed)

    hook.hushes_board = True  # type: ignore[attr-defined]
    threading.excepthook = hook


class RunFiles:
    """Writes ``log.jsonl``, ``samples.txt``, the curves and TensorBoard's event file into the run folder.

    A full disk costs what could not be written there, with one warning, and never the run.
    """

    def __init__(self, folder: Path, tell: Callable[[str], None] | None = None) -> None:
        """Begin, or go on, writing.

        Args:
            folder: of the run.
            tell: told, once, that TensorBoard's file cannot be written.
        """
        self.folder, self.tell = folder, tell
        self.board: SummaryWriter | None = None
        with self._board_or_not():
            from torch.utils.tensorboard import SummaryWriter

            _hush_board()
            self.board = SummaryWriter(str(folder))
        with contextlib.suppress(OSError):
            drop_torn_line(folder / "log.jsonl")
            (folder / "README.md").write_text(EXPLANATION.format(out=folder.parent.name), encoding="utf-8")

    @contextlib.contextmanager
    def _board_or_not(self) -> Iterator[None]:
        """Do without the board from here on if it cannot be written.

        A thread of its own writes; what happens there is raised again at whatever is to be written next.
        """
        try:
            yield
        except Exception as error:  # whatever it is, a board is not worth a run
            self.board = None  # not closed: it would raise the same again
            message = f"TensorBoard's file cannot be written ({error}); the run goes on without it"
            self._log("warning", message=message)
            if self.tell is not None:
                self.tell(message)

    def _log(self, kind: str, **facts: Any) -> None:
        with contextlib.suppress(OSError):  # whoever writes checkpoints will say that the disk is full
            append_log(self.folder, kind, **facts)

    def _scalar(self, name: str, value: float, update: int) -> None:
        if self.board is not None:
            with self._board_or_not():
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
        lines = [f"update {update}: loss {result.loss:.3f}, BLEU {result.bleu:.2f}\n"]
        for source, reference, output in result.samples:
            lines.append(f"  source     {source}\n  reference  {reference}\n  output     {output}\n\n")
        with contextlib.suppress(OSError):
            with (self.folder / "samples.txt").open("a", encoding="utf-8") as samples:
                samples.writelines(lines)
            draw_curves(self.folder / "log.jsonl", self.folder / "curves.png")

    def warn(self, message: str) -> None:
        """See `Events`."""
        self._log("warning", message=message)

    def finished(self, update: int, best_bleu: float, *, interrupted: bool) -> None:
        """See `Events`."""
        self._log("interrupted" if interrupted else "finished", update=update, best_bleu=round(best_bleu, 3))
        with contextlib.suppress(OSError):
            draw_curves(self.folder / "log.jsonl", self.folder / "curves.png")
        if self.board is not None:
            with self._board_or_not():
                self.board.close()
