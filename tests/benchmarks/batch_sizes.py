"""Whether company changes a translation: the same sentences at batch sizes 1, 7 and 64."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.report import Bar, Line

SIZES = (1, 7, 64)


def batch_sizes(folder: Path, lines: Sequence[str]) -> list[Line]:
    """Count the sentences whose translation, or its score, is not the same at every size."""
    from translator import Translator

    translator = Translator.load(folder)
    by_size = {size: list(translator.stream(lines, batch_size=size)) for size in SIZES}
    reference = by_size[SIZES[-1]]
    report = []
    for size in SIZES[:-1]:
        pairs = list(zip(by_size[size], reference, strict=True))
        texts = sum(one.text != other.text for one, other in pairs)
        furthest = max(abs(one.score - other.score) for one, other in pairs)
        report.append(
            Line(
                f"{folder.name}: of {len(lines):,} sentences, translated otherwise {size} at a time than {SIZES[-1]}",
                float(texts),
                "sentences",
                Bar(0, at_least=False),
                f"greatest difference of a score (log-probability by length): {furthest:.1e}",
            )
        )
    return report
