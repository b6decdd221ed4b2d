"""`translator config`: defaults of `translate`, kept in a file."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from translator.cli.completion import settings
from translator.errors import TranslatorError

HELP = "Defaults of translate, kept in a file: where it is, what is in force, change it."
Key = Annotated[str, typer.Argument(help="Such as cell, beam, typography, threads, align.", autocompletion=settings)]
Value = Annotated[str, typer.Argument(help="As after the flag; true or false for a switch.")]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=HELP)


@app.command()
def path() -> None:
    """Say where the config file lies, whether there is one or not."""
    from translator.cli.settings import settings_file

    typer.echo(settings_file())


@app.command()
def show() -> None:
    """Show every key, its value where no flag says otherwise, and where that comes from."""
    from translator.cli.settings import in_force
    from translator.cli.translate import command

    for key, (value, origin) in in_force(command()).items():
        typer.echo(f"{key:<12} {_text(value):<12} {origin}".rstrip())


@app.command("set")
def set_key(key: Key, value: Value) -> None:
    """Set a default."""
    from translator.cli.settings import checked, settings_file, write_settings
    from translator.cli.translate import command

    parameter = _parameter(key)
    kept = checked(key, _typed(value, parameter), command(), "config")
    write_settings(settings_file(), {**_content(), key: kept})


@app.command()
def unset(key: Key) -> None:
    """Take a default back to what is built in."""
    from translator.cli.settings import settings_file, write_settings

    _parameter(key)
    write_settings(settings_file(), {name: value for name, value in _content().items() if name != key})


def _parameter(key: str) -> Any:
    from translator.cli.settings import settable, unknown
    from translator.cli.translate import command

    parameters = settable(command())
    if key not in parameters:
        raise TranslatorError(unknown(key, parameters))
    return parameters[key]


def _content() -> dict[str, Any]:
    from translator.cli.settings import read_file, settings_file
    from translator.cli.translate import command

    file = settings_file()
    return read_file(file, command()) if file.exists() else {}


def _typed(value: str, parameter: Any) -> str | int | bool:
    """As TOML should hold it."""
    if parameter.is_flag:
        return {"true": True, "false": False}.get(value.lower(), value)
    return int(value) if value.isdecimal() else value


def _text(value: Any) -> str:
    if value is None:
        return "-"
    return str(value).lower() if isinstance(value, bool) else str(value)
