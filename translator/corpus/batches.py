"""Batches: pairs of similar length together, by a budget of tokens, in an order that can be taken up anywhere.

An epoch is a seeded permutation cut into pools. A pool is cut by length into batches, and these are shuffled.
Pieces come from the memory-mapped store; only what noise or subword sampling changes is tokenised on the way. Every
pool has a random generator of its own, so a position ``(epoch, pool, batch)`` is all that a resumed run needs, and
several processes can make a pool each (`pool_workers.py`).

Several processes make the same batches, and each reads its own rows of every batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from translator.corpus.guides import Guide, GuideBook
from translator.corpus.order import EpochOrder
from translator.corpus.store import PairStore, PieceStore
from translator.errors import TranslatorError
from translator.text.noise import NoiseRates, add_noise
from translator.text.tokenizer import BOS, EOS, PAD, Tokenizer

Ints = NDArray[np.int64]
Encoded = tuple[Sequence[int], Sequence[int]]

POOL = 65_536
# Pairs, before the pages that they lay on are let go of. Each may bring in a quarter of a megabyte that nobody asked
# for (the kernel maps what surrounds a page too), all of which would count as this process's memory.
READ_AT_ONCE = 128


@dataclass(frozen=True)
class Corpus:
    """A corpus to train on.

    Attributes:
        pieces: its pairs, tokenised.
        text: its pairs as text, where noise or subword sampling asks for it.
        weight: how often it comes in an epoch.
    """

    pieces: PieceStore
    text: PairStore | None = None
    weight: float = 1.0


@dataclass(frozen=True)
class Shard:
    """Which rows of a batch are this process's: every ``count``-th, from ``rank`` on."""

    rank: int = 0
    count: int = 1


@dataclass(frozen=True)
class Position:
    """A place in the shuffled data: the next batch to come."""

    epoch: int = 0
    pool: int = 0
    batch: int = 0


@dataclass(frozen=True)
class Place:
    """A pool's place in the shuffled data.

    Attributes:
        epoch: that it is of.
        number: in its epoch, from 0.
        last: whether its epoch ends with it.
    """

    epoch: int
    number: int
    last: bool

    def after(self, batch: int, batches: int) -> Position:
        """The position after one of its so many batches."""
        if batch + 1 < batches:
            return Position(self.epoch, self.number, batch + 1)
        return Position(self.epoch + 1) if self.last else Position(self.epoch, self.number + 1)


