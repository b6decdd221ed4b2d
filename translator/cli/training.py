"""What `translator train` does, between the command line and the training room."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Any, cast

from translator.decoding.export.graph import Precision
from translator.errors import TranslatorError
from translator.show.training import listener_for
from translator.training.beginning import architecture_of
from translator.training.distributed import Team, team_of_torchrun
from translator.training.events import AllEvents, RunFiles, append_log
from translator.training.handover import hand_over
from translator.training.loop import Trainer
from translator.training.preparation import Prepared, prepare, reopen
from translator.training.recipe import Recipe, make_recipe, read_recipe

RUN = "training"
INTERRUPTED = 130


def start_run(recipe_file: Path | None, out: Path, overrides: dict[str, Any]) -> None:
    """Prepare a run in ``out`` and train it; of several processes the first prepares."""
    values = read_recipe(recipe_file) if recipe_file else {}
    recipe = make_recipe(_as_it_begins({**values, **overrides}))
    with team_of_torchrun(recipe.training.device) as team:
        if team.leads:
            try:
                prepared = prepare_run(recipe, out)
            except BaseException:
                team.meet(well=False)
                raise
        team.meet()
        _run(prepared if team.leads else reopen(out / RUN), out, team)


def _as_it_begins(values: dict[str, Any]) -> dict[str, Any]:
    """The recipe's keys; what they don't say of the network is as in the one that the run begins with."""
    origin = values.get("start_from")
    if not origin or not isinstance(origin, str):
        return values
    return architecture_of(origin) | values


def prepare_run(recipe: Recipe, out: Path) -> Prepared:
    """Everything before the first update, told on stderr and in the run's log."""
    folder = out / RUN

    def say(line: str) -> None:
        print(line, file=sys.stderr)
        folder.mkdir(parents=True, exist_ok=True)
        append_log(folder, "preparing", message=line)

    return prepare(recipe, folder, say)


def resume_run(out: Path, precision: str | None = None) -> None:
    """Go on with the run in ``out``, with as many processes as there are now.

    Args:
        out: folder of the model.
        precision: to export in; None is the recipe's.
    """
    if not out.is_dir():
        raise TranslatorError(f"there is no folder {out} to resume")
    prepared = reopen(out / RUN)
    with team_of_torchrun(prepared.recipe.training.device) as team:
        _run(prepared, out, team, precision)


def _run(prepared: Prepared, out: Path, team: Team, precision: str | None = None) -> None:
    folder = out / RUN
    if not team.leads:
        if not Trainer(prepared, folder, AllEvents([]), team).run():
            raise SystemExit(INTERRUPTED)
        return
    with listener_for(sys.stderr) as listener:
        try:
            finished = Trainer(prepared, folder, AllEvents([listener, RunFiles(folder, listener.warn)]), team).run()
        except TranslatorError as error:
            with contextlib.suppress(OSError):
                append_log(folder, "stopped", message=str(error))
            raise
    if not finished:
        print(f"stopped; go on with: translator train --resume {out}", file=sys.stderr)
        raise SystemExit(INTERRUPTED)
    precision = precision or prepared.recipe.training.export_precision
    hand_over(folder, out, prepared.recipe, name=out.resolve().name, precision=cast(Precision, precision))
    print(f'done: try  translate --model {out if out.is_absolute() else f"./{out}"} "…"', file=sys.stderr)
