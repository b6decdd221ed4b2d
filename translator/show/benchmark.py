"""What `translator benchmark` found: a table for people, one JSON object for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator import __version__
from translator.decoding.model_folder import LANGUAGE_NAMES

if TYPE_CHECKING:
    from rich.console import RenderableType

    from translator.evaluation.benchmark import Benchmark, Plan

SCHEMA = Path(__file__).with_name("benchmark.schema.json")
VERSION = 1
ALONE = 0.9  # of the time the processor was ours; below, something else was running
BUSY = (
    "Something else was running: this program had {share:.0f} % of the processor time that it could use. "
    "Close other programs and measure again."
)

Row = tuple[str, str, str]  # what, how much, and how that is meant


def benchmark_table(found: Benchmark) -> RenderableType:
    """What a person waits for, and below it the machine; wide cells wrap, nothing is cropped."""
    from rich.console import Group
    from rich.text import Text

    machine = found.machine
    parts: list[RenderableType] = [Text(_title(found.plan), style="bold"), Text(""), _grid(list(_rows(found)))]
    parts += [Text(line, style="dim") for line in (str(machine.hardware), ", ".join(machine.instructions)) if line]
    if found.one_by_one.processor_share < ALONE:
        parts += [Text(""), Text(BUSY.format(share=100 * found.one_by_one.processor_share))]
    return Group(*parts)


def _title(plan: Plan) -> str:
    model = plan.model
    way = " → ".join(LANGUAGE_NAMES.get(one, one) for one in (model.source_language, model.target_language))
    precision = model.config["model"]["precision"]
    return f"{model.name}: {way}, {model.network.cell.upper()}, {precision}; engine {plan.engine}, beam {plan.beam}"


def _rows(found: Benchmark) -> Iterator[Row]:
    cold, single, file, aligning = found.cold, found.one_by_one, found.file, found.aligning
    on = _threads(found.plan.threads)
    yield (
        "cold start",
        f"{cold.seconds:.2f} s",
        f"shell to answer, median of {cold.runs}; {cold.memory_mb:.0f} MB at most",
    )
    yield (
        "a sentence",
        f"{single.median_ms:.1f} ms",
        f"median of {single.sentences}; 95 % within {single.p95_ms:.1f} ms",
    )
    yield (
        "a file",
        f"{_figure(file.sentences_per_second)} sentences/s",
        f"{_figure(file.words_per_second)} words/s; {file.sentences:,} sentences, {on}",
    )
    yield "aligning", f"{_figure(aligning.pairs_per_second)} pairs/s", f"{aligning.pairs:,} given pairs, {on}"
    yield "", "", ""
    for threads, rate in found.machine.product_rates.items():
        yield "this machine", f"{_figure(rate / 1e9)} GFLOP/s", f"float32 matrix product (NumPy), {_threads(threads)}"


def _grid(rows: list[Row]) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for number, (what, figure, how) in enumerate(rows):
        again = number > 0 and rows[number - 1][0] == what
        table.add_row("" if again else what, Text(figure, style="bold"), Text(how, style="dim"))
    return table


def _threads(number: int) -> str:
    return "1 thread" if number == 1 else f"{number} threads"


def _figure(value: float) -> str:
    """With three figures or so: 1,234, 56, 7.8, 0.12."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2g}"


def benchmark_json(found: Benchmark) -> str:
    """All of it in one line, as `SCHEMA` describes it."""
    return json.dumps(_object(found), ensure_ascii=False)


def _object(found: Benchmark) -> dict[str, Any]:
    plan, machine = found.plan, found.machine
    return {
        "schema": VERSION,
        "translator": __version__,
        "model": plan.model.name,
        "from": plan.model.source_language,
        "to": plan.model.target_language,
        "cell": plan.model.network.cell,
        "precision": plan.model.config["model"]["precision"],
        "engine": plan.engine,
        "threads": plan.threads,
        "beam": plan.beam,
        "cold": vars(found.cold),
        "sentence": vars(found.one_by_one),
        "file": {
            **vars(found.file),
            "sentences_per_second": found.file.sentences_per_second,
            "words_per_second": found.file.words_per_second,
        },
        "align": {**vars(found.aligning), "pairs_per_second": found.aligning.pairs_per_second},
        "hardware": vars(machine.hardware),
        "instructions": list(machine.instructions),
        "float32_products": [
            {"threads": threads, "operations_per_second": rate} for threads, rate in machine.product_rates.items()
        ],
    }
