"""`translator align`: which word of one text belongs to which word of its translation."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from translator.cli.completion import model_names
from translator.cli.translate import Cell, EngineChoice, Language

EXAMPLES = """
Examples:

  translator align --source a.fr --target b.en > links.pharaoh

  translator align -s a.fr -t b.en --symmetrise agreement     what models of both directions agree on: the best links

  translator align -s a.fr -t b.en --json     words with their places in the text, weights and links

  translator align -s big.fr -t big.en --aligner eflomal -o big.align     links to guide a training run with

  translator align --forward f.pharaoh --backward b.pharaoh --symmetrise intersection
"""


class Symmetrisation(StrEnum):
    """How the links of two directions become one set."""

    agreement = "agreement"
    intersection = "intersection"
    union = "union"
    grow_diag_final_and = "grow-diag-final-and"


class Form(StrEnum):
    """What is printed."""

    pharaoh = "pharaoh"
    json = "json"
    table = "table"


class AlignerChoice(StrEnum):
    """What finds the links."""

    network = "network"
    eflomal = "eflomal"


def align(
    source: Annotated[
        Path | None, typer.Option("--source", "-s", help="Sentences, one a line.", show_default=False)
    ] = None,
    target: Annotated[
        Path | None, typer.Option("--target", "-t", help="Their translations, line by line.", show_default=False)
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            "-m",
            help="From source to target, by name or folder.",
            show_default=False,
            autocompletion=model_names,
        ),
    ] = None,
    reverse_model: Annotated[
        str | None,
        typer.Option(help="From target to source, to symmetrise with.", show_default=False, autocompletion=model_names),
    ] = None,
    language: Annotated[Language, typer.Option("--from", help="Language of the source.")] = Language.auto,
    cell: Annotated[Cell, typer.Option(help="Which network: LSTM or GRU.")] = Cell.lstm,
    symmetrise: Annotated[
        Symmetrisation | None, typer.Option(help="Align both ways and merge.", show_default=False)
    ] = None,
    aligner: Annotated[
        AlignerChoice, typer.Option(help="A model of ours, or eflomal, which learns from the files themselves.")
    ] = AlignerChoice.network,
    forward: Annotated[
        Path | None, typer.Option(help="Links made before, in Pharaoh format, to symmetrise.", show_default=False)
    ] = None,
    backward: Annotated[
        Path | None, typer.Option(help="The other direction's, also written source-target.", show_default=False)
    ] = None,
    tokenised: Annotated[
        bool, typer.Option("--tokenised", help="Words are what stands between spaces, as other aligners have it.")
    ] = False,
    form: Annotated[Form, typer.Option("--format", help="What to print.")] = Form.pharaoh,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to a file.", show_default=False)] = None,
    engine: Annotated[EngineChoice, typer.Option(help="What runs the network.")] = EngineChoice.onnx,
    threads: Annotated[int, typer.Option(min=0, help="Processor threads; 0 is all.")] = 0,
) -> None:
    """Align the words of given pairs, by letting the network write the target and watching where it looks."""
    from translator.cli.aligning import Job, align_by_eflomal, align_files, merge_files

    if symmetrise is Symmetrisation.agreement and (forward or backward or aligner is AlignerChoice.eflomal):
        raise typer.BadParameter("agreement is between two networks' weights; links have none: use grow-diag-final-and")
    if forward or backward:
        if not (forward and backward and symmetrise):
            raise typer.BadParameter("--forward and --backward go together, with --symmetrise")
        if source or target or model:
            raise typer.BadParameter(
                "--forward and --backward are links already; leave out --source, --target, --model"
            )
        merge_files(forward, backward, symmetrise.value, output)
        return
    if source is None or target is None:
        raise typer.BadParameter("give --source and --target, line n of one translating line n of the other")
    if aligner is AlignerChoice.eflomal:
        if model or reverse_model or json or form is not Form.pharaoh:
            raise typer.BadParameter("eflomal needs no model, and prints Pharaoh format alone")
        align_by_eflomal(source, target, symmetrise.value if symmetrise else "", tokenised, output)
        return
    align_files(
        Job(
            source=source,
            target=target,
            model=model,
            reverse_model=reverse_model,
            language=language.value,
            cell=cell.value,
            symmetrise=symmetrise.value if symmetrise else None,
            tokenised=tokenised,
            form="json" if json else form.value,
            output=output,
            engine=engine.value,
            threads=threads,
        )
    )
