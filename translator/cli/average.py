"""`translator average`: the mean of several checkpoints, runs and models."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def average(
    origins: Annotated[
        list[str],
        typer.Argument(
            metavar="ORIGIN...", help="Checkpoints, runs, or models by name or folder, of one architecture."
        ),
    ],
    out: Annotated[Path, typer.Option(help="The checkpoint to write.", show_default=False)],
) -> None:
    """Average the parameters of checkpoints, runs and models into one.

    The mean of a model and what training made of it is often better than both; one named twice counts twice.
    """
    from translator.cli.output import refuse_overwriting
    from translator.training import averaging
    from translator.training.checkpoint import write_checkpoint

    refuse_overwriting([out], [file for origin in origins for file in averaging.files_of(origin)])
    tensors, facts = averaging.average(origins)
    write_checkpoint(out, tensors, facts)
    typer.echo(f"{out}: the mean of {len(origins)} networks", err=True)
