"""Corpus scores, by sacreBLEU: a number never goes without the signature that says how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from translator.errors import TranslatorError


@dataclass(frozen=True)
class Score:
    """One metric's result.

    Attributes:
        name: "BLEU", "chrF2" or "TER".
        value: 0 to 100 (TER may exceed 100; lower is better there).
        signature: sacreBLEU's, which makes the score reproducible.
        details: n-gram precisions and lengths, as sacreBLEU prints them; may be empty.
    """

    name: str
    value: float
    signature: str
    details: str


def corpus_scores(
    hypotheses: Sequence[str], references: Sequence[Sequence[str]], *, lowercase: bool = False, tokenize: str = "13a"
) -> tuple[Score, ...]:
    """BLEU (Papineni et al. 2002), chrF (Popović 2015) and TER (Snover et al. 2006).

    Args:
        hypotheses: translations.
        references: one list a reference, each as long as ``hypotheses``.
        lowercase: score without case.
        tokenize: BLEU's tokenisation.

    Raises:
        TranslatorError: numbers of lines differ, or there are none.
    """
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    if not hypotheses:
        raise TranslatorError("there is nothing to score: the translations are empty")
    for number, reference in enumerate(references, start=1):
        if len(reference) != len(hypotheses):
            raise TranslatorError(
                f"{len(hypotheses):,} translations and {len(reference):,} lines in reference {number}; "
                "line n of one must belong to line n of the other"
            )
    metrics = (
        BLEU(lowercase=lowercase, tokenize=tokenize),
        CHRF(lowercase=lowercase),
        TER(case_sensitive=not lowercase),
    )
    scores = []
    for metric in metrics:
        result = metric.corpus_score(list(hypotheses), [list(reference) for reference in references])
        details = getattr(result, "verbose", "")
        scores.append(Score(result.name, float(result.score), str(metric.get_signature()), str(details)))
    return tuple(scores)


def loop_rate(hypotheses: Sequence[str], sources: Sequence[str], references: Sequence[str]) -> float:
    """Share of outputs that repeat a run of four words which neither source nor reference repeats.

    Returns:
        0 to 1.
    """
    looping = sum(
        _repeats(hypothesis) and not _repeats(source) and not _repeats(reference)
        for hypothesis, source, reference in zip(hypotheses, sources, references, strict=True)
    )
    return looping / max(1, len(hypotheses))


def _repeats(text: str) -> bool:
    words = text.casefold().split()
    counts = Counter(tuple(words[i : i + 4]) for i in range(len(words) - 3))
    return any(count > 1 for count in counts.values())
