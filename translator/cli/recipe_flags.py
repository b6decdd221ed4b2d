"""Every recipe key as a flag: `[network] hidden` is `--hidden`. The recipe's dataclasses are the one list of keys."""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, Literal

import typer

FLAG_NAMES = {"source_language": "--from", "target_language": "--to"}


def with_recipe_flags(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that takes ``**overrides`` one option per recipe key; only flags that are set arrive there."""
    from translator.training.recipe import TABLES, recipe_keys

    keys = recipe_keys()
    helps = {name: text for kind in TABLES.values() for name, text in attribute_docs(kind).items()}
    own = [p for p in inspect.signature(command, eval_str=True).parameters.values() if p.kind is not p.VAR_KEYWORD]
    flags = [
        inspect.Parameter(
            key,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=option_of(key, table, hint, default, helps.get(key, "")),
        )
        for key, (table, hint, default) in keys.items()
    ]

    def wrapper(**arguments: Any) -> None:
        given = {parameter.name: arguments[parameter.name] for parameter in own}
        overrides = {key: plain(arguments[key]) for key in keys if arguments.get(key) not in (None, [])}
        command(**given, **overrides)

    wrapper.__doc__ = command.__doc__
    wrapper.__signature__ = inspect.Signature(own + flags)  # type: ignore[attr-defined]
    wrapper.__annotations__ = {p.name: p.annotation for p in own + flags}
    return wrapper


def option_of(key: str, table: str, hint: Any, default: Any, help_text: str) -> Any:
    """The annotation of a parameter that stands for one key; it is None where the flag is not given."""
    flag = FLAG_NAMES.get(key, "--" + key.replace("_", "-"))
    shown = f" (default: {default})" if default not in ("", [], None) else ""
    if hint is bool:
        flag = f"{flag}/--no-{flag.removeprefix('--')}"
    option = typer.Option(flag, help=(help_text + shown).strip(), show_default=False, rich_help_panel=table)
    return Annotated[_flag_type(key, hint) | None, option]


def _flag_type(key: str, hint: Any) -> Any:
    if typing.get_origin(hint) is Literal:
        return StrEnum(key, {value.replace("-", "_"): value for value in typing.get_args(hint)})
    return hint


def plain(value: Any) -> Any:
    """A flag's value as the key holds it."""
    return str(value) if isinstance(value, StrEnum) else value


def attribute_docs(kind: type[Any]) -> dict[str, str]:
    """The lines ``name: what it is.`` of a dataclass's docstring."""
    found = re.findall(r"^\s{4,8}(\w+(?:, \w+)*): (.+)$", kind.__doc__ or "", re.MULTILINE)
    return {name: text.strip() for names, text in found for name in names.split(", ")}
