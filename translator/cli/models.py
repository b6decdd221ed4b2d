"""`translator models`: which models there are, what they are, where they lie."""

from __future__ import annotations

from typing import Annotated

import typer

from translator.cli.completion import model_names
from translator.cli.runner import warn
from translator.errors import TranslatorError
from translator.files import check_file, printable

Name = Annotated[str, typer.Argument(help="A model by name, or its folder.", autocompletion=model_names)]
MOST_CARD = 1 << 20  # bytes

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="List installed models, show one, say where it is.")


@app.command("list")
def list_models() -> None:
    """List installed models: name, direction, cell, size."""
    from translator.decoding.model_folder import ModelFolder, known_models

    for path in known_models():
        try:
            model = ModelFolder.open(path)
        except TranslatorError as error:
            warn(str(error))
            continue
        size = sum(file.stat().st_size for file in path.iterdir() if file.is_file()) / 1e6
        way = f"{model.source_language} → {model.target_language}"
        typer.echo(f"{path.name}  {way}  {model.network.cell}  {size:.1f} MB")


@app.command()
def info(name: Name) -> None:
    """Show a model's card."""
    from translator.decoding.model_folder import find_model

    model = find_model(name)
    card = model.path / "README.md"
    if not card.is_file():
        typer.echo(f"{model.name} has no card")
        return
    check_file(card, MOST_CARD, model.path)
    typer.echo(printable(card.read_text(encoding="utf-8", errors="replace")))


@app.command()
def path(name: Name) -> None:
    """Say where a model lies."""
    from translator.decoding.model_folder import find_model

    typer.echo(find_model(name).path)
