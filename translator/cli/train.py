"""`translator train`: from parallel text to a model folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

EXAMPLES = """
Examples:

  translator train --source a.fr --target a.en --dev-source dev.fr --dev-target dev.en --out my-model

  translator train recipe.toml --cell gru --out my-gru

  translator train --resume my-model          after a crash, a Ctrl-C or a dead battery

  translate --model ./my-model "Je suis étudiant"
"""


def train(
    recipe: Annotated[Path | None, typer.Argument(help="A recipe file; any key of it is also a flag.")] = None,
    out: Annotated[Path | None, typer.Option(help="The folder to make.", show_default=False)] = None,
    resume: Annotated[Path | None, typer.Option(help="Go on with the run in this folder.", show_default=False)] = None,
    **overrides: Any,
) -> None:
    """Train a model from parallel text, and resume where a run stopped."""
    from translator.cli.runner import WrongUsageError
    from translator.cli.training import resume_run, start_run

    if resume is not None:
        export_precision = overrides.pop("export_precision", None)  # what was trained so far does not hang on it
        if recipe or out or overrides:
            raise typer.BadParameter("--resume FOLDER needs nothing else: the run's own recipe goes on")
        resume_run(resume, export_precision)
        return
    if out is None:
        raise WrongUsageError("say where the model goes, with --out FOLDER")
    start_run(recipe, out, overrides)
