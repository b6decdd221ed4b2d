"""A report on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from translator.evaluation.differences import Example, Marked
from translator.evaluation.report import Report
from translator.show.evaluation.tables import Table, tables, title, verdicts

MARK = "bold red"


def report_on_terminal(report: Report) -> RenderableType:
    """Everything, in the order people ask; the signatures wrap, nothing is cropped."""
    parts: list[RenderableType] = [Text(title(report), style="bold")]
    for number, table in enumerate(tables(report)):
        parts.extend(_table(table))
        if number == 0:
            parts.extend(_verdicts(report))
    parts.extend(_examples("Worst sentences", report.worst, report.names))
    parts.extend(_examples("Most different sentences", report.different, report.names))
    parts.extend(Text(f"\nNote: {note}") for note in report.notes)
    return Group(*parts)


def _verdicts(report: Report) -> Iterator[RenderableType]:
    sentences = verdicts(report)
    if sentences:
        yield Text("")
    for sentence in sentences:
        yield Text(f"{sentence}.")


def _table(table: Table) -> Iterator[RenderableType]:
    yield Text(f"\n{table.title}", style="bold")
    drawn = RichTable.grid(padding=(0, 2), pad_edge=False)
    for column in range(len(table.header)):
        drawn.add_column(justify="left" if column < table.names else "right", overflow="fold")
    drawn.add_row(*(Text(cell, style="dim") for cell in table.header))
    for row in table.rows:
        drawn.add_row(*row)
    yield drawn
    for note in table.notes:
        yield Text(note, style="dim", overflow="fold")


def _examples(heading: str, examples: Sequence[Example], names: Sequence[str]) -> Iterator[RenderableType]:
    if not examples:
        return
    yield Text(f"\n{heading}", style="bold")
    yield Text("Words that the reference has not are in [brackets]; before each translation its chrF.", style="dim")
    for example in examples:
        yield Text(f"\n{example.corpus}, line {example.index + 1}", style="dim")
        grid = RichTable.grid(padding=(0, 2), pad_edge=False)
        grid.add_column(style="dim", overflow="fold", max_width=24)
        grid.add_column(overflow="fold", ratio=1)
        if example.source:
            grid.add_row("source", Text(example.source))
        for reference in example.references:
            grid.add_row("reference", Text(reference))
        for number, name in enumerate(names):
            line = Text(f"{example.values[number]:.0f}  ", style="dim")
            line.append(marked_text(example.marked(number)))
            grid.add_row(name, line)
            missed = example.unattended[number] if example.unattended else None
            if missed:
                grid.add_row("", Text(f"not looked at: {', '.join(missed)}", style="dim"))
        yield grid


def marked_text(runs: Marked) -> Text:
    """Runs of text; those that differ in brackets, and coloured where there is colour."""
    text = Text()
    for run, differs in runs:
        if differs:
            words = run.rstrip()
            text.append(f"[{words}]", style=MARK)
            text.append(run[len(words) :])
        else:
            text.append(run)
    return text
