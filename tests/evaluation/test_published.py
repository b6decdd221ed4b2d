"""Figures as papers make them: prepared in Multi30k's order, and plain BLEU over the tokens."""

from __future__ import annotations

import pytest

from tests.evaluation.test_scores import REFERENCES, hypotheses
from translator.errors import TranslatorError
from translator.evaluation.published import PIPELINES, chosen_pipelines, preparation, published_score
from translator.evaluation.scores import ScoringOptions, corpus_scores

pytest.importorskip("sacremoses")


def test_lines_are_lowercased_normalised_and_tokenised() -> None:
    prepare = preparation(PIPELINES["multi30k"], "en")
    assert prepare("It's a Man’s “hat”, he said.") == "it &apos;s a man &apos;s &quot; hat , &quot; he said ."
    assert preparation(PIPELINES["moses"], "en")("A Man's hat.") == "A Man &apos;s hat ."
    assert preparation(PIPELINES["moses"], "fr")("L'homme") == "L&apos; homme"


def test_the_score_is_bleu_over_those_tokens_and_says_so() -> None:
    prepare = preparation(PIPELINES["multi30k"], "en")
    value, signature = published_score(PIPELINES["multi30k"], "en", hypotheses(), [REFERENCES])
    tokens = [prepare(line) for line in hypotheses()], [[prepare(line) for line in REFERENCES]]
    (expected,) = corpus_scores(*tokens, ScoringOptions(metrics=("bleu",), tokenize="none", smooth_method="none"))
    assert value == expected.value
    assert signature.startswith("lc:yes|norm:moses|pretok:sacremoses-")
    assert "tok:none" in signature


def test_unknown_pipelines() -> None:
    assert [pipeline.name for pipeline in chosen_pipelines(["moses"])] == ["moses"]
    with pytest.raises(TranslatorError, match="unknown pipeline 'wmt'; known: multi30k, moses"):
        chosen_pipelines(["wmt"])
