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
    from translator.cli.output import refuse_overwriting
    from translator.training.checkpoint import write_checkpoint
    from translator.training.handover import TOKENIZER, average_checkpoints, tokenizer_bytes

    refuse_overwriting([out], checkpoints)
    tensors, facts = average_checkpoints(checkpoints)
    # The file may go anywhere: what its run folder says beside the parameters must come along.
    if (tokenizer := tokenizer_bytes(checkpoints[0])) is not None:
        tensors[TOKENIZER] = tokenizer
    write_checkpoint(out, tensors, {**facts, "averaged_from": [path.name for path in checkpoints]})
    typer.echo(f"{out}: the mean of {len(checkpoints)} checkpoints", err=True)
