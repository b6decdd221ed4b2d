"""Too much, too little, the same again: over- and under-translation, without looking at single words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from translator.decoding.repetition import repeats
from translator.evaluation.systems import Output

SHORT, LONG = 0.67, 1.5  # words written over words of the reference
ENOUGH_WORDS = 4  # of a reference, for its sentence to count as too short or too long: one word more is not 1.5 there
MOST_WORDS = 10


@dataclass(frozen=True)
class Diagnosis:
    """One system's habits.

    Attributes:
        length_ratio: words written over words of the reference, all together.
        short: share of translations with at most two thirds of the reference's words.
        long: share with at least one and a half times its words.
        empty: share with no word at all, though there is a reference.
        loops: share that repeat a run of four words which neither source nor reference repeats.
        unattended: share of source words that no word written drew on; None where attention is unknown.
        dropped: the source words most often not looked at, with how often; articles among them are no mistake.
    """

    length_ratio: float
    short: float
    long: float
    empty: float
    loops: float
    unattended: float | None
    dropped: tuple[tuple[str, int], ...]


def diagnose(outputs: Sequence[Output], sources: Sequence[str], references: Sequence[str]) -> Diagnosis:
    """Measure one system's habits.

    Args:
        outputs: the translations.
        sources: empty if unknown; then the references alone say what may repeat.
        references: the first of each sentence.
    """
    written = [len(output.text.split()) for output in outputs]
    wanted = [len(reference.split()) for reference in references]
    ratios = [w / r for w, r in zip(written, wanted, strict=True) if r >= ENOUGH_WORDS]
    texts = [output.text for output in outputs]
    known = [output for output in outputs if output.unattended is not None]
    missing = Counter(word.lower() for output in known for word in output.unattended or ())
    return Diagnosis(
        length_ratio=length_ratio(written, wanted),
        short=_share(ratio <= SHORT for ratio in ratios),
        long=_share(ratio >= LONG for ratio in ratios),
        empty=_share(w == 0 for w, r in zip(written, wanted, strict=True) if r),
        loops=loop_rate(texts, sources or references, references),
        unattended=missing.total() / max(1, sum(output.source_words for output in known)) if known else None,
        dropped=tuple(missing.most_common(MOST_WORDS)),
    )


def length_ratio(written: Sequence[int], wanted: Sequence[int]) -> float:
    """Words written over words of the references, all together; 1 where there are none to write."""
    return sum(written) / sum(wanted) if sum(wanted) else 1.0


def _share(hits: Iterable[bool]) -> float:
    found = list(hits)
    return sum(found) / max(1, len(found))


def loop_rate(hypotheses: Sequence[str], sources: Sequence[str], references: Sequence[str]) -> float:
    """Share of outputs that repeat a run of four words which neither source nor reference repeats.

    Returns:
        0 to 1.
    """
    return _share(
        repeats(hypothesis) and not repeats(source) and not repeats(reference)
        for hypothesis, source, reference in zip(hypotheses, sources, references, strict=True)
    )
