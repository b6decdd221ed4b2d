"""The tables of a report as plain text, once for the terminal, Markdown and the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from translator.evaluation.breakdown import Breakdown
from translator.evaluation.report import Report
from translator.evaluation.scores import LOWER_IS_BETTER, Score
from translator.evaluation.significance import Comparison, format_p


@dataclass(frozen=True)
class Table:
    """Cells of text.

    Attributes:
        title: above.
        header: of the columns.
        rows: the first ``names`` cells are words, the others figures.
        names: how many columns hold words.
        notes: below, a line each.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    names: int
    notes: tuple[str, ...] = ()


def tables(report: Report) -> Iterator[Table]:
    """All tables of a report, in the order people ask: how good, how sure, where it fails, how fast."""
    yield _scores(report)
    if report.whole.comparisons:
        yield _comparisons(report)
    if report.published:
        yield _published(report)
    for breakdown in report.breakdowns:
        yield _breakdown(report, breakdown)
    yield _diagnosis(report)
    if report.robustness:
        yield _robustness(report)
    if any(report.speeds):
        yield _speed(report)


def verdicts(report: Report) -> list[str]:
    """The comparisons on everything, in words."""
    return [comparison.sentence for comparison in report.whole.comparisons]


def title(report: Report) -> str:
    """What was measured on what."""
    corpora = [part.name for part in report.sets if part.name != "all" or len(report.sets) == 1]
    return f"{', '.join(report.names)} on {', '.join(corpora)} ({report.whole.sentences:,} sentences)"


def _set_columns(report: Report) -> bool:
    return len(report.sets) > 1


def _system_columns(report: Report) -> bool:
    return len(report.names) > 1


def _lead(report: Report, corpus: str, system: str) -> tuple[str, ...]:
    """The first cells of a row: corpus and system, each only where there are several."""
    corpora = _set_columns(report)
    cells = ([corpus] if corpora else []) + ([system] if _system_columns(report) or not corpora else [])
    return tuple(cells)


def _scores(report: Report) -> Table:
    rows = [
        (*_lead(report, part.name, system.name), f"{part.sentences:,}", *(_value(score) for score in system.scores))
        for part in report.sets
        for system in part.systems
    ]
    signatures = dict.fromkeys(
        f"{score.name}|{score.signature}" for part in report.sets for s in part.systems for score in s.scores
    )
    notes = list(signatures)
    if any(score.interval is not None for score in report.whole.systems[0].scores):
        notes.insert(0, "±: half of the 95 % confidence interval, by bootstrap. TER: less is better.")
    lead = _lead(report, "corpus", "system")
    return Table("Scores", (*lead, "sentences", *report.metrics), tuple(rows), len(lead), tuple(notes))


def _value(score: Score) -> str:
    interval = "" if score.interval is None else f" ± {score.interval:.2f}"
    return f"{score.value:.2f}{interval}"


def _comparisons(report: Report) -> Table:
    several = _set_columns(report)
    rows = []
    for part in report.sets:
        for found in part.comparisons:
            lead = (part.name, found.system) if several else (found.system,)
            rows.append((*lead, found.metric, f"{found.difference:+.2f}", *_p_values(found), found.verdict))
    lead = ("corpus", "system") if several else ("system",)
    signatures = dict.fromkeys(f"{c.metric}|{c.signature}" for part in report.sets for c in part.comparisons)
    return Table(
        f"Against {report.names[0]}",
        (*lead, "metric", "difference", "p, bootstrap", "p, randomised", "verdict"),
        tuple(rows),
        len(lead) + 1,
        tuple(signatures),
    )


def _p_values(found: Comparison) -> tuple[str, str]:
    if found.verdict == "same":
        return "–", "–"
    first, second = (None if p is None else format_p(p) for p in (found.p_bootstrap, found.p_randomisation))
    return first or "–", second or "–"


