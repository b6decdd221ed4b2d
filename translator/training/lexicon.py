"""The lexicon behind a vocabulary shortlist: which target pieces go with a source piece, by IBM model 1.

Brown et al. (1993): every target piece comes from one source piece of its sentence, any one equally likely beforehand;
expectation maximisation then finds t(target | source). Arrays hold every pair of pieces that stand in one
sentence pair; a target piece's candidates stand together, so that all sums are NumPy's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from translator.corpus.order import EpochOrder
from translator.corpus.store import PieceStore
from translator.decoding.shortlist import Shortlist
from translator.text.tokenizer import EOS, Tokenizer
from translator.training.preparation import open_corpora

Ints = NDArray[np.int64]
Doubles = NDArray[np.float64]
PiecePair = tuple[list[int], list[int]]

ROUNDS = 5
SEED = 1
CHUNK = 128  # pairs
MOST_COOCCURRENCES = 40_000_000  # 1.3 GB in all; more text adds little to what is likely


@dataclass(frozen=True)
class LexiconOptions:
    """How long the lists of a shortlist are.

    Attributes:
        counterparts: for every source piece.
        common: pieces that every list has, the most frequent ones.
    """

    counterparts: int = 20
    common: int = 400


def make_shortlist(pairs: Iterable[PiecePair], vocabulary: int, options: LexiconOptions) -> Shortlist:
    """Learn a shortlist from tokenised sentence pairs.

    Args:
        pairs: piece numbers of source and target, in an order that has no drift: only the first
            ``MOST_COOCCURRENCES`` pairs of pieces are counted.
        vocabulary: V, number of pieces.
        options: how long the lists are.
    """
    keys, starts, frequency = _cooccurrences(pairs, vocabulary)
    kinds, probability = _expectation_maximisation(keys, starts, vocabulary)
    common = np.sort(np.argsort(-frequency, kind="stable")[: options.common])
    rarer = ~np.isin(kinds % vocabulary, common)  # the others need no place in a list of their own
    likely = _likeliest(kinds[rarer], probability[rarer], vocabulary, options.counterparts)
    return Shortlist(likely.astype(_narrowest(vocabulary)), common.astype(_narrowest(vocabulary)))


def shortlist_of_run(run: Path, options: LexiconOptions) -> Shortlist:
    """A shortlist from the cleaned corpora of a training run; each counts by its size."""
    tokenizer = Tokenizer.load(run / "tokenizer.model")
    return make_shortlist(_shuffled(open_corpora(run, len(tokenizer))), len(tokenizer), options)


def _shuffled(stores: Sequence[PieceStore]) -> Iterator[PiecePair]:
    """All pairs in pieces, in random order."""
    order = EpochOrder([len(store) for store in stores], [1.0] * len(stores), SEED, 0)
    for start in range(0, len(order), CHUNK):
        for corpus, pair in zip(*order[start : start + CHUNK], strict=True):
            store = stores[int(corpus)]
            yield store.side(int(pair), 0).tolist(), store.side(int(pair), 1).tolist()
        for store in stores:
            store.forget()


def _narrowest(vocabulary: int) -> type[np.unsignedinteger]:
    return np.uint16 if vocabulary <= 2**16 else np.uint32


def _cooccurrences(pairs: Iterable[PiecePair], vocabulary: int) -> tuple[Ints, Ints, Ints]:
    """Keys source x V + target of all pairs of pieces, where each target piece's begin, and targets' frequencies."""
    frequency = np.zeros(vocabulary, dtype=np.int64)
    keys: list[Ints] = []
    widths: list[Ints] = []
    count = 0
    for source, target in _arrays(pairs):
        # A set: a word that stands twice is no better a candidate than one that stands once.
        candidates = np.unique(source) * vocabulary
        keys.append((target[:, None] + candidates).ravel())
        widths.append(np.full(len(target), len(candidates)))
        frequency += np.bincount(target, minlength=vocabulary)
        count += len(keys[-1])
        if count >= MOST_COOCCURRENCES:
            break
    if not keys:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), frequency
    lengths = np.concatenate(widths)
    return np.concatenate(keys), np.cumsum(lengths) - lengths, frequency


def _arrays(pairs: Iterable[PiecePair]) -> Iterator[tuple[Ints, Ints]]:
    for source, target in pairs:
        if source and target:
            yield np.array(source, dtype=np.int64), np.array(target, dtype=np.int64)


def _expectation_maximisation(keys: Ints, starts: Ints, vocabulary: int) -> tuple[Ints, Doubles]:
    """The different keys, and t(target | source) of each."""
    kinds, which = np.unique(keys, return_inverse=True)
    if not len(kinds):
        return kinds, np.zeros(0)
    sources = kinds // vocabulary
    widths = np.diff(np.append(starts, len(keys)))
    probability = np.ones(len(kinds))
    for _ in range(ROUNDS):
        share = probability[which]
        share /= np.repeat(np.add.reduceat(share, starts), widths)
        counts = np.bincount(which, weights=share, minlength=len(kinds))
        totals = np.bincount(sources, weights=counts, minlength=vocabulary)
        probability = counts / totals[sources]
    return kinds, probability


def _likeliest(kinds: Ints, probability: Doubles, vocabulary: int, count: int) -> Ints:
    """[V, count]: every source piece's likeliest targets; the end mark where there are fewer."""
    table = np.full((vocabulary, count), EOS, dtype=np.int64)
    sources, targets = np.divmod(kinds, vocabulary)
    order = np.lexsort((targets, -probability, sources))
    firsts = np.searchsorted(sources[order], np.arange(vocabulary))
    rank = np.arange(len(order)) - firsts[sources[order]]
    kept = rank < count
    table[sources[order][kept], rank[kept]] = targets[order][kept]
    return table
