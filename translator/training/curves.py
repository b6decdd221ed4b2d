"""A run's curves as a picture: loss, BLEU and learning rate over the updates, from its log."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any


def read_log(log: Path) -> list[dict[str, Any]]:
    """The events of a run, of what was done twice (after a kill) the later ones; torn lines are passed over."""
    latest: dict[tuple[str, int], dict[str, Any]] = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            continue
        latest[event["event"], event.get("update", -1)] = event
    return sorted(latest.values(), key=lambda event: event.get("update", -1))


def draw_curves(log: Path, picture: Path) -> None:
    """Draw them as PNG; does nothing where matplotlib is not installed or there is nothing to draw yet."""
    if importlib.util.find_spec("matplotlib") is None or not log.exists():
        return
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    events = read_log(log)
    progress = [event for event in events if event["event"] == "progress"]
    validated = [event for event in events if event["event"] == "validated"]
    if not progress and not validated:
        return
    figure = Figure(figsize=(8, 8), layout="constrained")
    FigureCanvasAgg(figure)
    losses, scores, rates = figure.subplots(3, 1, sharex=True, height_ratios=(3, 3, 1))
    losses.plot(*_curve(progress, "loss"), label="training", color="C0", alpha=0.6)
    losses.plot(*_curve(validated, "loss"), "o-", label="dev", color="C1", markersize=3)
    losses.set_ylabel("loss, nats a piece")
    losses.legend()
    scores.plot(*_curve(validated, "bleu"), "o-", color="C2", markersize=3)
    scores.set_ylabel("dev BLEU (greedy)")
    rates.plot(*_curve(progress, "learning_rate"), color="C3")
    rates.set_ylabel("learning rate")
    rates.set_xlabel("update")
    for axes in (losses, scores, rates):
        axes.grid(alpha=0.3)
    figure.savefig(picture, dpi=110)


def _curve(events: list[dict[str, Any]], name: str) -> tuple[list[int], list[float]]:
    return [event["update"] for event in events], [event[name] for event in events]
