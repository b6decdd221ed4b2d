"""`translator models`: which models there are, what they are, where they lie."""

from __future__ import annotations

from typing import Annotated

import typer

from translator.cli.completion import model_names
from translator.cli.named_model import named_model
from translator.cli.runner import warn
from translator.errors import TranslatorError
from translator.files import check_file, printable

Name = Annotated[str, typer.Argument(help="A model by name, or its folder.", autocompletion=model_names)]
MOST_CARD = 1 << 20  # bytes

app = typer.Typer(rich_markup_mode=None, help="List installed models (alone, too), show one, say where it is.")


@app.callback(invoke_without_command=True)
def models(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_models()


@app.command("list")
def list_models() -> None:
    """List installed models: name, direction, cell, size."""
    from translator.decoding.model_folder import ModelFolder, known_models

    rows: list[tuple[str, str, str, str]] = []
    for path in known_models():
        try:
            model = ModelFolder.open(path)
        except TranslatorError as error:
            warn(str(error))
            continue
        size = sum(file.stat().st_size for file in path.iterdir() if file.is_file()) / 1e6
        way = f"{model.source_language} → {model.target_language}"
        rows.append((path.name, way, model.network.cell, f"{size:5.1f} MB"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


@app.command()
def info(name: Name) -> None:
    """Show a model's card."""
    model = named_model(name)
    card = model.path / "README.md"
    if not card.is_file():
        typer.echo(f"{model.name} has no card")
        return
    check_file(card, MOST_CARD, model.path)
    typer.echo(printable(card.read_text(encoding="utf-8", errors="replace")))


@app.command()
def path(name: Name) -> None:
    """Say where a model lies."""
    typer.echo(named_model(name).path)
