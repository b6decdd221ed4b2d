"""Defaults of `translate`: a flag goes before the environment, then comes the config file, then what is built in.

Whatever option of `translate` has an environment variable (TRANSLATOR_BEAM) has a key in the file too (beam).
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from translator.errors import TranslatorError
from translator.files import read_toml

PREFIX = "TRANSLATOR_"
BUILT_IN, FILE, ENVIRONMENT = "built in", "config file", "environment"


def settings_file() -> Path:
    """Where the config file lies, if there is one."""
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "translator" / "config.toml"


def variable(key: str) -> str:
    """The environment variable of a key."""
    return PREFIX + key.upper().replace("-", "_")


def settable(command: Any) -> dict[str, Any]:
    """Parameters of the command that can be set, by key."""
    keys = {variable_key(p.envvar): p for p in command.params if getattr(p, "envvar", None)}
    return dict(sorted(keys.items()))


def setting(key: str, *flags: str, **more: Any) -> Any:
    """An option that can be set in the config file and the environment too (see `typer.Option`)."""
    import typer

    return typer.Option(*flags, envvar=variable(key), show_envvar=False, **more)


def variable_key(name: str) -> str:
    """The key of an environment variable."""
    return name.removeprefix(PREFIX).lower().replace("_", "-")


def read_settings(command: Any) -> dict[str, Any]:
    """What the config file sets, by the command's parameter names; empty where there is none.

    Raises:
        TranslatorError: it is no TOML, or a key or value of it is none of ours.
    """
    path = settings_file()
    if not path.exists():
        return {}
    parameters = settable(command)
    if "--help" in sys.argv or "_TRANSLATE_COMPLETE" in os.environ:  # these work whatever the file says
        with suppress(TranslatorError):
            return {parameters[key].name: value for key, value in read_file(path, command).items()}
        return {}
    return {parameters[key].name: value for key, value in read_file(path, command).items()}


def read_file(path: Path, command: Any) -> dict[str, Any]:
    """What a config file sets, by key.

    Raises:
        TranslatorError: as `read_settings`.
    """
    try:
        content = read_toml(path)
    except OSError as error:
        raise TranslatorError(f"cannot read {path}: {error.strerror}") from error
    parameters = settable(command)
    for key in content:
        if key not in parameters:
            raise TranslatorError(f"{path}: {unknown(key, parameters)}")
    return {key: checked(key, value, command, str(path)) for key, value in content.items()}


def unknown(key: str, parameters: dict[str, Any]) -> str:
    """What is said of a key that is none."""
    import difflib

    near = difflib.get_close_matches(key.lower().replace("_", "-"), parameters, n=1, cutoff=0.5)
    return f"unknown key {key!r}; " + (f"did you mean {near[0]!r}?" if near else f"known: {', '.join(parameters)}")


def checked(key: str, value: Any, command: Any, where: str) -> Any:
    """A value as the file holds it, if the option would take it.

    Raises:
        TranslatorError: it would not.
    """
    from translator.cli.runner import UsageError, with_hint

    parameter = settable(command)[key]
    is_flag = bool(parameter.is_flag)
    if type(value) not in (str, int, bool) or is_flag != (type(value) is bool):
        wanted = "true or false" if is_flag else "a word or a number"
        raise TranslatorError(f"{where}: {key} is {value!r}; it must be {wanted}")
    try:
        if not is_flag:
            command.make_context("translate", [parameter.opts[0], str(value)])
    except UsageError as error:
        message = (
            error.format_message()
            .rstrip(".")
            .replace("Value error, ", "")
            .replace(f"'{parameter.opts[0]}'", f"{key!r}")
        )
        raise TranslatorError(f"{where}: {with_hint(message)}") from error
    return value


def write_settings(path: Path, values: dict[str, Any]) -> None:
    """Write a config file, whole or not at all.

    Raises:
        TranslatorError: it cannot be written.
    """
    import tomli_w

    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(tomli_w.dumps(values), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise TranslatorError(f"cannot write {path}: {error.strerror}") from error


def in_force(command: Any) -> dict[str, tuple[Any, str]]:
    """For every key its value, where no flag says otherwise, and where that comes from.

    Raises:
        TranslatorError: the config file is damaged.
    """
    path = settings_file()
    from_file = read_file(path, command) if path.exists() else {}
    found: dict[str, tuple[Any, str]] = {}
    for key, parameter in settable(command).items():
        if value := os.environ.get(variable(key)):
            found[key] = (value, ENVIRONMENT)
        elif key in from_file:
            found[key] = (from_file[key], FILE)
        else:
            default = parameter.default
            found[key] = (getattr(default, "value", default), BUILT_IN)
    return found


def unknown_variables(command: Any) -> list[str]:
    """Environment variables that look like ours and are not."""
    known = {variable(key) for key in settable(command)}
    return sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
