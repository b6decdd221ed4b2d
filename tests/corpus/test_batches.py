"""Batches: everything once an epoch, within the budget, and the same from any position on."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from translator.corpus.batches import BatchPlan, BatchStream, Position, Prefetcher
from translator.corpus.store import PairStore
from translator.errors import TranslatorError
from translator.text.noise import NoiseRates
from translator.text.normalise import normalise
from translator.text.tokenizer import EOS, PAD, Tokenizer


@pytest.fixture
def store(tmp_path: Path, everyday: list[tuple[str, str]]) -> PairStore:
    return PairStore.write(tmp_path / "0", [(normalise(source), normalise(target)) for source, target in everyday])


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


def test_a_damaged_store_is_refused(store: PairStore, tmp_path: Path) -> None:
    text = tmp_path / "0.text"
    text.write_bytes(text.read_bytes()[:-5])
    with pytest.raises(TranslatorError, match="cut short"):
        PairStore(tmp_path / "0")


def test_an_epoch_holds_every_pair_once(
    store: PairStore, tokenizer: Tokenizer, everyday: list[tuple[str, str]]
) -> None:
    batches = epoch_of(BatchStream([store], [1.0], tokenizer, BatchPlan(tokens=300)))
    assert sentences(tokenizer, batches) == Counter(
        (tokenizer.decode(tokenizer.encode(s)), tokenizer.decode(tokenizer.encode(t))) for s, t in everyday
    )
    for batch in batches:
        assert max(batch.source.size, batch.target.size) <= 300  # type: ignore[attr-defined]


def test_a_row_is_what_its_names_say(store: PairStore, tokenizer: Tokenizer) -> None:
    batch = next(BatchStream([store], [1.0], tokenizer, BatchPlan(tokens=200)).batches(Position()))
    for row, length in enumerate(batch.source_lengths):
        assert batch.source[row, length - 1] == EOS
        assert not batch.source[row, length:].any()
        written = int((batch.target[row] != PAD).sum())
        np.testing.assert_array_equal(batch.previous[row, 1:written], batch.target[row, : written - 1])
        assert batch.target[row, written - 1] == EOS


def test_weights_repeat_and_thin_out(store: PairStore, tokenizer: Tokenizer) -> None:
    thrice = BatchStream([store, store], [2.0, 0.5], tokenizer, BatchPlan())
    order = thrice.epoch_order(0)
    counts = Counter(order.tolist())
    assert all(counts[i] == 2 for i in range(200))
    assert sum(counts[i] for i in range(200, 400)) == 100


@pytest.mark.parametrize("sampling", [None, 0.2])
def test_any_position_goes_on_as_if_nothing_had_happened(
    store: PairStore, tokenizer: Tokenizer, sampling: float | None
) -> None:
    plan = BatchPlan(tokens=300, noise=NoiseRates(0.3, 0.3, 0.1, 0.3, 0.3), sampling=sampling)
    stream = BatchStream([store], [1.0], tokenizer, plan)
    whole = list(islice(stream.batches(Position()), 30))
    for place in (0, 3, 17, 28):
        again = next(stream.batches(whole[place].after))
        np.testing.assert_array_equal(again.source, whole[place + 1].source)
        np.testing.assert_array_equal(again.target, whole[place + 1].target)


def test_epochs_differ_and_seeds_differ(store: PairStore, tokenizer: Tokenizer) -> None:
    one, other = (BatchStream([store], [1.0], tokenizer, BatchPlan(seed=seed)) for seed in (1, 2))
    assert one.epoch_order(0).tolist() != one.epoch_order(1).tolist()
    assert one.epoch_order(0).tolist() != other.epoch_order(0).tolist()
    assert one.epoch_order(3).tolist() == one.epoch_order(3).tolist()


def test_an_error_in_the_thread_reaches_the_reader() -> None:
    def broken():  # type: ignore[no-untyped-def]
        raise TranslatorError("the disk is gone")
        yield

    prefetcher = Prefetcher(broken())
    with pytest.raises(TranslatorError, match="the disk is gone"):
        prefetcher.next()
    prefetcher.close()
