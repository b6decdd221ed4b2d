"""What `translator benchmark` does: choose the model, measure, show."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import cast

from translator.cli.named_model import named_model
from translator.cli.translating import check_direction, model_by_languages
from translator.decoding.model_folder import ModelFolder
from translator.decoding.translator import EngineName
from translator.evaluation.benchmark import Plan, measure
from translator.machine import usable_cores
from translator.show.progress import steps_progress
from translator.text.language import OTHER


@dataclass(frozen=True)
class Job:
    """What the command line asked for."""

    model: str | None
    source: str | None
    target: str | None
    cell: str
    beam: int
    engine: str
    threads: int
    sentences: int
    json: bool


def run_benchmark(job: Job) -> None:
    """Measure and show."""
    plan = Plan(
        model=_model(job),
        engine=cast(EngineName, job.engine),
        threads=job.threads or usable_cores(),
        beam=job.beam,
        sentences=job.sentences,
    )
    with steps_progress() as told:
        found = measure(plan, told)
    from translator.show.benchmark import benchmark_json, benchmark_table
    from translator.show.console import console_on, print_on

    if job.json:
        print(benchmark_json(found))
    else:
        print_on(console_on(sys.stdout), benchmark_table(found))


def _model(job: Job) -> ModelFolder:
    if job.model:
        folder = named_model(job.model)
        check_direction(folder, job.source, job.target)
        return folder
    source = job.source or (OTHER[job.target] if job.target else "fr")
    return model_by_languages(source, job.target, job.cell)
