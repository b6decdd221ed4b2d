"""Alignment scores as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from translator.evaluation.alignments import SystemScore


def alignment_score_table(title: str, scores: Sequence[SystemScore]) -> RenderableType:
    """A row a system: precision, recall and error rate in per cent, and its number of links.

    Args:
        title: above the table.
        scores: in order.
    """
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", overflow="fold")
    for _ in range(4):
        table.add_column(justify="right")
    table.add_row("", *(Text(heading, style="dim") for heading in ("precision", "recall", "AER", "links")))
    for system in scores:
        score = system.score
        shares = (f"{100 * share:.1f}" for share in (score.precision, score.recall, score.error_rate))
        table.add_row(system.name, *shares, f"{score.links:,}")
    gold = f"gold: {scores[0].score.sure:,} sure links, {scores[0].score.possible:,} possible ones, those included"
    return Group(Text(title, style="bold"), table, Text(gold, style="dim"))
