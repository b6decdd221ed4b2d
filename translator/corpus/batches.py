"""Batches: pairs of similar length together, by a budget of tokens, in an order that can be taken up anywhere.

An epoch is a seeded permutation cut into pools. A pool is encoded (with noise and subword sampling if asked for),
sorted by length, cut into batches, and its batches shuffled. Every pool has a random generator of its own, so a
position ``(epoch, pool, batch)`` is all that a resumed run needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from queue import Full, Queue
from threading import Event, Thread

import numpy as np
from numpy.typing import NDArray

from translator.corpus.store import PairStore
from translator.errors import TranslatorError
from translator.text.noise import NoiseRates, add_noise
from translator.text.tokenizer import BOS, EOS, PAD, Tokenizer

Ints = NDArray[np.int64]
Encoded = tuple[list[int], list[int]]

POOL = 32_768


@dataclass(frozen=True)
class Position:
    """A place in the shuffled data: the next batch to come."""

    epoch: int = 0
    pool: int = 0
    batch: int = 0


@dataclass(frozen=True)
class Batch:
    """Padded piece numbers of B pairs.

    Attributes:
        source: int64 [B, S], each row ending in the end mark.
        source_lengths: int64 [B], end mark included.
        previous: int64 [B, T], begin mark and target: what the decoder is given.
        target: int64 [B, T], target and end mark: what it must predict; PAD is not counted.
        after: the position after this batch.
    """

    source: Ints
    source_lengths: Ints
    previous: Ints
    target: Ints
    after: Position

    @property
    def tokens(self) -> int:
        """Number of target pieces, end marks included."""
        return int((self.target != PAD).sum())


@dataclass(frozen=True)
class BatchPlan:
    """How batches are made.

    Attributes:
        tokens: at most this many padded pieces on either side of a batch.
        longest: pairs with more pieces than this on a side are left out.
        noise: applied to source sentences.
        sampling: alpha of subword sampling on both sides; None is off.
        seed: of the whole order.
    """

    tokens: int = 4096
    longest: int = 200
    noise: NoiseRates = field(default_factory=NoiseRates)
    sampling: float | None = None
    seed: int = 1


class BatchStream:
    """Endless batches from weighted corpora, from a position on."""

    def __init__(
        self, stores: Sequence[PairStore], weights: Sequence[float], tokenizer: Tokenizer, plan: BatchPlan
    ) -> None:
        self.stores, self.weights, self.tokenizer, self.plan = stores, weights, tokenizer, plan
        self._starts = np.cumsum([0, *map(len, stores)])
        if sum(round(len(store) * weight) for store, weight in zip(stores, weights, strict=True)) == 0:
            raise TranslatorError("no sentence pairs are left to train on; look at the cleaning report")

    def epoch_order(self, epoch: int) -> Ints:
        """Indices of the epoch's pairs over all corpora; a corpus of weight w comes w times (a part by chance)."""
        generator = np.random.default_rng([self.plan.seed, 11, epoch])
        parts = []
        for store, start, weight in zip(self.stores, self._starts, self.weights, strict=False):
            whole, rest = divmod(round(len(store) * weight), len(store)) if len(store) else (0, 0)
            parts += [np.arange(len(store)) + start] * whole + [generator.permutation(len(store))[:rest] + start]
        order = np.concatenate(parts)
        generator.shuffle(order)
        return order

    def batches(self, position: Position) -> Iterator[Batch]:
        """Batches from ``position`` on, epoch after epoch, without end."""
        epoch = position.epoch
        while True:
            order = self.epoch_order(epoch)
            pools = -(-len(order) // POOL)
            for pool in range(position.pool, pools):
                batches = self._pool_batches(order[pool * POOL : (pool + 1) * POOL], epoch, pool)
                yield from self._placed(batches, epoch, pool, pools, position.batch)
                position = Position(epoch, pool + 1, 0)
            epoch += 1
            position = Position(epoch)

    def count_batches(self, pools_to_look_at: int = 4) -> int:
        """Number of batches of an epoch, reckoned from its first pools."""
        order = self.epoch_order(0)
        looked_at = order[: pools_to_look_at * POOL]
        counted = sum(
            len(self._pool_batches(looked_at[start : start + POOL], 0, start // POOL))
            for start in range(0, len(looked_at), POOL)
        )
        return round(counted * len(order) / len(looked_at))

    def _placed(self, batches: list[list[Encoded]], epoch: int, pool: int, pools: int, first: int) -> Iterator[Batch]:
        for number in range(first, len(batches)):
            after = Position(epoch, pool, number + 1)
            if number + 1 == len(batches):
                after = Position(epoch, pool + 1) if pool + 1 < pools else Position(epoch + 1)
            yield pad_batch(batches[number], after)

    def _pool_batches(self, indices: Ints, epoch: int, pool: int) -> list[list[Encoded]]:
        generator = np.random.default_rng([self.plan.seed, 13, epoch, pool])
        pairs = self._encode(indices, generator)
        longest = self.plan.longest
        pairs = [pair for pair in pairs if 0 < len(pair[0]) <= longest and 0 < len(pair[1]) <= longest]
        jitter = generator.random(len(pairs))
        order = sorted(range(len(pairs)), key=lambda i: (*_snake(pairs[i]), jitter[i]))
        batches = cut_by_tokens([pairs[i] for i in order], self.plan.tokens)
        return [batches[int(i)] for i in generator.permutation(len(batches))]

    def _pair(self, index: int) -> tuple[str, str]:
        corpus = int(np.searchsorted(self._starts, index, side="right")) - 1
        return self.stores[corpus][int(index - self._starts[corpus])]

    def _encode(self, indices: Ints, generator: np.random.Generator) -> list[Encoded]:
        pairs = [self._pair(int(index)) for index in indices]
        noise, alpha = self.plan.noise, self.plan.sampling
        sources = [add_noise(source, noise, generator) if noise else source for source, _ in pairs]
        targets = [target for _, target in pairs]
        if alpha is None:
            encode = self.tokenizer.encode_normalised
            return list(zip(encode(sources), encode(targets), strict=True))
        sample = self.tokenizer.sample
        return [
            (sample(source, generator, alpha), sample(target, generator, alpha))
            for source, target in zip(sources, targets, strict=True)
        ]


def _snake(pair: Encoded) -> tuple[int, int]:
    """Sorting key: by source length, target lengths rising and falling in turn, so that neighbours always fit."""
    source, target = len(pair[0]), len(pair[1])
    return source, target if source % 2 else -target


def cut_by_tokens(pairs: Sequence[Encoded], budget: int) -> list[list[Encoded]]:
    """Cut sorted pairs into batches of at most ``budget`` padded pieces a side; a longer pair stands alone."""
    batches: list[list[Encoded]] = []
    current: list[Encoded] = []
    width = 0
    for pair in pairs:
        widened = max(width, len(pair[0]) + 1, len(pair[1]) + 1)
        if current and widened * (len(current) + 1) > budget:
            batches.append(current)
            current, widened = [], max(len(pair[0]) + 1, len(pair[1]) + 1)
        current.append(pair)
        width = widened
    return [*batches, current] if current else batches


def pad_batch(pairs: Sequence[Encoded], after: Position) -> Batch:
    """Arrays of one batch (see `Batch`)."""
    source = pad_rows([[*source, EOS] for source, _ in pairs])
    lengths = np.array([len(source) + 1 for source, _ in pairs], dtype=np.int64)
    previous = pad_rows([[BOS, *target] for _, target in pairs])
    return Batch(source, lengths, previous, pad_rows([[*target, EOS] for _, target in pairs]), after)


def pad_rows(rows: Sequence[Sequence[int]]) -> Ints:
    """int64 [rows, longest], PAD after each row's end."""
    padded = np.full((len(rows), max(map(len, rows))), PAD, dtype=np.int64)
    for i, row in enumerate(rows):
        padded[i, : len(row)] = row
    return padded


class Prefetcher:
    """Runs an iterator of batches in a thread, a few ahead, so that the network does not wait for data."""

    def __init__(self, batches: Iterator[Batch], ahead: int = 32) -> None:
        self._queue: Queue[Batch | BaseException] = Queue(maxsize=ahead)
        self._stopped = Event()
        self._thread = Thread(target=self._fill, args=(batches,), name="prefetch", daemon=True)
        self._thread.start()

    def _fill(self, batches: Iterator[Batch]) -> None:
        try:
            for batch in batches:
                if not self._put(batch):
                    return
        except BaseException as error:
            self._put(error)

    def _put(self, item: Batch | BaseException) -> bool:
        while not self._stopped.is_set():
            try:
                self._queue.put(item, timeout=0.2)
            except Full:
                continue
            return True
        return False

    def next(self) -> Batch:
        """The next batch; an error in the thread is raised here."""
        item = self._queue.get()
        if isinstance(item, BaseException):
            raise item
        return item

    def close(self) -> None:
        """Stop the thread."""
        self._stopped.set()
        self._thread.join(timeout=5)
