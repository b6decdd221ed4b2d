"""A report as JSON. What is in it is said in `schema.json` beside this file; its `schema` counts changes to that."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from translator import __version__
from translator.evaluation.differences import Example
from translator.evaluation.report import Report, SetReport
from translator.evaluation.scores import Score
from translator.evaluation.significance import Comparison
from translator.evaluation.speed import Speed

SCHEMA = Path(__file__).with_name("schema.json")
VERSION = 2


def report_json(report: Report) -> str:
    """The report in one line."""
    return json.dumps(_object(report), ensure_ascii=False)


def _object(report: Report) -> dict[str, Any]:
    metrics = report.metrics
    return {
        "schema": VERSION,
        "translator": __version__,
        "systems": [
            {"name": name, "speed": _speed(speed)} for name, speed in zip(report.names, report.speeds, strict=True)
        ],
        "sets": [_set(part) for part in report.sets],
        "breakdowns": [
            {
                "by": breakdown.key,
                "title": breakdown.title,
                "note": breakdown.note,
                "groups": [
                    {
                        "name": group.name,
                        "sentences": group.sentences,
                        "systems": [
                            {"scores": dict(zip(metrics, values, strict=True)), "length_ratio": ratio}
                            for values, ratio in zip(group.values, group.length_ratios, strict=True)
                        ],
                    }
                    for group in breakdown.groups
                ],
            }
            for breakdown in report.breakdowns
        ],
        "published": [
            {
                "pipeline": score.pipeline,
                "how": score.says,
                "set": score.corpus,
                "system": score.system,
                "bleu": score.value,
                "signature": score.signature,
            }
            for score in report.published
        ],
        "robustness": [
            {
                "noise": noise.noise,
                "seed": noise.seed,
                "changed": noise.changed,
                "systems": [
                    {
                        "scores": dict(zip(metrics, noisy.values, strict=True)),
                        "losses": dict(zip(metrics, noisy.losses, strict=True)),
                        "forgiving_loss": noisy.forgiving_loss,
                    }
                    for noisy in noise.systems
                ],
            }
            for noise in report.robustness
        ],
        "worst": [_example(example) for example in report.worst],
        "most_different": [_example(example) for example in report.different],
        "hardware": vars(report.hardware),
        "seconds": report.timing.seconds,
        "seconds_translating": report.timing.translating,
        "notes": list(report.notes),
    }


def _set(part: SetReport) -> dict[str, Any]:
    return {
        "name": part.name,
        "sentences": part.sentences,
        "systems": [
            {
                "name": system.name,
                "scores": [_score(score) for score in system.scores],
                "diagnosis": {
                    **vars(system.diagnosis),
                    "dropped": [{"word": word, "times": times} for word, times in system.diagnosis.dropped],
                },
            }
            for system in part.systems
        ],
        "comparisons": [_comparison(comparison) for comparison in part.comparisons],
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "name": score.name,
        "score": score.value,
        "mean": score.mean,
        "interval": score.interval,
        "signature": score.signature,
        "details": score.details,
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "baseline": comparison.baseline,
        "system": comparison.system,
        "metric": comparison.metric,
        "difference": comparison.difference,
        "p_bootstrap": comparison.p_bootstrap,
        "p_randomisation": comparison.p_randomisation,
        "verdict": comparison.verdict,
        "sentence": comparison.sentence,
        "signature": comparison.signature,
    }


def _speed(speed: Speed | None) -> dict[str, Any] | None:
    if speed is None:
        return None
    return {
        **vars(speed),
        "sentences_per_second": speed.sentences_per_second,
        "pieces_per_second": speed.pieces_per_second,
    }


def _example(example: Example) -> dict[str, Any]:
    return {
        "line": example.index + 1,
        "set": example.corpus,
        "source": example.source,
        "references": list(example.references),
        "outputs": list(example.outputs),
        "chrf": list(example.values),
        "unattended": [None if words is None else list(words) for words in example.unattended],
    }
