"""A report as one page that needs nothing else: no network, no other file. Light and dark, and wide or on a phone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from translator.evaluation.breakdown import Breakdown
from translator.evaluation.report import Report
from translator.evaluation.scores import LOWER_IS_BETTER
from translator.show.evaluation.tables import Table, tables, title, verdicts

_HERE = Path(__file__).parent
_COLOURS = 6  # in page.css; after them they come again, and the letters tell systems apart
# Scripts and styles of the page itself, and nothing from anywhere else.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


def report_html(report: Report) -> str:
    """The whole page."""
    style, script = ((_HERE / f"page.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    body = "\n".join(_body(report))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{escape(title(report))}</title>
<style>
{style}</style>
</head>
<body>
{body}
<script type="application/json" id="sentences">{_data(report)}</script>
<script>
{script}</script>
</body>
</html>
"""


def _body(report: Report) -> Iterator[str]:
    yield f"<h1>{escape(title(report))}</h1>"
    for number, table in enumerate(tables(report)):
        if number == 1:
            # After the scores, before all that explains them.
            yield from (_plot(report, breakdown) for breakdown in report.breakdowns)
        first = _verdicts(report) if number == 0 else ""
        yield f"<section>\n{_table(table)}{first}\n</section>"
    yield _browser(report)
    yield from (f'<p class="note">Note: {escape(note)}</p>' for note in report.notes)


def _verdicts(report: Report) -> str:
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in verdicts(report))
    return f'\n<ul class="verdicts">{items}</ul>' if items else ""


def _table(table: Table) -> str:
    head = "".join(_cell("th", cell, column < table.names) for column, cell in enumerate(table.header))
    rows = "\n".join(
        f"<tr>{''.join(_cell('td', cell, i < table.names, table.header[i]) for i, cell in enumerate(row))}</tr>"
        for row in table.rows
    )
    notes = "".join(f'<p class="note">{_note(note)}</p>' for note in table.notes)
    return (
        f"<h2>{escape(table.title)}</h2>\n"
        f'<div class="wide"><table><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>{notes}'
    )


def _cell(kind: str, text: str, is_word: bool, column: str = "") -> str:
    """A cell; a figure knows its column's name, for where the page is too narrow for a head."""
    named = f' data-column="{escape(column)}"' if column and not is_word else ""
    return f"<{kind}{' class=word' if is_word else named}>{escape(text)}</{kind}>"


def _note(note: str) -> str:
    return f"<code>{escape(note)}</code>" if re.match(r"\S+\|\S+$", note) else escape(note)


def _plot(report: Report, breakdown: Breakdown) -> str:
    """Bars of the first metric, a row a group: they read at any width, and their figures stand beside them."""
    metric = report.metrics[0]
    most = max([1.0, *(values[0] for group in breakdown.groups for values in group.values)])
    several = len(report.names) > 1
    rows = []
    for group in breakdown.groups:
        bars = "".join(
            f'<div class="bar">{_key(number) if several else ""}<div class="track">'
            f'<div class="fill" style="width:{100 * values[0] / most:.1f}%;background:{_colour(number)}"></div></div>'
            f'<span class="figure">{values[0]:.1f}</span></div>'
            for number, values in enumerate(group.values)
        )
        rows.append(
            f'<div class="label">{escape(group.name)}<small>{group.sentences:,} sentences</small></div>'
            f"<div>{bars}</div>"
        )
    legend = "".join(f"<li>{_key(number)} {escape(name)}</li>" for number, name in enumerate(report.names))
    legend = f'<ul class="legend">{legend}</ul>' if several else ""
    less = " (less is better)" if metric in LOWER_IS_BETTER else ""
    return (
        f"<section>\n<h2>{escape(metric)}{less} {escape(breakdown.title[0].lower() + breakdown.title[1:])}</h2>\n"
        f'{legend}<div class="plot">{"".join(rows)}</div>\n</section>'
    )


def _colour(number: int) -> str:
    return f"var(--series-{number % _COLOURS})"


def _key(number: int) -> str:
    """The letter that stands for a system."""
    letter = chr(ord("A") + number) if number < 26 else str(number + 1)
    return f'<span class="key" style="background:{_colour(number)}">{letter}</span>'


def _browser(report: Report) -> str:
    names = _corpora(report)
    options = "".join(f'<option value="{number}">{escape(name)}</option>' for number, name in enumerate(names))
    corpus = f'<label>corpus<select id="set"><option value="">all</option>{options}</select></label>'
    orders = {"worst": "worst first", "best": "best first", "longest": "longest first", "line": "as in the file"}
    if len(report.names) > 1:
        orders = {"worst": "worst first", "different": "most different first"} | orders
    if any(example.unattended and any(example.unattended) for example in report.examples):
        orders["missed"] = "most words not looked at first"
    choices = "".join(f'<option value="{key}">{text}</option>' for key, text in orders.items())
    return f"""<section>
<h2>Sentences</h2>
<p class="note">Marked: words that the reference has not.</p>
<div class="controls">
<label>order<select id="order">{choices}</select></label>
{corpus if len(names) > 1 else ""}
<label>containing<input id="find" type="search" autocomplete="off"></label>
</div>
<div class="pager"><button id="back" type="button">← back</button><button id="on" type="button">on →</button>
<span id="count" role="status"></span></div>
<div id="list"></div>
<noscript><p>The sentences are shown by a script, which this browser does not run.</p></noscript>
</section>"""


def _corpora(report: Report) -> list[str]:
    return list(dict.fromkeys(example.corpus for example in report.examples))


def _data(report: Report) -> str:
    """The sentences as JSON that can stand in a script element."""
    numbers = {name: number for number, name in enumerate(_corpora(report))}
    rows = [
        {
            "line": example.index + 1,
            "set": numbers[example.corpus],
            "source": example.source,
            "references": example.references,
            "outputs": [example.marked(number) for number in range(len(example.outputs))],
            "values": [round(value, 2) for value in example.values],
            "unattended": example.unattended,
        }
        for example in report.examples
    ]
    data = {"systems": report.names, "sets": list(numbers), "rows": rows}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
