"""From systems and corpora to a report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translator.evaluation.breakdown import Breakdown, Group, GroupScores, by_length, by_rare_words, score_groups
from translator.evaluation.diagnosis import diagnose
from translator.evaluation.differences import Example, most_different, worst
from translator.evaluation.material import Material
from translator.evaluation.published import Pipeline, PublishedScore, published_score
from translator.evaluation.report import Report, SetReport, SystemReport, Timing
from translator.evaluation.robustness import Noise, NoisyScores, Robustness, without_case_and_end
from translator.evaluation.scores import (
    LOWER_IS_BETTER,
    Description,
    Rows,
    Score,
    Scorer,
    ScoringOptions,
    described,
    score_all,
)
from translator.evaluation.significance import Comparison, Trials, compare
from translator.evaluation.speed import hardware
from translator.evaluation.systems import System
from translator.evaluation.workers import Workers

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric


@dataclass(frozen=True)
class Rarity:
    """Which words are rare.

    Attributes:
        is_rare: says it of a word in lower case.
        says: how that is known, for people.
    """

    is_rare: Callable[[str], bool]
    says: str


@dataclass(frozen=True)
class Plan:
    """What a report is to hold.

    Attributes:
        scoring: metrics and their options.
        trials: of the significance tests.
        resamples: for confidence intervals; 0 is none.
        rarity: which words are rare; None leaves that breakdown out.
        pipelines: figures as papers make them.
        language: of the translations, for these.
        examples: sentences to choose as worst and as most different.
    """

    scoring: ScoringOptions
    trials: Trials
    resamples: int = 1000
    rarity: Rarity | None = None
    pipelines: tuple[Pipeline, ...] = ()
    language: str = "en"
    examples: int = 5


@dataclass(frozen=True)
class _Part:
    """A corpus, or all: its name, its sentences among all, and metrics whose signatures speak of it."""

    name: str
    chosen: slice
    metrics: list[Metric]


class Measuring:
    """Measures systems on material. The scorer's references are prepared once for all that is asked of it.

    Args:
        material: to measure on.
        systems: at least one; the first is the baseline.
        plan: what is asked.
        workers: that share in the counting; None: nobody does.
    """

    def __init__(
        self, material: Material, systems: Sequence[System], plan: Plan, workers: Workers | None = None
    ) -> None:
        self.material, self.systems, self.plan = material, systems, plan
        self.workers = workers or Workers()
        self.scorer = Scorer(plan.scoring, material.references, self.workers)
        self.rows: list[list[Rows]] = []
        for number, system in enumerate(systems):
            same = next((i for i in range(number) if systems[i].texts == system.texts), None)
            self.rows.append(self.rows[same] if same is not None else self.scorer.rows(system.texts))

    def report(
        self, robustness: Sequence[Robustness], notes: Sequence[str], *, began: float, translating: float
    ) -> Report:
        """The report.

        Args:
            robustness: as `noisy_scores` made it.
            notes: for the reader.
            began: `time.perf_counter` at the evaluation's start.
            translating: seconds spent in models since, noisy sources included.
        """
        examples = self._examples()
        sets = self._sets()
        breakdowns = self._breakdowns()
        published = self._published()
        speeds = tuple(system.speed for system in self.systems)
        chosen = tuple(worst(examples, self.plan.examples))
        different = tuple(most_different(examples, self.plan.examples)) if len(self.systems) > 1 else ()
        return Report(
            sets=sets,
            breakdowns=breakdowns,
            published=published,
            robustness=tuple(robustness),
            speeds=speeds,
            hardware=hardware(),
            timing=Timing(time.perf_counter() - began, translating),
            worst=chosen,
            different=different,
            examples=tuple(examples),
            notes=tuple(notes),
        )

    def _sets(self) -> tuple[SetReport, ...]:
        parts = [*self._parts()]
        names = [system.name for system in self.systems]
        by_part = [[[counts[part.chosen] for counts in of_system] for of_system in self.rows] for part in parts]
        jobs = [
            pair
            for part, rows in zip(parts, by_part, strict=True)
            for of_system in rows
            for pair in zip(part.metrics, of_system, strict=True)
        ]
        scores = iter(score_all(jobs, self.plan.resamples, self.workers))
        paired = [
            (names, [of_system[number] for of_system in rows], metric)
            for part, rows in zip(parts, by_part, strict=True)
            for number, metric in enumerate(part.metrics)
        ]
        compared = iter(compare(paired, self.plan.trials, self.workers) if len(names) > 1 else [])
        return tuple(self._set_report(part, scores, compared) for part in parts)

    def _parts(self) -> Iterator[_Part]:
        """The corpora, and where there are several all of it."""
        pair = "-".join(next((s.languages for s in self.systems if s.languages), ())) or None
        metrics, sets = self.scorer.metrics, self.material.sets
        for part, places in self.material.ranges():
            known = Description(len(part.references), *((part.name, pair) if part.public else ()))
            yield _Part(part.name, slice(places.start, places.stop), described(metrics, known))
        if len(sets) > 1:
            counts, name = {len(part.references) for part in sets}, self.material.public_name()
            known = Description(counts.pop() if len(counts) == 1 else -1, *((name, pair) if name else ()))
            yield _Part("all", slice(0, len(self.material)), described(metrics, known))

    def _set_report(self, part: _Part, scores: Iterator[Score], compared: Iterator[list[Comparison]]) -> SetReport:
        """A corpus's report, with the next scores and comparisons, which are in the order of `_sets`."""
        sources, references = self.material.sources[part.chosen], self.material.first_reference[part.chosen]
        systems = tuple(
            SystemReport(
                system.name,
                tuple(next(scores) for _ in part.metrics),
                diagnose(system.outputs[part.chosen], sources, references),
            )
            for system in self.systems
        )
        found = [comparison for of_metric in zip(part.metrics, compared, strict=False) for comparison in of_metric[1]]
        in_order = sorted(found, key=lambda comparison: [s.name for s in systems].index(comparison.system))
        return SetReport(part.name, len(references), systems, tuple(in_order))

    def _breakdowns(self) -> tuple[Breakdown, ...]:
        sources = self.material.sources
        lengths = by_length(sources or self.material.first_reference)
        texts, references = [system.texts for system in self.systems], self.material.first_reference

        def scored(groups: Sequence[Group]) -> tuple[GroupScores, ...]:
            return score_groups(groups, self.rows, texts, references, self.scorer)

        found = [Breakdown("length", f"By length of the {'source' if sources else 'reference'}", "", scored(lengths))]
        if sources and self.plan.rarity:
            groups = by_rare_words(sources, self.plan.rarity.is_rare)
            found.append(Breakdown("rare", "By rare words in the source", self.plan.rarity.says, scored(groups)))
        return tuple(found)

    def _examples(self) -> list[Example]:
        values = [
            self.scorer.sentence_values(system.texts, rows)
            for system, rows in zip(self.systems, self.rows, strict=True)
        ]
        texts = [system.texts for system in self.systems]
        return [
            Example(
                index=i,
                corpus=part.name,
                source=part.sources[i - places.start] if part.sources else "",
                references=tuple(lines[i - places.start] for lines in part.references),
                outputs=tuple(lines[i] for lines in texts),
                values=tuple(of_system[i] for of_system in values),
                unattended=tuple(system.outputs[i].unattended for system in self.systems),
            )
            for part, places in self.material.ranges()
            for i in places
        ]

    def _published(self) -> tuple[PublishedScore, ...]:
        return tuple(
            PublishedScore(
                pipeline.name,
                pipeline.says,
                part.name,
                system.name,
                *published_score(
                    pipeline, self.plan.language, system.texts[places.start : places.stop], part.references
                ),
            )
            for pipeline in self.plan.pipelines
            for part, places in self.material.ranges()
            for system in self.systems
        )


