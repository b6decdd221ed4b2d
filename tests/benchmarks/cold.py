"""Cold start: what a person waits for one translation, from the shell and back."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.contestants import ENVIRONMENT, TRANSLATE
from tests.benchmarks.report import Bar, Line

TEXT = "Je suis etudiant"
TURNS = 3  # of every command in a round: they are short
COMMANDS = {
    "torch": ("-c", "import torch"),
    "translate": ("-c", TRANSLATE, TEXT),
    "table": ("-c", TRANSLATE, "--align", TEXT),
    "help": ("-c", TRANSLATE, "--help"),
}


@dataclass(frozen=True)
class Run:
    """A finished process: wall seconds and peak memory in MB."""

    seconds: float
    peak_mb: float


def run_once(arguments: tuple[str, ...]) -> Run:
    """Run a Python command and wait for it.

    This process must be small: what it had in memory when it forked counts as its child's on Linux.
    """
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=ENVIRONMENT
    )
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed: {output.decode('utf-8', 'replace')}")
    return Run(seconds, usage.ru_maxrss / 1024)


def cold(rounds: int) -> list[Line]:
    """All commands in turn; ratios to importing torch."""
    for arguments in COMMANDS.values():
        run_once(arguments)  # files into the page cache, byte code written
    runs: dict[str, list[Run]] = {name: [] for name in COMMANDS}
    for _ in range(rounds * TURNS):
        for name, arguments in COMMANDS.items():
            runs[name].append(run_once(arguments))
    seconds = {name: median(run.seconds for run in some) for name, some in runs.items()}

    def ratio(name: str) -> float:
        pairs = zip(runs[name], runs["torch"], strict=True)
        return median(ours.seconds / torch.seconds for ours, torch in pairs)

    lines = [
        Line(label, ratio(name), bar=Bar(limit, at_least=False), note=f"{1000 * seconds[name]:.0f} ms")
        for name, limit, label in (
            ("translate", 0.35, f'translate "{TEXT}"  /  import torch'),
            ("table", 0.35, f'translate --align "{TEXT}"  /  import torch'),
            ("help", 0.2, "translate --help  /  import torch"),
        )
    ]
    peak = max(run.peak_mb for name in ("translate", "table") for run in runs[name])
    lines.append(Line("peak memory of translate", peak, "MB", Bar(200, at_least=False)))
    lines.append(Line("import torch", 1000 * seconds["torch"], "ms"))
    return lines
