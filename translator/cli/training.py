"""What `translator train` does, between the command line and the training room."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import Any, cast

from translator.decoding.export.graph import Precision
from translator.errors import TranslatorError
from translator.show.training import listener_for
from translator.training.events import AllEvents, RunFiles
from translator.training.handover import hand_over
from translator.training.loop import Trainer, settle_length
from translator.training.preparation import Prepared, prepare, reopen, with_updates
from translator.training.recipe import make_recipe, read_recipe, write_recipe

RUN = "training"


def start_run(recipe_file: Path | None, out: Path, overrides: dict[str, Any], precision: str) -> None:
    """Prepare a run in ``out`` and train it."""
    values = read_recipe(recipe_file) if recipe_file else {}
    recipe = make_recipe({**values, **overrides})
    folder = out / RUN
    prepared = prepare(recipe, folder, lambda line: print(line, file=sys.stderr))
    settled = with_updates(recipe, *settle_length(prepared))
    write_recipe(settled, folder / "recipe.toml")
    _run(dataclasses.replace(prepared, recipe=settled), out, precision)


def resume_run(out: Path, precision: str) -> None:
    """Go on with the run in ``out``."""
    if not out.is_dir():
        raise TranslatorError(f"there is no folder {out} to resume")
    _run(reopen(out / RUN), out, precision)


def _run(prepared: Prepared, out: Path, precision: str) -> None:
    folder = out / RUN
    with listener_for(sys.stderr) as listener:
        finished = Trainer(prepared, folder, AllEvents([listener, RunFiles(folder)])).run()
    if not finished:
        print(f"stopped; go on with: translator train --resume {out}", file=sys.stderr)
        raise SystemExit(130)
    hand_over(folder, out, prepared.recipe, name=out.resolve().name, precision=cast(Precision, precision))
    print(f'done: try  translate --model {out if out.is_absolute() else f"./{out}"} "…"', file=sys.stderr)
