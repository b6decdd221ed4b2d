"""The order of an epoch: a permutation, whatever the size, and one that looks like chance."""

from __future__ import annotations

import numpy as np
import pytest

from translator.corpus.order import EpochOrder, Permutation, tempered


@pytest.mark.parametrize("size", [1, 2, 3, 5, 64, 65, 1000, 4097])
def test_everything_comes_once(size: int) -> None:
    assert sorted(Permutation(size, [1, 2])(np.arange(size)).tolist()) == list(range(size))


def test_any_stretch_is_the_same_as_in_the_whole() -> None:
    order = EpochOrder([700, 0, 300], [1.0, 1.0, 2.5], seed=3, epoch=1)
    which, pairs = order[:]
    assert len(order) == 700 + 750
    for start, stop in ((0, 10), (500, 900), (1440, 1450)):
        part = order[start:stop]
        np.testing.assert_array_equal(part[0], which[start:stop])
        np.testing.assert_array_equal(part[1], pairs[start:stop])


def test_it_mixes() -> None:
    """Neighbours end up far apart, and places and contents are not correlated."""
    size = 50_000
    found = Permutation(size, [7])(np.arange(size))
    assert abs(np.corrcoef(found, np.arange(size))[0, 1]) < 0.02
    steps = np.abs(np.diff(found))
    assert steps.mean() == pytest.approx(size / 3, rel=0.03)  # as of independent draws
    counts, _ = np.histogram(found[:5000], bins=10, range=(0, size))
    assert counts.min() > 400


def test_temperature_evens_out_and_keeps_the_epochs_length() -> None:
    sizes, weights = [1_000_000, 10_000, 0], [1.0, 1.0, 1.0]
    assert tempered(sizes, weights, 1.0) == weights
    evened = tempered(sizes, weights, 5.0)
    drawn = [size * weight for size, weight in zip(sizes, evened, strict=True)]
    assert sum(drawn) == pytest.approx(1_010_000)
    assert drawn[0] / drawn[1] == pytest.approx(100 ** (1 / 5))
