"""Reports: scores as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from translator.evaluation.scores import Score


def score_table(title: str, scores: Sequence[Score]) -> RenderableType:
    """A row a metric; signatures below, where they can wrap.

    Args:
        title: above the table.
        scores: in order.
    """
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_column(style="dim", overflow="fold")
    for score in scores:
        table.add_row(score.name, f"{score.value:.2f}", score.details)
    signatures = [Text(f"{score.name}|{score.signature}", style="dim", overflow="fold") for score in scores]
    return Group(Text(title, style="bold"), table, *signatures)
