"""What `translator evaluate` does: get translations, score them, print."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from translator.corpus.reading import read_lines
from translator.errors import TranslatorError
from translator.evaluation.scores import corpus_scores


@dataclass(frozen=True)
class Job:
    """What to score."""

    model: str | None
    source: Path | None
    hypotheses: Path | None
    references: tuple[Path, ...]
    beam: int
    length_penalty: float | None
    engine: str
    threads: int
    batch_size: int
    output: Path | None


def run_evaluation(job: Job, *, lowercase: bool, as_json: bool) -> None:
    """Score and print."""
    references = [list(read_lines(path)) for path in job.references]
    facts: dict[str, Any] = {}
    if job.hypotheses is not None:
        hypotheses = list(read_lines(job.hypotheses))
    else:
        hypotheses, facts = _translate(job, len(references[0]))
    scores = corpus_scores(hypotheses, references, lowercase=lowercase)
    if as_json:
        print(
            json.dumps(
                {
                    "schema": 1,
                    "sentences": len(hypotheses),
                    "scores": [{"name": s.name, "score": s.value, "signature": s.signature} for s in scores],
                    **facts,
                },
                ensure_ascii=False,
            )
        )
        return
    from translator.show.console import console_on, print_on
    from translator.show.reports import score_table

    console = console_on(sys.stdout)
    title = facts.get("model") or str(job.hypotheses)
    print_on(console, score_table(f"{title} on {len(hypotheses):,} sentences", scores))
    if facts:
        console.print(
            f"{facts['sentences_per_second']:.0f} sentences/s, {facts['seconds']:.1f} s, beam {job.beam}", style="dim"
        )


def _translate(job: Job, expected: int) -> tuple[list[str], dict[str, Any]]:
    from translator.decoding.translator import EngineName, Translator

    assert job.model is not None
    assert job.source is not None
    sources = list(read_lines(job.source))
    if len(sources) != expected:
        raise TranslatorError(
            f"{job.source} has {len(sources):,} lines and the reference {expected:,}; they must go in step"
        )
    translator = Translator.load(job.model, engine=cast(EngineName, job.engine), threads=job.threads)
    began = time.perf_counter()
    outputs = [
        translation.text.replace("\n", " ")
        for translation in translator.stream(
            sources, beam=job.beam, length_penalty=job.length_penalty, batch_size=job.batch_size
        )
    ]
    seconds = time.perf_counter() - began
    if job.output:
        job.output.write_text("".join(f"{line}\n" for line in outputs), encoding="utf-8")
    facts = {
        "model": translator.folder.name,
        "beam": job.beam,
        "seconds": round(seconds, 2),
        "sentences_per_second": round(len(sources) / max(seconds, 1e-9), 1),
    }
    return outputs, facts
