"""`translator export`: a model folder from a checkpoint or a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from translator.cli.completion import precisions


def export(
    checkpoint: Annotated[
        Path, typer.Argument(help="A checkpoint file, or the folder of a run (its best are averaged).")
    ],
    folder: Annotated[Path, typer.Argument(help="The model folder to make.")],
    precision: Annotated[str, typer.Option(help="int8 or float32.", autocompletion=precisions)] = "int8",
    shortlist: Annotated[
        int,
        typer.Option(min=0, help="Write only pieces likely for a source: so many for each of its pieces; 0 is all."),
    ] = 0,
    name: Annotated[str | None, typer.Option(help="Name of the model (default: the folder's).")] = None,
) -> None:
    """Write a trained network as a model folder that `translate` runs."""
    from translator.errors import TranslatorError
    from translator.training.handover import hand_over, kept_in, run_of
    from translator.training.lexicon import LexiconOptions, shortlist_of_run
    from translator.training.preparation import reopen_recipe

    if precision not in ("int8", "float32"):
        raise typer.BadParameter(f"--precision is {precision}; it must be int8 or float32")
    if not checkpoint.exists():
        raise TranslatorError(f"there is no checkpoint {checkpoint}")
    run, paths = run_of(checkpoint)
    kept = kept_in(checkpoint) if checkpoint.is_file() else None
    if shortlist and kept:
        raise TranslatorError(
            f"a shortlist comes from the corpus of a run, which {checkpoint} is not in; export without --shortlist, "
            "or the run's folder with it"
        )
    hand_over(
        run,
        folder,
        kept[0] if kept else reopen_recipe(run),
        name=name or folder.resolve().name,
        precision=precision,  # type: ignore[arg-type]
        paths=paths,
        shortlist=shortlist_of_run(run, LexiconOptions(counterparts=shortlist)) if shortlist else None,
        tokenizer=kept[1] if kept else None,
    )
    typer.echo(f"{folder}: exported from {len(paths)} checkpoint{'s' if len(paths) > 1 else ''}", err=True)