def _breakdown(report: Report, breakdown: Breakdown) -> Table:
    several = _system_columns(report)
    rows = []
    for group in breakdown.groups:
        for number, (values, ratio) in enumerate(zip(group.values, group.length_ratios, strict=True)):
            name = group.name if number == 0 else ""
            lead = (name, report.names[number]) if several else (name,)
            count = f"{group.sentences:,}" if number == 0 else ""
            rows.append((*lead, count, *(f"{value:.1f}" for value in values), f"{ratio:.2f}"))
    lead = ("", "system") if several else ("",)
    header = (*lead, "sentences", *report.metrics, "length")
    return Table(breakdown.title, header, tuple(rows), len(lead), (breakdown.note,) if breakdown.note else ())


def _diagnosis(report: Report) -> Table:
    rows = []
    for part in report.sets:
        for system in part.systems:
            found = system.diagnosis
            unattended = "–" if found.unattended is None else f"{found.unattended:.1%}"
            shares = (f"{share:.1%}" for share in (found.short, found.long, found.empty, found.loops))
            rows.append((*_lead(report, part.name, system.name), f"{found.length_ratio:.3f}", *shares, unattended))
    notes = [
        "length: words written over words of the reference. short, long: at most two thirds, at least one and a half "
        "times its words. loops: four words come twice, though neither in source nor reference. not looked at: source "
        "words that no word written drew on."
    ]
    for system in report.whole.systems:
        if system.diagnosis.dropped:
            words = ", ".join(f"{word} {times}" for word, times in system.diagnosis.dropped)
            notes.append(f"{system.name} looked least at: {words}")
    lead = _lead(report, "corpus", "system")
    header = (*lead, "length", "short", "long", "empty", "loops", "not looked at")
    return Table("Too little, too much", header, tuple(rows), len(lead), tuple(notes))


def _published(report: Report) -> Table:
    rows = tuple(
        (score.pipeline, *_lead(report, score.corpus, score.system), f"{score.value:.2f}") for score in report.published
    )
    notes = dict.fromkeys(f"{score.pipeline}: {score.says}; {score.signature}" for score in report.published)
    lead = ("pipeline", *_lead(report, "corpus", "system"))
    return Table("Made as in papers (not sacreBLEU)", (*lead, "tokenised BLEU"), rows, len(lead), tuple(notes))


def _robustness(report: Report) -> Table:
    several = _system_columns(report)
    rows = []
    for found in report.robustness:
        for number, noisy in enumerate(found.systems):
            name = found.noise if number == 0 else ""
            lead = (name, report.names[number]) if several else (name,)
            pairs = zip(noisy.values, noisy.losses, report.metrics, strict=True)
            cells = (f"{value:.2f} ({_change(loss, metric):+.2f})" for value, loss, metric in pairs)
            rows.append(
                (
                    *lead,
                    f"{found.changed:,}" if number == 0 else "",
                    *cells,
                    f"{_change(noisy.forgiving_loss, report.metrics[0]):+.2f}",
                )
            )
    lead = ("noise", "system") if several else ("noise",)
    notes = (
        f"In brackets: the change against clean sources. words alone: the change in {report.metrics[0]} when case and "
        f"final punctuation count neither way. Seed of the noise: {report.robustness[0].seed}.",
    )
    return Table(
        "Sources as people type them", (*lead, "changed", *report.metrics, "words alone"), tuple(rows), len(lead), notes
    )


def _speed(report: Report) -> Table:
    rows = tuple(
        (
            name,
            f"{speed.sentences_per_second:,.1f}",
            f"{speed.pieces_per_second:,.0f}",
            f"{speed.seconds:.1f} s",
            f"{speed.loading_seconds:.2f} s",
            f"{speed.memory_mb:,.0f} MB",
            f"{speed.threads}",
            f"{speed.beam}",
        )
        for name, speed in zip(report.names, report.speeds, strict=True)
        if speed
    )
    notes = (
        f"tokens: pieces written. memory: the process's peak while translating. On {report.hardware}.",
        f"Of {report.timing.seconds:.1f} s in all, {report.timing.share:.0%} was translating.",
    )
    header = ("system", "sentences/s", "tokens/s", "translating", "loading", "memory", "threads", "beam")
    return Table("Speed", header, rows, 1, notes)


def _change(loss: float, metric: str) -> float:
    """What a loss did to the score itself."""
    return loss if metric in LOWER_IS_BETTER else -loss
