"""`translator benchmark`: how fast is translating on this machine?"""

from __future__ import annotations

from typing import Annotated

import typer

from translator.cli.completion import model_names
from translator.cli.translate import Cell, EngineChoice, TargetLanguage

# Click fills paragraphs unless they begin with this mark.
EXAMPLES = """
Examples

\b
  translator benchmark                            in half a minute
  translator benchmark --threads 1                to compare machines, by core
  translator benchmark -m ./my-model --beam 1     a model of one's own, greedily
  translator benchmark --from en --engine torch   the other way, the other engine
  translator benchmark --json | jq .file.sentences_per_second
"""


def benchmark(
    model: Annotated[
        str | None,
        typer.Option(
            "--model", "-m", help="A model by name, or its folder.", show_default=False, autocompletion=model_names
        ),
    ] = None,
    source: Annotated[
        TargetLanguage | None, typer.Option("--from", help="Language of the texts (fr).", show_default=False)
    ] = None,
    target: Annotated[
        TargetLanguage | None, typer.Option("--to", help="Language to translate into.", show_default=False)
    ] = None,
    cell: Annotated[Cell, typer.Option(help="Which network: LSTM or GRU.")] = Cell.lstm,
    beam: Annotated[int, typer.Option(min=1, max=100, help="Hypotheses kept at each step; 1 is greedy.")] = 5,
    engine: Annotated[EngineChoice, typer.Option(help="What runs the network.")] = EngineChoice.onnx,
    threads: Annotated[int, typer.Option(min=0, help="Processor threads; 0 is all.")] = 0,
    sentences: Annotated[int, typer.Option(min=1, max=1_000_000, help="Of the file, and pairs to align.")] = 2000,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Measure how fast translating is on this machine: a cold start, a sentence, a file, aligning."""
    from translator.cli.benchmarking import Job, run_benchmark

    run_benchmark(
        Job(
            model=model,
            source=source.value if source else None,
            target=target.value if target else None,
            cell=cell.value,
            beam=beam,
            engine=engine.value,
            threads=threads,
            sentences=sentences,
            json=json,
        )
    )
