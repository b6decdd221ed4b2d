"""The same sentences as people type them: how much is lost when the source is noisy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from translator.errors import TranslatorError
from translator.text.noise import NoiseRates, add_noise, strip_final_punctuation

KINDS = {
    "accents": NoiseRates(accents=1.0),
    "case": NoiseRates(lower=1.0),
    "capitals": NoiseRates(upper=1.0),
    "punctuation": NoiseRates(punctuation=1.0),
    "typos": NoiseRates(typos=1.0),
}


@dataclass(frozen=True)
class Noise:
    """Perturbed sources.

    Attributes:
        name: such as "accents" or "case+punctuation".
        seed: of all that is random in it (typos alone).
        sources: in order.
    """

    name: str
    seed: int
    sources: tuple[str, ...]


@dataclass(frozen=True)
class NoisyScores:
    """One system on the perturbed sources.

    Attributes:
        values: a score a metric.
        losses: the clean score less the noisy one, a metric each; TER's the other way round. Above 0 is worse.
        forgiving_loss: the loss of the first metric when case and final punctuation count neither way: what is lost
            in words, not in the look that the source itself has lost.
    """

    values: tuple[float, ...]
    losses: tuple[float, ...]
    forgiving_loss: float


@dataclass(frozen=True)
class Robustness:
    """All systems under one kind of noise.

    Attributes:
        noise: such as "accents" or "case+punctuation".
        changed: sentences that the noise changed.
        seed: of the noise.
        systems: in order.
    """

    noise: str
    changed: int
    seed: int
    systems: tuple[NoisyScores, ...]


def parse_noise(text: str) -> tuple[str, ...]:
    """Kinds of noise from "accents,case,typos+punctuation": each a run of its own, those joined by + in one.

    Raises:
        TranslatorError: a kind is unknown.
    """
    noises = tuple(part.strip() for part in text.split(",") if part.strip())
    for kind in (kind.strip() for noise in noises for kind in noise.split("+")):
        if kind not in KINDS:
            raise TranslatorError(f"unknown noise {kind!r}; known: {', '.join(KINDS)}, or several joined by +")
    return noises


def perturbed(sources: Sequence[str], noise: str, seed: int) -> Noise:
    """The sources under a noise. A sentence's noise depends on the seed and its place, not on the other sentences.

    Args:
        sources: sentences.
        noise: as `parse_noise` gives it.
        seed: of all that is random in it (typos alone).
    """
    lines = list(sources)
    for number, kind in enumerate(noise.split("+")):
        rates = KINDS[kind.strip()]
        lines = [add_noise(line, rates, np.random.default_rng((seed, number, i))) for i, line in enumerate(lines)]
    return Noise(noise, seed, tuple(lines))


def without_case_and_end(lines: Sequence[str]) -> list[str]:
    """Lower case, no final punctuation."""
    return [strip_final_punctuation(line.lower()) for line in lines]
