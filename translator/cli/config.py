"""`translator config`: defaults of `translate`, kept in a file."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from translator.cli.completion import settings
from translator.cli.named_model import named_model
from translator.cli.runner import WrongUsageError, warn
from translator.errors import TranslatorError

HELP = "Defaults of translate, kept in a file: what is in force (alone, too), where it is, change it."
Key = Annotated[str, typer.Argument(help="Such as cell, beam, typography, threads, align.", autocompletion=settings)]
Value = Annotated[str, typer.Argument(help="As after the flag; true or false for a switch.")]

app = typer.Typer(rich_markup_mode=None, help=HELP)


@app.callback(invoke_without_command=True)
def config(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        show()


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
    try:
        kept = checked(key, _typed(value, parameter), command(), "config")
    except TranslatorError as error:
        raise WrongUsageError(str(error)) from error
    if key == "model":
        kept = _model(str(kept))
    content = {**_content(), key: kept}
    write_settings(settings_file(), content)
    _warn_of_what_cannot_work(key, content)


@app.command()
def unset(key: Key) -> None:
    """Take a default back to what is built in."""
    from translator.cli.settings import settings_file, write_settings

    content = _content()
    if key not in content:  # what is there can be taken out, whether it is a key or not
        _parameter(key)
    write_settings(settings_file(), {name: value for name, value in content.items() if name != key})


def _parameter(key: str) -> Any:
    from translator.cli.settings import settable, unknown
    from translator.cli.translate import command

    parameters = settable(command())
    if key not in parameters:
        raise WrongUsageError(unknown(key, parameters))
    return parameters[key]


def _content() -> dict[str, Any]:
    """Of the file, unchecked: it is here that a wrong one is mended."""
    from translator.cli.settings import read_unchecked, settings_file

    file = settings_file()
    return read_unchecked(file) if file.exists() else {}


def _model(name: str) -> str:
    """A model's name; of one that is given as a folder, where it lies from wherever one looks.

    Raises:
        TranslatorError: there is no such model.
    """
    from translator.decoding.model_folder import known_models

    folder = named_model(name)
    return name if name in {path.name for path in known_models()} else str(folder.path.resolve())


def _warn_of_what_cannot_work(key: str, content: dict[str, Any]) -> None:
    """Settings that are right by themselves, but not with the others."""
    from translator.decoding.model_folder import known_models

    device, engine, cell = content.get("device", "cpu"), content.get("engine", "onnx"), content.get("cell", "lstm")
    if key in ("device", "engine") and device != "cpu" and engine != "torch":
        warn(f"device {device} needs engine torch; also say: translator config set engine torch")
    if key in ("from", "to") and content.get("from") == content.get("to"):
        warn(f"from and to are both {content[key]}; one must be fr and the other en: translator config unset {key}")
    if key == "cell" and "model" not in content and not any(path.name.endswith(f"-{cell}") for path in known_models()):
        warn(f"no {cell.upper()} model is installed; until one is, translating fails: translator config unset cell")


def _typed(value: str, parameter: Any) -> str | int | bool:
    """As TOML should hold it."""
    if parameter.is_flag:
        return {"true": True, "false": False}.get(value.lower(), value)
    return int(value) if value.isdecimal() else value


def _text(value: Any) -> str:
    if value is None:
        return "-"
    return str(value).lower() if isinstance(value, bool) else str(value)
