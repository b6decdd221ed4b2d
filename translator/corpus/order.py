"""The order of an epoch: a shuffle that takes no memory, whatever the corpus's size.

A permutation of twenty million pairs as an array is 160 MB, and making one takes several times that. Here what stands
at a place of the shuffled epoch is a keyed one-to-one function of the place: a Feistel network over the next power of
four, walked until it lands inside the range (Black & Rogaway 2002). Any stretch of the order is made when asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
ROUNDS = 6


class Permutation:
    """A pseudo-random permutation of 0 … size - 1."""

    def __init__(self, size: int, key: Sequence[int]) -> None:
        """Make the permutation that belongs to ``key``, a few non-negative numbers."""
        self.size = size
        self._half = np.uint64(max(1, -(-max(1, size - 1).bit_length() // 2)))
        self._mask = np.uint64((1 << int(self._half)) - 1)
        self._keys = np.random.SeedSequence(list(key)).generate_state(ROUNDS, np.uint64)

    def __call__(self, places: Ints) -> Ints:
        """What stands at the given places, int64 of the same shape."""
        values = self._scramble(places.astype(np.uint64))
        outside = np.flatnonzero(values >= self.size)
        while len(outside):
            values[outside] = self._scramble(values[outside])
            outside = outside[values[outside] >= self.size]
        return values.astype(np.int64)

    def _scramble(self, values: NDArray[np.uint64]) -> NDArray[np.uint64]:
        left, right = values >> self._half, values & self._mask
        for key in self._keys:
            left, right = right, left ^ (_mix(right ^ key) & self._mask)
        return (left << self._half) | right


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of splitmix64 (Steele, Lea & Flood 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


class EpochOrder:
    """The pairs of one epoch over several weighted corpora: a corpus of weight w comes w times (a part by chance)."""

    def __init__(self, sizes: Sequence[int], weights: Sequence[float], seed: int, epoch: int) -> None:
        """Settle the order of an epoch.

        Args:
            sizes: of the corpora, in pairs.
            weights: how often each comes in an epoch.
            seed, epoch: decide the order.
        """
        counts = [round(size * weight) for size, weight in zip(sizes, weights, strict=True)]
        self._sizes = np.array(sizes, dtype=np.int64)
        self._starts = np.cumsum([0, *counts])
        self._whole = Permutation(int(self._starts[-1]), [seed, 11, epoch])
        self._parts = [Permutation(size, [seed, 12, epoch, i]) for i, size in enumerate(sizes)]

    def __len__(self) -> int:
        return int(self._starts[-1])

    def __getitem__(self, places: slice) -> tuple[Ints, Ints]:
        """Corpus numbers and pair numbers within their corpora, int64, of a stretch of the order."""
        chosen = self._whole(np.arange(*places.indices(len(self)), dtype=np.int64))
        corpora = np.searchsorted(self._starts, chosen, side="right") - 1
        pairs = chosen - self._starts[corpora]
        for corpus in np.unique(corpora):
            # Beyond the last whole copy the corpus's own permutation decides which pairs come once more.
            rows = np.flatnonzero(corpora == corpus)
            size = int(self._sizes[corpus])
            copies = int(self._starts[corpus + 1] - self._starts[corpus]) // size
            rest = rows[pairs[rows] >= copies * size]
            pairs[rest] = self._parts[corpus](pairs[rest] - copies * size)
            pairs[rows] %= size
        return corpora.astype(np.int64), pairs


def tempered(sizes: Sequence[int], weights: Sequence[float], temperature: float) -> list[float]:
    """Weights that even out corpora of very different sizes.

    A corpus's share of the epoch, n w / Σ n w, is raised to the power 1 / temperature (Arivazhagan et al. 2019) and the
    epoch keeps its length; at 1 the weights come back as they are.

    Args:
        sizes: of the corpora, in pairs.
        weights: as given.
        temperature: 1 or more; the larger, the more even.
    """
    shares = np.array(sizes, dtype=np.float64) * np.array(weights)
    if temperature == 1 or not shares.sum():
        return list(weights)
    evened = np.where(shares > 0, (shares / shares.sum()) ** (1 / temperature), 0.0)
    evened *= shares.sum() / evened.sum()
    return [float(share / size) if size else 0.0 for share, size in zip(evened, sizes, strict=True)]
