"""Is one system better than another, or could it be chance? sacreBLEU's paired tests, and a plain sentence."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translator.evaluation.scores import LOWER_IS_BETTER, SEED, Rows, sacrebleu_seed
from translator.evaluation.workers import Workers

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric

CHANCE = 0.05  # a p-value below is taken for more than chance


@dataclass(frozen=True)
class Comparison:
    """One system against the first, in one metric.

    Attributes:
        baseline, system: names.
        metric: as in `Score`.
        baseline_value, value: their scores.
        p_bootstrap: of the paired bootstrap (Koehn 2004); None if it was not run.
        p_randomisation: of paired approximate randomisation (Riezler and Maxwell 2005); None if it was not run.
        signature: sacreBLEU's, with the numbers of resamples and trials and the seed.
    """

    baseline: str
    system: str
    metric: str
    baseline_value: float
    value: float
    p_bootstrap: float | None
    p_randomisation: float | None
    signature: str

    @property
    def difference(self) -> float:
        """The system's score less the baseline's."""
        return self.value - self.baseline_value

    @property
    def p(self) -> float | None:
        """The p-value to go by: randomisation's, which assumes less; the bootstrap's if that alone was run."""
        return self.p_bootstrap if self.p_randomisation is None else self.p_randomisation

    @property
    def verdict(self) -> str:
        """One of "better", "worse", "same" (no difference at all) and "chance" (a difference that could be chance).

        Where there is no difference the p-value says nothing: both tests ask how often chance gives *more*.
        """
        if self.difference == 0:
            return "same"
        if self.p is None or self.p >= CHANCE:
            return "chance"
        return self._direction

    @property
    def _direction(self) -> str:
        return "better" if (self.difference > 0) != (self.metric in LOWER_IS_BETTER) else "worse"

    @property
    def sentence(self) -> str:
        """The comparison in words."""
        if self.difference == 0:
            return f"{self.system} scores exactly what {self.baseline} scores in {self.metric}"
        size = f"{abs(self.difference):.{1 if abs(self.difference) >= 0.05 else 3}f} {self.metric}"
        said = f"{self.system} is {size} {self._direction} than {self.baseline}"
        if self.p is None:
            return said
        p = f"p = {format_p(self.p)}"
        if self.verdict == "chance":
            return f"{said}; that could be chance ({p})"
        others = (self.p_bootstrap, self.p_randomisation)
        doubt = any(other is not None and other >= CHANCE for other in others)
        return f"{said}; that is {'probably' if doubt else 'hardly'} {'more than ' if doubt else ''}chance ({p})"


def format_p(p: float) -> str:
    """A p-value with as many places as it needs."""
    return f"{p:.{2 if p >= 0.1 else 3 if p >= 0.001 else 4}f}"


@dataclass(frozen=True)
class Trials:
    """How many resamples and trials; 0 leaves a test out.

    Attributes:
        bootstrap: resamples of the paired bootstrap.
        randomisation: trials of paired approximate randomisation.
    """

    bootstrap: int = 1000
    randomisation: int = 10_000


class _Counted:
    """A metric for sacreBLEU's tests whose "hypotheses" are rows counted before, so that nothing is counted twice."""

    def __init__(self, metric: Metric) -> None:
        self.metric = metric
        self._aggregate_and_compute = metric._aggregate_and_compute
        self._compute_score_from_stats = metric._compute_score_from_stats
        self.get_signature = metric.get_signature

    def _extract_corpus_statistics(self, rows: Rows, _references: object) -> Rows:
        return rows


Job = tuple[Sequence[str], Sequence[Rows], "Metric"]  # names of systems, the rows of each, the metric they are of


def compare(jobs: Sequence[Job], trials: Trials, workers: Workers | None = None) -> list[list[Comparison]]:
    """Every system against the first, for each job.

    Args:
        jobs: what to compare.
        trials: of the tests. Their seed is that of `sacrebleu_seed`.
        workers: that share in it; None: nobody does.
    """
    parts = [(job, trials, os.environ.get(SEED)) for job in jobs]
    return (workers or Workers()).map(_compare, parts)


def _compare(part: tuple[Job, Trials, str | None]) -> list[Comparison]:
    (names, rows, metric), trials, seed = part
    systems = list(zip(names, rows, strict=True))
    with sacrebleu_seed(seed):
        bootstrap, first = _paired(systems, metric, "bs", trials.bootstrap)
        randomisation, second = _paired(systems, metric, "ar", trials.randomisation)
    scores = [metric._aggregate_and_compute(of_system) for of_system in rows]
    return [
        Comparison(
            baseline=names[0],
            system=names[i],
            metric=scores[i].name,
            baseline_value=float(scores[0].score),
            value=float(scores[i].score),
            p_bootstrap=bootstrap[i] if bootstrap else None,
            p_randomisation=randomisation[i] if randomisation else None,
            signature=_joined(first, second),
        )
        for i in range(1, len(systems))
    ]


def _paired(systems: list[tuple[str, Rows]], metric: Metric, kind: str, samples: int) -> tuple[list[float], str]:
    """p-values in the systems' order (the baseline's is of no meaning), and the signature."""
    from sacrebleu.significance import PairedTest

    if not samples:
        return [], ""
    counted: Any = {"metric": _Counted(metric)}
    test = PairedTest(systems, counted, references=None, test_type=kind, n_samples=samples)  # type: ignore[arg-type]
    signatures, results = test()
    (name,) = signatures
    return [getattr(result, "p_value", None) or 1.0 for result in results[name]], str(signatures[name])


def _joined(first: str, second: str) -> str:
    """One signature of two that differ in the test alone: ``nrefs:1|bs:1000|ar:10000|seed:12345|…``."""
    parts = first.split("|") if first else second.split("|")
    of_test = next((part for part in second.split("|") if part.startswith("ar:")), None)
    if first and of_test:
        parts.insert(next(i for i, part in enumerate(parts) if part.startswith("bs:")) + 1, of_test)
    return "|".join(parts)
