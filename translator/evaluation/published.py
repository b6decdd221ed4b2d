"""Scores made as in papers, so that they can be set beside them; never mixed with detokenised sacreBLEU.

Such figures are BLEU of multi-bleu.perl on text tokenised by the Moses scripts. They are higher or lower than
sacreBLEU's on the same translations by a point or more, and comparable only with figures made in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from translator.errors import TranslatorError
from translator.evaluation.scores import References


@dataclass(frozen=True)
class Pipeline:
    """One way papers make their figures.

    Attributes:
        name: on the command line.
        says: how it is made, for people.
        lowercase: before anything else.
        normalise: punctuation, by normalize-punctuation.perl.
    """

    name: str
    says: str
    lowercase: bool
    normalise: bool


PIPELINES = {
    pipeline.name: pipeline
    for pipeline in (
        Pipeline(
            "multi30k",
            "as Multi30k papers: lowercased, punctuation normalised, Moses tokens (lc.norm.tok), multi-bleu",
            lowercase=True,
            normalise=True,
        ),
        Pipeline("moses", "Moses tokens with case, multi-bleu", lowercase=False, normalise=False),
    )
}


@dataclass(frozen=True)
class PublishedScore:
    """One pipeline's figure for one corpus and system.

    Attributes:
        pipeline: its name.
        says: how it is made.
        corpus: name of the corpus.
        system: name of the system.
        value: tokenised BLEU, 0 to 100.
        signature: sacreBLEU's, with tok:none, after what came before it.
    """

    pipeline: str
    says: str
    corpus: str
    system: str
    value: float
    signature: str


def chosen_pipelines(names: Sequence[str]) -> tuple[Pipeline, ...]:
    """Pipelines by name.

    Raises:
        TranslatorError: one is unknown, or sacremoses is not installed.
    """
    unknown = [name for name in names if name not in PIPELINES]
    if unknown:
        raise TranslatorError(f"unknown pipeline {unknown[0]!r}; known: {', '.join(PIPELINES)}")
    if names:
        _moses()
    return tuple(PIPELINES[name] for name in names)


def published_score(
    pipeline: Pipeline, language: str, hypotheses: Sequence[str], references: References
) -> tuple[float, str]:
    """Tokenised BLEU and how it was made.

    Args:
        pipeline: how.
        language: of hypotheses and references, for the tokenizer's abbreviations and apostrophes.
        hypotheses: translations, not tokenised.
        references: one list a reference.
    """
    import sacremoses
    from sacrebleu.metrics.bleu import BLEU

    prepare = preparation(pipeline, language)
    # multi-bleu.perl splits at spaces, smooths nothing, and takes the closest reference's length, as BLEU does here.
    metric = BLEU(tokenize="none", smooth_method="none", force=True)
    prepared = [[None if line is None else prepare(line) for line in lines] for lines in references]
    result = metric.corpus_score([prepare(line) for line in hypotheses], prepared)  # type: ignore[arg-type]
    steps = [f"lc:{'yes' if pipeline.lowercase else 'no'}", f"norm:{'moses' if pipeline.normalise else 'no'}"]
    steps.append(f"pretok:sacremoses-{sacremoses.__version__}-{language}")
    return float(result.score), "|".join([*steps, str(metric.get_signature())])


def preparation(pipeline: Pipeline, language: str) -> Callable[[str], str]:
    """What is done with a line before it is scored, in Multi30k's order: case, punctuation, tokens."""
    normaliser_class, tokenizer_class = _moses()
    normaliser, tokenizer = normaliser_class(lang=language), tokenizer_class(lang=language)

    def prepare(line: str) -> str:
        line = line.lower() if pipeline.lowercase else line
        line = normaliser.normalize(line) if pipeline.normalise else line
        return str(tokenizer.tokenize(line, return_str=True))

    return prepare


def _moses() -> tuple[Any, Any]:
    try:
        from sacremoses import MosesPunctNormalizer, MosesTokenizer
    except ImportError as error:
        raise TranslatorError(
            "figures made as in papers need sacremoses; install it: pip install 'translator[report]'"
        ) from error
    return MosesPunctNormalizer, MosesTokenizer
