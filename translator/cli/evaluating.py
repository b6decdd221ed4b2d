"""What `translator evaluate` does: get translations, measure them, show the report."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from translator.cli.evaluation_inputs import Inputs, read_material, read_systems
from translator.errors import TranslatorError
from translator.evaluation.breakdown import RARE_BELOW, RARE_PIECES, in_many_pieces, seen_seldom
from translator.evaluation.material import Material
from translator.evaluation.measuring import Measuring, Plan, Rarity, noisy_scores
from translator.evaluation.published import chosen_pipelines
from translator.evaluation.report import Report
from translator.evaluation.robustness import Noise, parse_noise, perturbed
from translator.evaluation.scores import Scorer, ScoringOptions, sacrebleu_seed
from translator.evaluation.significance import Trials
from translator.evaluation.systems import SearchSettings, System, distinct, load_model, translate_all
from translator.evaluation.workers import started_workers
from translator.machine import usable_cores
from translator.show.progress import lines_progress

SELDOM = f"Rare: words seen fewer than {RARE_BELOW} times in the training text."
MANY = 500  # sentences; below, another process takes longer to start than to help


@dataclass(frozen=True)
class Wishes:
    """What the report is to hold; see the command's help."""

    metrics: tuple[str, ...]
    published: tuple[str, ...]
    noise: str
    rare_from: tuple[Path, ...]
    resamples: int
    trials: int
    seed: int
    examples: int


@dataclass(frozen=True)
class Outputs:
    """Where the report and the translations go."""

    translations: Path | None
    json: bool
    markdown: bool
    html: Path | None

    def check(self) -> None:
        """Raise TranslatorError if there is no folder for a file to go to."""
        for path in (self.translations, self.html):
            if path and not path.parent.is_dir():
                raise TranslatorError(f"cannot write {path}: there is no folder {path.parent}")


@dataclass(frozen=True)
class _Translated:
    """What a model made: the translations, those of each noise, the seconds all of it took, its way to break words."""

    system: System
    noisy: tuple[list[str], ...]
    seconds: float
    rarity: Rarity


def run_evaluation(inputs: Inputs, wishes: Wishes, outputs: Outputs, options: dict[str, Any]) -> None:
    """Measure and show.

    Args:
        inputs: systems and corpora.
        wishes: what to report.
        outputs: where to.
        options: fields of `SearchSettings` and `ScoringOptions` that were given.
    """
    began = time.perf_counter()
    settings = _made(SearchSettings, options)
    scoring = _made(ScoringOptions, {**options, "metrics": wishes.metrics})
    pipelines = chosen_pipelines(wishes.published)
    noises = parse_noise(wishes.noise)
    # Everything that can be wrong with the input is found before minutes go into translating.
    models = inputs.model_folders()
    languages = inputs.languages(models)
    material = read_material(inputs, languages)
    if models and not material.sources:
        raise TranslatorError("a model needs sources: give --source for every corpus that has a --reference")
    earlier = read_systems(inputs, material)
    Scorer(scoring, material.references)
    outputs.check()
    counted = Rarity(seen_seldom(wishes.rare_from), SELDOM) if wishes.rare_from else None
    noisy_sources = [perturbed(material.sources, noise, wishes.seed) for noise in noises]
    with started_workers(usable_cores() if len(material) >= MANY else 1) as workers, sacrebleu_seed(wishes.seed):
        translated = [_translate(str(path), material, noisy_sources, settings) for path in models]
        systems = _named([*(each.system for each in translated), *earlier])
        _keep(outputs.translations, systems, material)
        plan = Plan(
            scoring=scoring,
            trials=Trials(wishes.resamples, wishes.trials),
            resamples=wishes.resamples,
            rarity=counted or (translated[0].rarity if translated else None),
            pipelines=pipelines,
            language=languages[1],
            examples=wishes.examples,
        )
        measuring = Measuring(material, systems, plan, workers)
        noisy = [each.noisy for each in translated]
        under_noise = noisy_scores(material, systems[: len(noisy)], noisy_sources, noisy, scoring, workers)
        notes = _notes(material, plan.rarity, earlier)
        seconds = sum(each.seconds for each in translated)
        report = measuring.report(under_noise, notes, began=began, translating=seconds)
    _show(report, outputs)


def _made(kind: type[Any], options: dict[str, Any]) -> Any:
    """A dataclass from those of the options that are its own."""
    return kind(**{field.name: options[field.name] for field in fields(kind) if field.name in options})


def _translate(path: str, material: Material, noises: Sequence[Noise], settings: SearchSettings) -> _Translated:
    model = load_model(path, settings)
    with lines_progress(len(material) * (1 + len(noises))) as told:
        system = translate_all(model, material.sources, settings, told)
        noisy = [translate_all(model, noise.sources, settings, told) for noise in noises]
    seconds = sum(each.speed.seconds for each in [system, *noisy] if each.speed)
    says = f"Rare: words that the tokenizer of {model.name} makes of {RARE_PIECES} pieces or more."
    rarity = Rarity(in_many_pieces(model.translator.tokenizer.encode), says)
    return _Translated(system, tuple(each.texts for each in noisy), seconds, rarity)


def _named(systems: Sequence[System]) -> list[System]:
    names = distinct([system.name for system in systems])
    return [System(name, s.outputs, s.speed, s.languages) for name, s in zip(names, systems, strict=True)]


def _notes(material: Material, rarity: Rarity | None, earlier: Sequence[System]) -> list[str]:
    notes = []
    if not material.sources:
        notes.append("without --source nothing can be said about rare words, and lengths are those of the reference")
    elif rarity is None:
        notes.append("rare words are left out; give --rare-from, the training text to count words in")
    if earlier:
        names = ", ".join(system.name for system in earlier)
        notes.append(f"speed and attention are not known of translations made before ({names})")
    return notes


def _keep(where: Path | None, systems: Sequence[System], material: Material) -> None:
    """Write the translations: to the file named, or where there are several to that folder, as SYSTEM.SET."""
    if where is None:
        return
    if len(systems) == 1 and len(material.sets) == 1:
        _write(where, systems[0].texts)
        return
    where.mkdir(parents=True, exist_ok=True)
    for system in systems:
        for part, places in material.ranges():
            name = f"{system.name}.{part.name}".replace("/", "-")
            _write(where / name, system.texts[places.start : places.stop])


def _write(path: Path, lines: Sequence[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _show(report: Report, outputs: Outputs) -> None:
    if outputs.html:
        from translator.show.evaluation.html import report_html

        outputs.html.write_text(report_html(report), encoding="utf-8")
    if outputs.json:
        from translator.show.evaluation.as_json import report_json

        print(report_json(report))
    elif outputs.markdown:
        from translator.show.evaluation.markdown import report_markdown

        print(report_markdown(report), end="")
    else:
        from translator.show.console import console_on, print_on
        from translator.show.evaluation.terminal import report_on_terminal

        print_on(console_on(sys.stdout), report_on_terminal(report))
