"""`translator average`: the mean of several checkpoints."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def average(
    checkpoints: Annotated[list[Path], typer.Argument(help="Checkpoint files of one architecture.")],
    out: Annotated[Path, typer.Option(help="The checkpoint to write.", show_default=False)],
) -> None:
    """Average the parameters of checkpoints into one."""
    from translator.training.checkpoint import write_checkpoint
    from translator.training.handover import average_checkpoints

    tensors, facts = average_checkpoints(checkpoints)
    write_checkpoint(out, tensors, {**facts, "averaged_from": [path.name for path in checkpoints]})
    typer.echo(f"{out}: the mean of {len(checkpoints)} checkpoints", err=True)
