"""`translator evaluate`: BLEU, chrF and TER of a model, or of translations made before."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """
Examples:

  translator evaluate --model fr-en-lstm --source test.fr --reference test.en

  translator evaluate --hypotheses out.en --reference test.en --json

  translator evaluate --alignment gold.align --model fr-en-lstm --source gold.fr --reference gold.en
"""


def evaluate(
    reference: Annotated[
        list[Path], typer.Option("--reference", "-r", help="Reference translations; again for more references.")
    ],
    model: Annotated[str | None, typer.Option(help="A model by name, or its folder.", show_default=False)] = None,
    source: Annotated[
        Path | None, typer.Option("--source", "-s", help="Sentences to translate.", show_default=False)
    ] = None,
    hypotheses: Annotated[
        Path | None, typer.Option(help="Translations made before, instead of a model.", show_default=False)
    ] = None,
    beam: Annotated[int, typer.Option(min=1, help="Hypotheses kept at each step.")] = 5,
    length_penalty: Annotated[float | None, typer.Option(help="Power of the length (default: the model's).")] = None,
    engine: Annotated[str, typer.Option(help="onnx or torch.")] = "onnx",
    threads: Annotated[int, typer.Option(min=0, help="Processor threads; 0 is all.")] = 0,
    batch_size: Annotated[int, typer.Option(min=1, help="Sentences translated together.")] = 64,
    lowercase: Annotated[bool, typer.Option("--lowercase", help="Score without case.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Keep the model's translations.", show_default=False)
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    alignment: Annotated[
        Path | None, typer.Option(help="Score alignments against these gold links instead.", show_default=False)
    ] = None,
    tokenised: Annotated[bool, typer.Option("--tokenised", help="With --alignment: words are between spaces.")] = False,
    reverse: Annotated[bool, typer.Option("--reverse", help="With --alignment: gold has the target first.")] = False,
) -> None:
    """Score translations with sacreBLEU: BLEU, chrF and TER with their signatures."""
    from translator.cli.evaluating import Job, run_evaluation

    if (model is None) == (hypotheses is None):
        raise typer.BadParameter("give --model with --source, or --hypotheses")
    if model is not None and source is None:
        raise typer.BadParameter("--model needs --source, the sentences to translate")
    if engine not in ("onnx", "torch"):
        raise typer.BadParameter(f"--engine is {engine}; it must be onnx or torch")
    if alignment is not None:
        from translator.cli.evaluating_alignments import evaluate_alignments

        if source is None:
            raise typer.BadParameter("--alignment needs --source and --reference, the two texts")
        evaluate_alignments(
            alignment,
            source,
            reference[0],
            models=[model] if model else [],
            link_files=[hypotheses] if hypotheses else [],
            tokenised=tokenised,
            reverse=reverse,
            as_json=json,
        )
        return
    job = Job(model, source, hypotheses, tuple(reference), beam, length_penalty, engine, threads, batch_size, output)
    run_evaluation(job, lowercase=lowercase, as_json=json)