@dataclass(frozen=True)
class Batch:
    """Padded piece numbers of B pairs.

    Attributes:
        source: int64 [B, S], each row ending in the end mark.
        source_lengths: int64 [B], end mark included.
        previous: int64 [B, T], begin mark and target: what the decoder is given.
        target: int64 [B, T], target and end mark: what it must predict; PAD is not counted.
        after: the position after this batch.
        guide: where attention should look, where links say so; None without links.
    """

    source: Ints
    source_lengths: Ints
    previous: Ints
    target: Ints
    after: Position
    guide: Guide | None = None

    @property
    def tokens(self) -> int:
        """Number of target pieces, end marks included."""
        return int((self.target != PAD).sum())

    @property
    def padding(self) -> float:
        """Share of both sides that is padding."""
        filled = int((self.source != PAD).sum()) + self.tokens
        return 1 - filled / max(1, self.source.size + self.target.size)

    def halves(self) -> tuple[Batch, Batch]:
        """Two batches of half the rows each, for where the whole is too large; at least two rows."""
        middle = len(self.source) // 2
        cell = self.target.shape[1] * self.source.shape[1]
        guides = self.guide.cut(middle * cell) if self.guide else (None, None)
        first, second = (
            Batch(self.source[r], self.source_lengths[r], self.previous[r], self.target[r], self.after, guide)
            for r, guide in zip((slice(None, middle), slice(middle, None)), guides, strict=True)
        )
        return first, second


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
        self,
        corpora: Sequence[Corpus],
        tokenizer: Tokenizer,
        plan: BatchPlan,
        shard: Shard = Shard(),
        guides: GuideBook | None = None,
    ) -> None:
        self.corpora, self.tokenizer, self.plan, self.shard, self.guides = corpora, tokenizer, plan, shard, guides
        self._abandoned = False
        if not len(self.epoch_order(0)):
            raise TranslatorError("no sentence pairs are left to train on; look at the cleaning report")

    def abandon(self) -> None:
        """Nobody wants more batches: a pool that is being made in another thread need not be finished."""
        self._abandoned = True

    def epoch_order(self, epoch: int) -> EpochOrder:
        """The order of an epoch's pairs over all corpora."""
        sizes, weights = [len(corpus.pieces) for corpus in self.corpora], [corpus.weight for corpus in self.corpora]
        return EpochOrder(sizes, weights, self.plan.seed, epoch)

    def places(self, position: Position) -> Iterator[Place]:
        """Pools from ``position`` on, epoch after epoch, without end."""
        epoch, number = position.epoch, position.pool
        while True:
            pools = -(-len(self.epoch_order(epoch)) // POOL)
            for pool in range(number, pools):
                yield Place(epoch, pool, last=pool + 1 == pools)
            epoch, number = epoch + 1, 0

    def batches(
        self, position: Position, read: Callable[[Place, int], Iterable[Batch]] | None = None
    ) -> Iterator[Batch]:
        """Batches from ``position`` on, epoch after epoch, without end.

        Args:
            position: of the first.
            read: what gives the batches of a pool from a number on; None makes them here.

        Raises:
            TranslatorError: a whole epoch holds none.
        """
        first = position.batch
        found = position.pool > 0 or first > 0
        for place in self.places(position):
            for batch in (read or self.read)(place, first):
                found = True
                yield batch
            if place.last and not found:
                raise self._nothing_fits()
            found, first = found and not place.last, 0

    def count_batches(self, pools_to_look_at: int = 4) -> int:
        """Number of batches of an epoch, reckoned from its first pools.

        Raises:
            TranslatorError: there are none.
        """
        order = self.epoch_order(0)
        looked_at = min(pools_to_look_at, -(-len(order) // POOL))
        counted = sum(len(self._pool(order, 0, number).batches) for number in range(looked_at))
        if not counted:
            raise self._nothing_fits()
        return round(counted * len(order) / min(len(order), looked_at * POOL))

    def _nothing_fits(self) -> TranslatorError:
        return TranslatorError(
            f"every sentence pair has more than {self.plan.longest} pieces on a side, or none; split long sentences"
        )

    def read(self, place: Place, first: int = 0) -> Iterator[Batch]:
        """The batches of a pool, from the one of number ``first`` on."""
        pool = self._pool(self.epoch_order(place.epoch), place.epoch, place.number)
        for number in range(first, len(pool.batches)):
            own = pool.batches[number][self.shard.rank :: self.shard.count]
            batch = self._checked(pad_batch(self._read(pool, own), place.after(number, len(pool.batches))))
            yield replace(batch, guide=self.guides.guide(batch, self.tokenizer)) if self.guides else batch

    def _checked(self, batch: Batch) -> Batch:
        """Whether all its pieces are some: stores lie on disks, and come from other people's."""
        for side in (batch.source, batch.target):
            if side.size and not 0 <= int(side.min()) <= int(side.max()) < len(self.tokenizer):
                raise TranslatorError(
                    "the prepared corpus is damaged: it holds pieces that the tokenizer lacks; start the training anew"
                )
        return batch

    def _read(self, pool: _Pool, rows: Ints) -> list[Encoded]:
        pairs = []
        for start in range(0, len(rows), READ_AT_ONCE):
            pairs += [pool.pair(int(row)) for row in rows[start : start + READ_AT_ONCE]]
            self._forget()
        return pairs

    def _pool(self, order: EpochOrder, epoch: int, number: int) -> _Pool:
        generator = np.random.default_rng([self.plan.seed, 13, epoch, number])
        which, pairs = order[number * POOL : (number + 1) * POOL]
        pool = _Pool(self.corpora, which, pairs)
        if self.plan.noise or self.plan.sampling is not None:
            for start in range(0, len(pairs), READ_AT_ONCE):
                if self._abandoned:
                    break
                self._change(pool, range(start, min(start + READ_AT_ONCE, len(pairs))), generator)
                self._forget()
        pool.cut(self.plan, generator)
        return pool

    def _change(self, pool: _Pool, rows: range, generator: np.random.Generator) -> None:
        """Noise and subword sampling for some rows of a pool."""
        noise, alpha = self.plan.noise, self.plan.sampling
        texts = [pool.text(row) for row in rows]
        sources = [add_noise(source, noise, generator) if noise else source for source, _ in texts]
        if alpha is not None:
            for row, source, (_, target) in zip(rows, sources, texts, strict=True):
                sample = self.tokenizer.sample
                pool.replace(row, 0, sample(source, generator, alpha))
                pool.replace(row, 1, sample(target, generator, alpha))
            return
        noisy = [i for i, (source, (clean, _)) in enumerate(zip(sources, texts, strict=True)) if source != clean]
        for i, pieces in zip(noisy, self.tokenizer.encode_normalised([sources[i] for i in noisy]), strict=True):
            pool.replace(rows[i], 0, pieces)

    def _forget(self) -> None:
        for corpus in self.corpora:
            corpus.pieces.forget()
            if corpus.text is not None:
                corpus.text.forget()


class _Pool:
    """Some thousand pairs: their lengths, what noise made of them, and how they are cut into batches."""

    def __init__(self, corpora: Sequence[Corpus], which: Ints, pairs: Ints) -> None:
        self.corpora, self.which, self.pairs = corpora, which, pairs
        self.lengths = np.zeros((2, len(pairs)), dtype=np.int64)
        self.changed: dict[tuple[int, int], Sequence[int]] = {}
        self.batches: list[Ints] = []
        for start in range(0, len(pairs), READ_AT_ONCE):
            stretch = slice(start, start + READ_AT_ONCE)
            for corpus in np.unique(which[stretch]):
                rows = start + np.flatnonzero(which[stretch] == corpus)
                self.lengths[:, rows] = corpora[corpus].pieces.lengths(pairs[rows])
                corpora[corpus].pieces.forget()

    def cut(self, plan: BatchPlan, generator: np.random.Generator) -> None:
        """Make the batches: row numbers of the pool, int64 each."""
        fits = np.flatnonzero(((self.lengths > 0) & (self.lengths <= plan.longest)).all(axis=0))
        generator.shuffle(fits)  # which of several pairs of the same lengths come together is chance
        batches = cut_in_two(self.lengths[:, fits], plan.tokens)
        self.batches = [fits[batches[int(i)]] for i in generator.permutation(len(batches))]

    def text(self, row: int) -> tuple[str, str]:
        """The pair as text."""
        store = self.corpora[int(self.which[row])].text
        assert store is not None
        return store[int(self.pairs[row])]

    def replace(self, row: int, side: int, pieces: Sequence[int]) -> None:
        """Other pieces for one side of a pair."""
        self.changed[row, side] = pieces
        self.lengths[side, row] = len(pieces)

    def pair(self, row: int) -> Encoded:
        """The pieces of a pair."""
        store, pair = self.corpora[self.which[row]].pieces, int(self.pairs[row])
        source, target = (
            self.changed[row, side] if (row, side) in self.changed else store.side(pair, side).tolist()
            for side in (0, 1)
        )
        return source, target


def cut_in_two(lengths: Ints, budget: int) -> list[Ints]:
    """Cut rows into batches in which both sides' lengths are alike: in two, and each part in two, until all fit.

    Each cut is along the side whose lengths differ more, as in a k-d tree, where it leaves room for whole batches.

    Args:
        lengths: int64 [2, rows], source and target, marks not counted.
        budget: of padded values on either side of a batch, at most; a longer row stands alone.

    Returns:
        row numbers of each batch.
    """
    batches = []
    waiting = [np.arange(lengths.shape[1])] if lengths.shape[1] else []
    while waiting:
        rows = waiting.pop()
        sides = lengths[:, rows]
        padded = (int(sides.max()) + 1) * len(rows)
        if padded <= budget or len(rows) == 1:
            batches.append(rows)
            continue
        needed = -(-padded // budget)
        wider = int(np.argmax(np.ptp(sides, axis=1)))
        order = np.lexsort((sides[1 - wider], sides[wider]))
        middle = min(len(rows) - 1, max(1, round(len(rows) * (needed // 2) / needed)))
        waiting += [rows[order[:middle]], rows[order[middle:]]]
    return batches


def cut_by_lengths(lengths: Ints, budget: int) -> list[slice]:
    """Cut sorted rows of these lengths into batches of at most ``budget`` padded values; a longer row stands alone."""
    batches: list[slice] = []
    start, width = 0, 0
    for row, length in enumerate(lengths.tolist()):
        width = max(width, length)
        if row > start and width * (row + 1 - start) > budget:
            batches.append(slice(start, row))
            start, width = row, length
    return [*batches, slice(start, len(lengths))] if len(lengths) else batches


def cut_by_tokens(pairs: Sequence[Encoded], budget: int) -> list[Sequence[Encoded]]:
    """Cut sorted pairs into batches of at most ``budget`` padded pieces a side, marks included."""
    lengths = np.array([max(len(source), len(target)) + 1 for source, target in pairs], dtype=np.int64)
    return [pairs[batch] for batch in cut_by_lengths(lengths, budget)]


def pad_batch(pairs: Sequence[Encoded], after: Position) -> Batch:
    """Arrays of one batch (see `Batch`); no rows where there are no pairs."""
    source = pad_rows([[*source, EOS] for source, _ in pairs])
    lengths = np.array([len(source) + 1 for source, _ in pairs], dtype=np.int64)
    previous = pad_rows([[BOS, *target] for _, target in pairs])
    return Batch(source, lengths, previous, pad_rows([[*target, EOS] for _, target in pairs]), after)


def pad_rows(rows: Sequence[Sequence[int]]) -> Ints:
    """int64 [rows, longest], PAD after each row's end."""
    padded = np.full((len(rows), max(map(len, rows), default=0)), PAD, dtype=np.int64)
    for i, row in enumerate(rows):
        padded[i, : len(row)] = row
    return padded
