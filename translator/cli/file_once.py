"""Of two files or models given for an option that takes one, neither is left out in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand

MODELS = ("model", "reverse_model")  # by name or folder, so strings


class FileOnce(TyperCommand):
    """Refuses an option for a file, a folder or a model given twice, where only the last would count."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """See Click; its parser gives the options in order, as often as they stand there."""
        if not ctx.resilient_parsing:
            _, _, given = self.make_parser(ctx).parse_args(list(args))
            files = [option for option in given if _takes_one_file(option)]
            if twice := next((option for option in files if files.count(option) > 1), None):
                raise typer.BadParameter(f"{twice.opts[0]} is given twice; it takes one", ctx=ctx)
        return super().parse_args(ctx, args)


def _takes_one_file(parameter: Any) -> bool:
    if parameter.param_type_name != "option" or parameter.multiple:
        return False
    if parameter.name in MODELS:
        return True
    # With a Click of its own, Typer keeps the annotation; with the installed one, only Click's type is left.
    described, kind = getattr(parameter, "type_descriptor", None), getattr(parameter, "type", None)
    return getattr(described, "annotation", None) is Path or getattr(kind, "name", None) == "path"
