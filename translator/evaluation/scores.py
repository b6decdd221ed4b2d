"""Corpus scores, by sacreBLEU: a number never goes without the signature that says how it was made.

A corpus score is made of counts that add up over sentences. They are taken once for every system and metric; the score
of the whole, of any part of it, of a resample and of one sentence all come from the same rows, by sacreBLEU's own code.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translator.errors import TranslatorError
from translator.evaluation.workers import PARTS, Workers

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric

Rows = list[list[float]]  # one metric's counts, a row a sentence
References = Sequence[Sequence[str | None]]  # one list a reference; None where a sentence has fewer

SEED = "SACREBLEU_SEED"  # in the environment
METRICS = ("bleu", "chrf", "chrf++", "ter")
LOWER_IS_BETTER = frozenset({"TER"})
WORTH_A_PART = 100  # sentences; fewer are not worth sending to another process


@dataclass(frozen=True)
class Score:
    """One metric's result.

    Attributes:
        name: "BLEU", "chrF2", "chrF2++" or "TER".
        value: 0 to 100 (TER may exceed 100; lower is better there).
        signature: sacreBLEU's, which makes the score reproducible.
        details: n-gram precisions and lengths, as sacreBLEU prints them; may be empty.
        interval: half the width of the 95 % confidence interval, by bootstrap; None where it was not asked for.
        mean: of the resamples, the middle of that interval.
    """

    name: str
    value: float
    signature: str
    details: str
    interval: float | None = None
    mean: float | None = None


@dataclass(frozen=True)
class ScoringOptions:
    """Which metrics, and sacreBLEU's options under its own names; its defaults are ours.

    Attributes:
        metrics: of `METRICS`, in order.
        lowercase: BLEU and chrF without case (``-lc``, ``--chrf-lowercase``).
        tokenize: BLEU's tokenisation; 13a is that of WMT.
        smooth_method: of BLEU: exp, floor, add-k or none.
        smooth_value: for floor and add-k; None is sacreBLEU's.
        chrf_char_order: longest run of characters.
        chrf_beta: how much more recall counts than precision.
        chrf_whitespace: spaces count as characters.
        ter_case_sensitive: TER with case; without, as Tercom and sacreBLEU do by default.
        ter_normalized: TER on text tokenised in Tercom's way.
        ter_no_punct: TER without punctuation.
    """

    metrics: tuple[str, ...] = ("bleu", "chrf", "ter")
    lowercase: bool = False
    tokenize: str = "13a"
    smooth_method: str = "exp"
    smooth_value: float | None = None
    chrf_char_order: int = 6
    chrf_beta: int = 2
    chrf_whitespace: bool = False
    ter_case_sensitive: bool = False
    ter_normalized: bool = False
    ter_no_punct: bool = False

    def __post_init__(self) -> None:
        from sacrebleu.metrics.bleu import BLEU

        for given, known, what in (
            (self.metrics, METRICS, "metric"),
            ((self.tokenize,), tuple(BLEU.TOKENIZERS), "tokenisation"),
            ((self.smooth_method,), tuple(BLEU.SMOOTH_DEFAULTS), "smoothing"),
        ):
            unknown = [name for name in given if name not in known]
            if unknown or not given:
                raise TranslatorError(f"unknown {what} {', '.join(unknown)!r}; known: {', '.join(known)}")
        if min(self.chrf_char_order, self.chrf_beta) < 1:
            raise TranslatorError("chrF's order and beta must be at least 1")

    def make(self, name: str) -> Metric:
        """The metric of sacreBLEU of that name with these options."""
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
        from sacrebleu.metrics.ter import TER

        if name == "bleu":
            # force: sacreBLEU's warning about tokenised input is no use in a report.
            return BLEU(
                lowercase=self.lowercase,
                tokenize=self.tokenize,
                smooth_method=self.smooth_method,
                smooth_value=self.smooth_value,
                force=True,
            )
        if name == "ter":
            return TER(
                case_sensitive=self.ter_case_sensitive, normalized=self.ter_normalized, no_punct=self.ter_no_punct
            )
        return CHRF(
            lowercase=self.lowercase,
            word_order=2 if name == "chrf++" else 0,
            char_order=self.chrf_char_order,
            beta=self.chrf_beta,
            whitespace=self.chrf_whitespace,
        )


class Scorer:
    """Metrics over one set of references.

    Args:
        options: which metrics, and how.
        references: one list a reference, all equally long.
        workers: that share in the counting; None: nobody does.
    """

    def __init__(self, options: ScoringOptions, references: References, workers: Workers | None = None) -> None:
        self.options, self.workers = options, workers or Workers()
        # As the sacrebleu command reads them.
        self.references = [[None if line is None else line.rstrip() for line in lines] for lines in references]
        try:
            self.metrics = [options.make(name) for name in options.metrics]
        except (ImportError, OSError, RuntimeError, SystemExit) as error:
            reason = " ".join(str(error).split())
            raise TranslatorError(f"the tokenisation {options.tokenize} cannot be used here: {reason}") from error
        counts = {sum(line is not None for line in lines) for lines in zip(*self.references, strict=False)}
        self.metrics = described(self.metrics, Description(counts.pop() if len(counts) == 1 else -1))

    def rows(self, hypotheses: Sequence[str]) -> list[Rows]:
        """The counts of a system's translations, a list of rows a metric.

        Raises:
            TranslatorError: numbers of lines differ, or there are none.
        """
        lines = [line.rstrip() for line in hypotheses]
        check_lengths(lines, self.references)
        size = max(WORTH_A_PART, -(-len(lines) // (PARTS * self.workers.count)))
        parts = [
            (self.options, lines[i : i + size], [reference[i : i + size] for reference in self.references])
            for i in range(0, len(lines), size)
        ]
        counted = self.workers.map(_count, parts)
        return [[row for part in counted for row in part[number]] for number in range(len(self.metrics))]

    def scores(self, rows: Sequence[Rows], *, resamples: int = 0) -> tuple[Score, ...]:
        """The scores that rows add up to.

        Args:
            rows: a list a metric, of all sentences or of some.
            resamples: of the bootstrap, as in `score_all`.
        """
        return tuple(score_all(list(zip(self.metrics, rows, strict=True)), resamples, self.workers))

    def values(self, rows: Sequence[Rows]) -> tuple[float, ...]:
        """The scores alone."""
        pairs = zip(self.metrics, rows, strict=True)
        return tuple(float(metric._aggregate_and_compute(part).score) for metric, part in pairs)

    def sentence_values(self, hypotheses: Sequence[str], rows: Sequence[Rows]) -> list[float]:
        """The chrF of every sentence, 0 to 100: what sentences are put in order by.

        Args:
            hypotheses: the system's translations.
            rows: their counts, as from `rows`.
        """
        names = self.options.metrics
        if "chrf" in names:
            metric, counts = self.metrics[names.index("chrf")], rows[names.index("chrf")]
        else:
            metric = self.options.make("chrf")
            lines = [line.rstrip() for line in hypotheses]
            counts = metric._extract_corpus_statistics(lines, self.references)  # type: ignore[arg-type]
        return [float(metric._compute_score_from_stats(row).score) for row in counts]


@dataclass(frozen=True)
class Description:
    """What signatures say of the sentences.

    Attributes:
        references: to each; -1: it varies.
        test_set: sacreBLEU's name of them, if it knows them.
        language_pair: with it.
    """

    references: int
    test_set: str | None = None
    language_pair: str | None = None


def described(metrics: Sequence[Metric], description: Description) -> list[Metric]:
    """The metrics, so that their signatures say that."""
    copies: list[Any] = [copy(metric) for metric in metrics]
    for metric in copies:
        metric.num_refs = description.references
        metric.test_set, metric.langpair = description.test_set, description.language_pair
        metric.n_bootstrap, metric.seed = None, None
    return copies


def score_all(jobs: Sequence[tuple[Metric, Rows]], resamples: int, workers: Workers) -> list[Score]:
    """The score of each job, with its confidence interval if ``resamples`` is above 1.

    Args:
        jobs: a metric and the rows of some sentences.
        resamples: of the bootstrap. Its seed is that of `sacrebleu_seed`.
        workers: that share in resampling.
    """
    parts = [(metric, rows, resamples, os.environ.get(SEED)) for metric, rows in jobs]
    worth_it = resamples > 1 and sum(len(rows) for _, rows in jobs) >= WORTH_A_PART
    return (workers if worth_it else Workers()).map(_score, parts)


def _score(part: tuple[Metric, Rows, int, str | None]) -> Score:
    from sacrebleu.significance import _bootstrap_resample

    metric, rows, resamples, seed = copy(part[0]), *part[1:]
    result = metric._aggregate_and_compute(rows)
    interval, mean = None, None
    if resamples > 1:
        metric.n_bootstrap = resamples
        with sacrebleu_seed(seed):
            metric.seed, resampled = _bootstrap_resample(rows, metric, resamples)
        if len({type(one.score) for one in resampled}) > 1:  # NumPy's and Python's, as where some resamples score 0
            for one in resampled:
                one.score = float(one.score)  # together they are too much for `statistics`
        result.estimate_ci(resampled)
        interval, mean = float(result._ci), float(result._mean)
    details = str(getattr(result, "verbose", "") or result._verbose)
    return Score(result.name, float(result.score), str(metric.get_signature()), details, interval, mean)


def _count(part: tuple[ScoringOptions, Sequence[str], References]) -> list[Rows]:
    """The counts of a part of the sentences, a list of rows a metric."""
    from translator.evaluation.edit_distance import fast_edit_distance

    options, hypotheses, references = part
    with fast_edit_distance():
        return [
            options.make(name)._extract_corpus_statistics(hypotheses, references)  # type: ignore[arg-type]
            for name in options.metrics
        ]


def check_lengths(hypotheses: Sequence[str], references: References) -> None:
    """Raise TranslatorError if numbers of lines differ, or there are none."""
    if not hypotheses:
        raise TranslatorError("there is nothing to score: the translations are empty")
    for number, reference in enumerate(references, start=1):
        if len(reference) != len(hypotheses):
            raise TranslatorError(
                f"{len(hypotheses):,} translations and {len(reference):,} lines in reference {number}; "
                "line n of one must belong to line n of the other"
            )


def corpus_scores(
    hypotheses: Sequence[str], references: Sequence[Sequence[str]], options: ScoringOptions | None = None
) -> tuple[Score, ...]:
    """BLEU (Papineni et al. 2002), chrF (Popović 2015) and TER (Snover et al. 2006), or the metrics asked for.

    Args:
        hypotheses: translations.
        references: one list a reference, each as long as ``hypotheses``.
        options: which metrics, and how; None is sacreBLEU's defaults.

    Raises:
        TranslatorError: numbers of lines differ, or there are none.
    """
    check_lengths(hypotheses, references)
    scorer = Scorer(options or ScoringOptions(), references)
    return scorer.scores(scorer.rows(hypotheses))


@contextmanager
def sacrebleu_seed(seed: int | str | None) -> Iterator[None]:
    """Within, sacreBLEU resamples with this seed (None: its own): it takes it from the environment alone."""
    before = os.environ.get(SEED)
    _set_seed(seed)
    try:
        yield
    finally:
        _set_seed(before)


def _set_seed(seed: int | str | None) -> None:
    if seed is None:
        os.environ.pop(SEED, None)
    else:
        os.environ[SEED] = str(seed)
