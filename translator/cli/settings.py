"""Defaults of `translate`: a flag goes before the environment, then comes the config file, then what is built in.

Whatever option of `translate` has an environment variable (TRANSLATOR_BEAM) has a key in the file too (beam).
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
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
    if {"--help", "-h"} & set(sys.argv) or "_TRANSLATE_COMPLETE" in os.environ:  # these work whatever the file says
        with suppress(TranslatorError):
            return {parameters[key].name: value for key, value in read_file(path, command).items()}
        return {}
    return {parameters[key].name: value for key, value in read_file(path, command).items()}


def read_file(path: Path, command: Any) -> dict[str, Any]:
    """What a config file sets, by key.

    Raises:
        TranslatorError: as `read_settings`.
    """
    content = read_unchecked(path)
    parameters = settable(command)
    for key in content:
        if key not in parameters:
            remedy = f"to take it out: translator config unset {shlex.quote(key)}"
            raise TranslatorError(f"{path}: {unknown(key, parameters)}; {remedy}")
    for key, value in content.items():
        try:
            checked(key, value, command, str(path))
        except TranslatorError as error:
            raise TranslatorError(f"{error}; {_remedy(key)}") from error
    return content


def read_unchecked(path: Path) -> dict[str, Any]:
    """What a config file holds, whether it is any use or not.

    Raises:
        TranslatorError: it cannot be read, or is no TOML.
    """
    try:
        return read_toml(path)
    except OSError as error:
        raise TranslatorError(f"cannot read {path}: {error.strerror}") from error
    except TranslatorError as error:
        raise TranslatorError(f"{error}; mend the config file, or delete it") from error


def _remedy(key: str) -> str:
    return f"to mend it: translator config set {key} VALUE, or unset {key}"


def set_by(options: Mapping[str, Any]) -> str:
    """In brackets, by what these options were set if no flag did it, and how to mend that; else nothing.

    Args:
        options: values in force, by key; one that is not that of the file any more (the prompt can change it) is left
            out.
    """
    from translator.cli.runner import is_given
    from translator.cli.translate import command

    path, parameters = settings_file(), settable(command())
    in_file: dict[str, Any] = {}
    with suppress(TranslatorError):
        in_file = read_unchecked(path) if path.exists() else {}
    free = {key: value for key, value in options.items() if not is_given(parameters[key])}
    variables = [variable(key) for key in free if os.environ.get(variable(key))]
    keys = [
        key
        for key, value in free.items()
        if variable(key) not in variables and key in in_file and str(in_file[key]) == str(value)
    ]
    origins = [f"set by {' and '.join(variables)}"] if variables else []
    if keys:
        are = "is" if len(keys) == 1 else "are"
        origins.append(f"{' and '.join(keys)} {are} set in {path}; {_remedy(keys[0])}")
    return f" ({'; '.join(origins)})" if origins else ""


@contextmanager
def blaming(options: Mapping[str, Any]) -> Iterator[None]:
    """Have errors within say by what these options were set (see `set_by`): then it is not the usage that is wrong."""
    try:
        yield
    except TranslatorError as error:
        if not (origin := set_by(options)):
            raise
        raise TranslatorError(f"{error}{origin}") from error


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
