"""Contestants: processes that decode the same sentences in turn. See `peers.worker` for what they do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[2]
PEERS = Path(__file__).resolve().parent / "peers"
CORPORA = ROOT.parent / "shared" / "corpora"
# The two commands, as an interpreter's -c runs them, wherever their scripts are installed.
TRANSLATE = "from translator.cli.translate import main; main()"
TRANSLATOR = "from translator.cli.translator import main; main()"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
# OpenNMT-py is older than torch's refusal to unpickle; JoeyNMT's logs and everybody's warnings are of no interest here.
PEER_ENVIRONMENT = os.environ | {"TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD": "1", "PYTHONWARNINGS": "ignore"}


@dataclass(frozen=True)
class Contestant:
    """A process to be started.

    Attributes:
        label: as printed.
        command: with its options, without the file of sentences.
        environment: of the process.
    """

    label: str
    command: tuple[str, ...]
    environment: dict[str, str]

    @property
    def installed(self) -> bool:
        """Whether its interpreter is there."""
        return Path(self.command[0]).is_file()


def ours(label: str, folder: Path, *options: str) -> Contestant:
    """The product with a model folder."""
    command = (sys.executable, "-m", "tests.benchmarks.own_worker", "--folder", str(folder), *options)
    return Contestant(label, command, ENVIRONMENT)


def peer(label: str, environments: Path, name: str, script: str, *options: str) -> Contestant:
    """A peer, run by the interpreter of its virtual environment ``environments/name``."""
    command = (str(environments / name / "bin" / "python"), str(PEERS / script), *options)
    return Contestant(label, command, PEER_ENVIRONMENT)


@dataclass(frozen=True)
class Record:
    """What a contestant did.

    Attributes:
        label: as printed.
        parameters: of its network.
        sentences: decoded a turn.
        seconds: of every turn, in the order of the rounds.
        pieces: written a turn.
        peak_mb: the most memory of its process.
        missing: why there are no turns; empty if there are.
    """

    label: str
    parameters: int = 0
    sentences: int = 0
    seconds: tuple[float, ...] = ()
    pieces: int = 0
    peak_mb: float = 0.0
    missing: str = ""

    @property
    def rate(self) -> float:
        """Sentences a second, the median of the rounds."""
        return self.sentences / median(self.seconds)

    @property
    def mean_pieces(self) -> float:
        """Pieces written a sentence."""
        return self.pieces / self.sentences


class _Running:
    """A contestant's process. Once something was missing or has failed, it takes no more turns."""

    def __init__(self, contestant: Contestant, work: Path) -> None:
        self.contestant, self.work = contestant, work
        self.missing = "" if contestant.installed else "not installed"
        self.process: subprocess.Popen[str] | None = None
        self.about: dict[str, Any] = {}
        self.turns: list[dict[str, Any]] = []

    def get_ready(self) -> None:
        """Start it, and wait until it is loaded and warm."""
        if self.missing:
            return
        self.errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the process)
        self.process = subprocess.Popen(
            [*self.contestant.command, str(self.work)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            env=self.contestant.environment,
            cwd=ROOT,
            text=True,
        )
        self.about = self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self.process is not None
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            self.errors.seek(0)
            self.missing = f"failed: {self.errors.read().decode('utf-8', 'replace').strip().rsplit(chr(10), 1)[-1]}"
            return {}
        answer: dict[str, Any] = json.loads(line)
        return answer

    def turn(self) -> None:
        """Let it decode once."""
        if not self.missing and self.process and self.process.stdin:
            self.process.stdin.write("go\n")
            self.process.stdin.flush()
            self.turns.append(self._answer())

    def record(self, sentences: int) -> Record:
        """What it did."""
        label = self.contestant.label
        if self.missing:
            return Record(label, missing=self.missing)
        seconds = tuple(turn["seconds"] for turn in self.turns)
        last = self.turns[-1]
        return Record(label, self.about["parameters"], sentences, seconds, last["pieces"], last["peak_mb"])

    def stop(self) -> None:
        """End it."""
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
            self.process.wait()
            self.errors.close()


def compete(contestants: Sequence[Contestant], work: Path, sentences: int, rounds: int) -> list[Record]:
    """Let contestants decode in turn.

    Args:
        contestants: to run; one that is not installed, or fails, gets a record that says so.
        work: file of sentences, see `peers.worker`.
        sentences: number of them.
        rounds: turns of each; every second round goes in reverse order.
    """
    running = [_Running(one, work) for one in contestants]
    try:
        for one in running:
            one.get_ready()
        for number in range(rounds):
            for one in running if number % 2 == 0 else reversed(running):
                one.turn()
        return [one.record(sentences) for one in running]
    finally:
        for one in running:
            one.stop()


def write_work(lines: Sequence[str], tokenizer: Path, path: Path) -> Path:
    """The file of sentences for all contestants: every one gets the same pieces, by our tokenizer."""
    from translator.text.tokenizer import Tokenizer

    loaded = Tokenizer.load(tokenizer)
    pieces = [loaded.encode(line) for line in lines]
    path.write_text(json.dumps({"lines": list(lines), "pieces": pieces}), encoding="utf-8")
    return path