def noisy_scores(
    material: Material,
    clean: Sequence[System],
    noises: Sequence[Noise],
    noisy: Sequence[Sequence[Sequence[str]]],
    options: ScoringOptions,
    workers: Workers | None = None,
) -> list[Robustness]:
    """Every system on the sources under every noise.

    Args:
        material: with sources.
        clean: the systems' translations of the sources as they are.
        noises: what was done to the sources.
        noisy: the translations of the sources under each noise, a list a system.
        options: of scoring; the forgiving losses use its first metric, without case.
        workers: that share in the counting; None: nobody does.
    """
    if not noises:
        return []
    scorer = Scorer(options, material.references, workers)
    forgiving = _forgiving_scorer(material, options, workers)

    def measured(texts: Sequence[str]) -> tuple[tuple[float, ...], float]:
        return scorer.values(scorer.rows(texts)), forgiving.values(forgiving.rows(without_case_and_end(texts)))[0]

    expected = [measured(system.texts) for system in clean]
    found = []
    for number, noise in enumerate(noises):
        systems = []
        for (clean_values, clean_kindly), by_noise in zip(expected, noisy, strict=True):
            values, kindly = measured(by_noise[number])
            losses = tuple(map(_loss, clean_values, values, options.metrics))
            systems.append(NoisyScores(values, losses, _loss(clean_kindly, kindly, options.metrics[0])))
        changed = sum(line != was for line, was in zip(noise.sources, material.sources, strict=True))
        found.append(Robustness(noise.name, changed, noise.seed, tuple(systems)))
    return found


def _forgiving_scorer(material: Material, options: ScoringOptions, workers: Workers | None) -> Scorer:
    references = [
        [None if line is None else without_case_and_end([line])[0] for line in lines] for lines in material.references
    ]
    caseless = replace(options, metrics=options.metrics[:1], lowercase=True, ter_case_sensitive=False)
    return Scorer(caseless, references, workers)


def _loss(clean: float, noisy: float, metric: str) -> float:
    return noisy - clean if metric.upper() in LOWER_IS_BETTER else clean - noisy
