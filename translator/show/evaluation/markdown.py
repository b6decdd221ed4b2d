"""A report as Markdown, for a model card or a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translator.evaluation.differences import Example, Marked
from translator.evaluation.report import Report
from translator.show.evaluation.tables import Table, tables, title, verdicts

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def report_markdown(report: Report) -> str:
    """The whole report."""
    lines = [f"# {escape(title(report))}", ""]
    for number, table in enumerate(tables(report)):
        lines.extend(_table(table))
        if number == 0:
            sentences = verdicts(report)
            lines.extend(f"- {escape(sentence)}" for sentence in sentences)
            lines.extend([""] if sentences else [])
    lines.extend(_examples("Worst sentences", report.worst, report.names))
    lines.extend(_examples("Most different sentences", report.different, report.names))
    lines.extend(f"Note: {escape(note)}\n" for note in report.notes)
    return "\n".join(lines).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """Text that Markdown is to show as it is."""
    return _SPECIAL.sub(r"\\\1", text)


def _table(table: Table) -> Iterator[str]:
    yield f"## {escape(table.title)}"
    yield ""
    yield _row(table.header)
    yield _row_of(["---" if column < table.names else "---:" for column in range(len(table.header))])
    for row in table.rows:
        yield _row(row)
    yield ""
    for note in table.notes:
        # A signature is code; a sentence is not.
        yield f"`{note}`  " if re.match(r"\S+\|\S+$", note) else f"{escape(note)}  "
    if table.notes:
        yield ""


def _row(cells: Sequence[str]) -> str:
    return _row_of([escape(cell) for cell in cells])


def _row_of(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _examples(heading: str, examples: Sequence[Example], names: Sequence[str]) -> Iterator[str]:
    if not examples:
        return
    yield f"## {heading}"
    yield ""
    yield "Words that the reference has not are bold; chrF in brackets."
    yield ""
    for example in examples:
        yield f"- {escape(example.corpus)}, line {example.index + 1}"
        if example.source:
            yield f"  - source: {escape(example.source)}"
        for reference in example.references:
            yield f"  - reference: {escape(reference)}"
        for number, name in enumerate(names):
            yield f"  - {escape(name)} ({example.values[number]:.0f}): {marked_markdown(example.marked(number))}"
    yield ""


def marked_markdown(runs: Marked) -> str:
    """Runs of text; those that differ in bold."""
    parts = []
    for run, differs in runs:
        words = run.rstrip()
        parts.append(f"**{escape(words)}**{run[len(words) :]}" if differs and words else escape(run))
    return "".join(parts)
