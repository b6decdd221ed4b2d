"""Noise on the sources: repeatable, of the kind asked for, and its loss has the right sign."""

from __future__ import annotations

import pytest

from translator.errors import TranslatorError
from translator.evaluation.material import EvaluationSet, Material
from translator.evaluation.measuring import noisy_scores
from translator.evaluation.robustness import Noise, parse_noise, perturbed
from translator.evaluation.scores import ScoringOptions
from translator.evaluation.systems import Output, System

SOURCES = ["Élève appliqué, il étudie !", "Où habites-tu maintenant ?"]


def test_parsing() -> None:
    assert parse_noise("accents, case+typos,") == ("accents", "case+typos")
    assert parse_noise("") == ()
    with pytest.raises(TranslatorError, match="unknown noise 'spelling'; known: accents, case"):
        parse_noise("accents,spelling")


def test_kinds_join_and_a_seed_repeats() -> None:
    assert perturbed(SOURCES, "accents", 1).sources[0] == "Eleve applique, il etudie !"
    assert perturbed(SOURCES, "case+punctuation+accents", 1).sources[1] == "ou habites-tu maintenant"
    typos = perturbed(SOURCES, "typos", 1)
    assert typos.sources != tuple(SOURCES)
    assert typos == perturbed(SOURCES, "typos", 1)
    # A sentence's noise does not depend on its company.
    assert perturbed(SOURCES[:1], "typos", 1).sources[0] == typos.sources[0]


def test_losses() -> None:
    references = ("The student is hard at work.", "Where do you live now?")
    material = Material((EvaluationSet("set", tuple(SOURCES), (references,)),))
    clean = [System("model", tuple(Output(line) for line in references))]
    noise = Noise("case", 1, tuple(line.lower() for line in SOURCES))
    in_lower_case = [line.lower().rstrip(".?") for line in references]
    (found,) = noisy_scores(material, clean, [noise], [[in_lower_case]], ScoringOptions(metrics=("bleu", "ter")))
    assert found.changed == 2
    (scores,) = found.systems
    assert scores.losses[0] == pytest.approx(100 - scores.values[0])
    assert scores.losses[0] > 0
    assert scores.losses[1] == pytest.approx(scores.values[1])  # TER was 0; more is worse
    assert scores.forgiving_loss == 0  # no word was lost
