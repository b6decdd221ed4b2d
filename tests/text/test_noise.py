"""Noise makes text as people type it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from translator.text.noise import NoiseRates, add_noise, strip_accents, strip_final_punctuation


def test_each_kind() -> None:
    generator = np.random.default_rng(0)
    assert add_noise("Élève !", NoiseRates(accents=1.0), generator) == "Eleve !"
    assert add_noise("Élève !", NoiseRates(lower=1.0), generator) == "élève !"
    assert add_noise("Élève !", NoiseRates(upper=1.0), generator) == "ÉLÈVE !"
    assert add_noise("Élève !", NoiseRates(punctuation=1.0), generator) == "Élève"
    assert add_noise("Élève !", NoiseRates(), generator) == "Élève !"
    assert strip_accents("œuf à la coque, ça") == "oeuf a la coque, ca"
    assert strip_final_punctuation("...") == "..."


@given(st.text(min_size=1, max_size=40), st.integers(0, 1000))
def test_never_empty_and_repeatable(text: str, seed: int) -> None:
    rates = NoiseRates(0.5, 0.3, 0.3, 0.5, 0.9)
    noisy = add_noise(text, rates, np.random.default_rng(seed))
    assert noisy
    assert noisy == add_noise(text, rates, np.random.default_rng(seed))
