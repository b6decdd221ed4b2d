"""The whole of an evaluation: what every way of showing it draws from."""

from __future__ import annotations

from dataclasses import dataclass

from translator.evaluation.breakdown import Breakdown
from translator.evaluation.diagnosis import Diagnosis
from translator.evaluation.differences import Example
from translator.evaluation.published import PublishedScore
from translator.evaluation.robustness import Robustness
from translator.evaluation.scores import Score
from translator.evaluation.significance import Comparison
from translator.evaluation.speed import Hardware, Speed


@dataclass(frozen=True)
class SystemReport:
    """One system on one corpus, or on all.

    Attributes:
        name: of the system.
        scores: in the metrics' order.
        diagnosis: its habits.
    """

    name: str
    scores: tuple[Score, ...]
    diagnosis: Diagnosis


@dataclass(frozen=True)
class SetReport:
    """All systems on one corpus, or on all.

    Attributes:
        name: of the corpus; "all" for all together.
        sentences: in it.
        systems: in order; the first is the baseline.
        comparisons: of every other system with the first.
    """

    name: str
    sentences: int
    systems: tuple[SystemReport, ...]
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True)
class Timing:
    """Where the time went.

    Attributes:
        seconds: of the whole evaluation, loading and scoring included, until the report was ready.
        translating: of it, spent translating.
    """

    seconds: float
    translating: float

    @property
    def share(self) -> float:
        """Of the time, spent translating."""
        return self.translating / max(self.seconds, 1e-9)


@dataclass(frozen=True)
class Report:
    """An evaluation.

    Attributes:
        sets: one a corpus; where there are several, "all" comes last.
        breakdowns: by length and rare words; by corpus are the sets themselves.
        published: figures made as in papers.
        robustness: under noise, in the order asked for.
        speeds: a system each; None for translations made before.
        hardware: the machine.
        timing: where the time went.
        worst, different: chosen sentences.
        examples: all sentences.
        notes: what a reader should know, in sentences.
    """

    sets: tuple[SetReport, ...]
    breakdowns: tuple[Breakdown, ...]
    published: tuple[PublishedScore, ...]
    robustness: tuple[Robustness, ...]
    speeds: tuple[Speed | None, ...]
    hardware: Hardware
    timing: Timing
    worst: tuple[Example, ...]
    different: tuple[Example, ...]
    examples: tuple[Example, ...]
    notes: tuple[str, ...]

    @property
    def whole(self) -> SetReport:
        """All corpora together, or the one there is."""
        return self.sets[-1]

    @property
    def names(self) -> tuple[str, ...]:
        """Of the systems."""
        return tuple(system.name for system in self.whole.systems)

    @property
    def metrics(self) -> tuple[str, ...]:
        """Their names, as sacreBLEU writes them."""
        return tuple(score.name for score in self.whole.systems[0].scores)
