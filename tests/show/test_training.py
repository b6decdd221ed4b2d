"""What a training run shows."""

from __future__ import annotations

import io

from rich.console import Console
from rich.live import Live

from translator.show.training import LiveDisplay, LogLines, listener_for
from translator.training.events import Progress
from translator.training.validation import Validation

FIGURES = {"loss": 2.5, "tokens_per_second": 3000.0, "gradient_norm": 0.7, "waiting_share": 0.01}
RESULT = Validation(1.5, 42.0, (("Il pleut.", "It is raining.", "It rains."),))


def run_through(listener: LogLines) -> None:
    listener.started(1_500_000, 0, 100, "float32")
    listener.progress(Progress(10, 100, 0, 1e-3, 5.0), FIGURES)
    listener.validated(50, RESULT, True)
    listener.warn("something")
    listener.finished(100, 42.0, interrupted=False)


def test_log_lines_are_plain_and_complete() -> None:
    out = io.StringIO()
    run_through(LogLines(out))
    text = out.getvalue()
    for part in ("1.5 million", "loss 2.500", "3,000 tokens/s", "dev BLEU 42.0", "It rains.", "something", "finished"):
        assert part in text
    assert "\x1b" not in text


def test_the_live_display_shows_bar_figures_and_sample() -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=80, highlight=False)
    with Live(console=console, auto_refresh=False) as live:
        display = LiveDisplay(live)
        run_through(display)
        live.refresh()
    text = out.getvalue()
    for part in ("10/100", "3,000 tokens/s", "dev BLEU 42.0", "It rains.", "left"):
        assert part in text


def test_a_file_gets_plain_lines() -> None:
    with listener_for(io.StringIO()) as listener:
        assert type(listener) is LogLines
