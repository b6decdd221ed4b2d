"""Batches: everything once an epoch, within the budget, and the same from any position on."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from translator.corpus.batches import Batch, BatchPlan, BatchStream, Corpus, Position, Shard, cut_in_two
from translator.corpus.prefetch import Prefetcher
from translator.corpus.store import PairStore, PieceStore
from translator.errors import TranslatorError
from translator.text.noise import NoiseRates
from translator.text.normalise import normalise
from translator.text.tokenizer import EOS, PAD, Tokenizer


@pytest.fixture
def store(tmp_path: Path, everyday: list[tuple[str, str]]) -> PairStore:
    return PairStore.write(tmp_path / "0", [(normalise(source), normalise(target)) for source, target in everyday])


@pytest.fixture
def corpus(tmp_path: Path, store: PairStore, tokenizer: Tokenizer) -> Corpus:
    return Corpus(PieceStore.write(tmp_path / "0.pieces", store, tokenizer), store)


def epoch_of(stream: BatchStream) -> list[object]:
    batches = []
    for batch in stream.batches(Position()):
        batches.append(batch)
        if batch.after.epoch:
            return batches
    raise AssertionError


def sentences(tokenizer: Tokenizer, batches: list[object]) -> Counter[tuple[str, str]]:
    return Counter(
        (tokenizer.decode(source[source > PAD].tolist()), tokenizer.decode(target[target > PAD].tolist()))
        for batch in batches
        for source, target in zip(batch.source, batch.target, strict=True)  # type: ignore[attr-defined]
    )


def test_a_store_gives_back_what_it_was_given(store: PairStore, everyday: list[tuple[str, str]]) -> None:
    assert [store[i] for i in range(len(store))] == [
        (normalise(source), normalise(target)) for source, target in everyday
    ]


def test_pieces_are_those_of_the_tokenizer(store: PairStore, corpus: Corpus, tokenizer: Tokenizer) -> None:
    assert len(corpus.pieces) == len(store)
    for i in (0, 57, len(store) - 1):
        for side in (0, 1):
            assert corpus.pieces.side(i, side).tolist() == tokenizer.encode(store[i][side])
    corpus.pieces.forget()
    assert corpus.pieces.side(3, 1).tolist() == tokenizer.encode(store[3][1])


def test_a_damaged_store_is_refused(store: PairStore, tmp_path: Path) -> None:
    text = tmp_path / "0.values"
    text.write_bytes(text.read_bytes()[:-5])
    with pytest.raises(TranslatorError, match="cut short"):
        PairStore(tmp_path / "0")


def test_an_epoch_holds_every_pair_once(corpus: Corpus, tokenizer: Tokenizer, everyday: list[tuple[str, str]]) -> None:
    batches = epoch_of(BatchStream([corpus], tokenizer, BatchPlan(tokens=300)))
    assert sentences(tokenizer, batches) == Counter(
        (tokenizer.decode(tokenizer.encode(s)), tokenizer.decode(tokenizer.encode(t))) for s, t in everyday
    )
    for batch in batches:
        assert max(batch.source.size, batch.target.size) <= 300  # type: ignore[attr-defined]


def test_a_row_is_what_its_names_say(corpus: Corpus, tokenizer: Tokenizer) -> None:
    batch = next(BatchStream([corpus], tokenizer, BatchPlan(tokens=200)).batches(Position()))
    for row, length in enumerate(batch.source_lengths):
        assert batch.source[row, length - 1] == EOS
        assert not batch.source[row, length:].any()
        written = int((batch.target[row] != PAD).sum())
        np.testing.assert_array_equal(batch.previous[row, 1:written], batch.target[row, : written - 1])
        assert batch.target[row, written - 1] == EOS


def test_weights_repeat_and_thin_out(corpus: Corpus, tokenizer: Tokenizer) -> None:
    thrice = BatchStream([replace(corpus, weight=2.0), replace(corpus, weight=0.5)], tokenizer, BatchPlan())
    which, pairs = thrice.epoch_order(0)[:]
    counts = Counter(zip(which.tolist(), pairs.tolist(), strict=True))
    assert len(which) == 500
    assert all(counts[0, i] == 2 for i in range(200))
    assert all(counts[1, i] <= 1 for i in range(200))
    assert sum(counts[1, i] for i in range(200)) == 100
    assert counts != Counter(zip(*(part.tolist() for part in thrice.epoch_order(1)[:]), strict=True))


@pytest.mark.parametrize("sampling", [None, 0.2])
def test_any_position_goes_on_as_if_nothing_had_happened(
    corpus: Corpus, tokenizer: Tokenizer, sampling: float | None
) -> None:
    plan = BatchPlan(tokens=300, noise=NoiseRates(0.3, 0.3, 0.1, 0.3, 0.3), sampling=sampling)
    stream = BatchStream([corpus], tokenizer, plan)
    whole = list(islice(stream.batches(Position()), 30))
    for place in (0, 3, 17, 28):
        again = next(stream.batches(whole[place].after))
        np.testing.assert_array_equal(again.source, whole[place + 1].source)
        np.testing.assert_array_equal(again.target, whole[place + 1].target)


def test_epochs_differ_and_seeds_differ(corpus: Corpus, tokenizer: Tokenizer) -> None:
    one, other = (BatchStream([corpus], tokenizer, BatchPlan(seed=seed)) for seed in (1, 2))

    def order(stream: BatchStream, epoch: int) -> list[int]:
        return stream.epoch_order(epoch)[:][1].tolist()  # type: ignore[no-any-return]

    assert order(one, 0) != order(one, 1)
    assert order(one, 0) != order(other, 0)
    assert order(one, 3) == order(one, 3)


def test_an_error_in_the_thread_reaches_the_reader() -> None:
    def broken():  # type: ignore[no-untyped-def]
        raise TranslatorError("the disk is gone")
        yield

    prefetcher = Prefetcher(broken())
    with pytest.raises(TranslatorError, match="the disk is gone"):
        prefetcher.next()
    prefetcher.close()


def test_shards_are_the_rows_of_the_whole(corpus: Corpus, tokenizer: Tokenizer) -> None:
    plan = BatchPlan(tokens=300, noise=NoiseRates(typos=0.5))
    whole = list(islice(BatchStream([corpus], tokenizer, plan).batches(Position()), 20))
    shards = [
        list(islice(BatchStream([corpus], tokenizer, plan, Shard(r, 3)).batches(Position()), 20)) for r in (0, 1, 2)
    ]
    for i, batch in enumerate(whole):
        assert [shard[i].after for shard in shards] == [batch.after] * 3
        assert sum(shard[i].tokens for shard in shards) == batch.tokens
        for rank, shard in enumerate(shards):
            for row, ours in enumerate(shard[i].source):
                theirs = batch.source[rank + 3 * row]
                assert ours[ours > PAD].tolist() == theirs[theirs > PAD].tolist()


def test_a_batch_of_fewer_rows_than_shards_leaves_some_empty(corpus: Corpus, tokenizer: Tokenizer) -> None:
    batch = next(BatchStream([corpus], tokenizer, BatchPlan(tokens=1), Shard(1, 2)).batches(Position()))
    assert len(batch.source) == batch.tokens == 0


def test_batches_are_of_pairs_that_are_alike_on_both_sides() -> None:
    """At most 5 % padding on lengths like those of news text, whose sides differ by a fifth."""
    generator = np.random.default_rng(0)
    source = np.clip(generator.gamma(4, 7, 40_000), 1, 150)
    target = np.clip(source * generator.normal(1, 0.2, len(source)), 1, 150)
    lengths = np.stack([source, target]).astype(np.int64)
    batches = cut_in_two(lengths, 4096)
    assert sorted(np.concatenate(batches).tolist()) == list(range(len(source)))
    widths = [(lengths[:, batch] + 1).max(axis=1) for batch in batches]
    assert max(len(batch) * int(width.max()) for batch, width in zip(batches, widths, strict=True)) <= 4096
    padded = sum(len(batch) * int(width.sum()) for batch, width in zip(batches, widths, strict=True))
    assert 1 - (lengths + 1).sum() / padded <= 0.05


def test_halves_hold_what_the_whole_held(corpus: Corpus, tokenizer: Tokenizer) -> None:
    batch: Batch = next(BatchStream([corpus], tokenizer, BatchPlan(tokens=300)).batches(Position()))
    first, second = batch.halves()
    np.testing.assert_array_equal(np.concatenate([first.target, second.target]), batch.target)
    assert first.tokens + second.tokens == batch.tokens


def test_sentences_that_are_all_too_long_are_an_error(corpus: Corpus, tokenizer: Tokenizer) -> None:
    with pytest.raises(TranslatorError, match="more than 1 pieces"):
        BatchStream([corpus], tokenizer, BatchPlan(longest=1)).count_batches()
