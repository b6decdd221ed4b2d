"""Cold start: what a person waits for one translation, from the shell and back."""

from __future__ import annotations

from statistics import median

from tests.benchmarks.contestants import ENVIRONMENT, TRANSLATE
from tests.benchmarks.report import Bar, Line
from translator.evaluation.fresh import Ended, run_fresh

TEXT = "Je suis etudiant"
TURNS = 3  # of every command in a round: they are short
COMMANDS = {
    "torch": ("import torch",),
    "translate": (TRANSLATE, TEXT),
    "table": (TRANSLATE, "--align", TEXT),
    "help": (TRANSLATE, "--help"),
}


def cold(rounds: int) -> list[Line]:
    """All commands in turn; ratios to importing torch. The process that calls this must be small (see `run_fresh`)."""
    for code, *arguments in COMMANDS.values():
        run_fresh(code, arguments, ENVIRONMENT)  # files into the page cache, byte code written
    runs: dict[str, list[Ended]] = {name: [] for name in COMMANDS}
    for _ in range(rounds * TURNS):
        for name, (code, *arguments) in COMMANDS.items():
            runs[name].append(run_fresh(code, arguments, ENVIRONMENT))
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
    peak = max(run.memory_mb for name in ("translate", "table") for run in runs[name])
    lines.append(Line("peak memory of translate", peak, "MB", Bar(200, at_least=False)))
    lines.append(Line("import torch", 1000 * seconds["torch"], "ms"))
    return lines
