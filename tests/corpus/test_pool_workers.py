"""Batches of several processes are those of one thread, in its order; nobody waits for a process that is gone."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import ROOT
from translator.corpus import batches
from translator.corpus.batches import Batch, BatchPlan, BatchStream, Corpus, Position
from translator.corpus.guides import GuideBook
from translator.corpus.pool_workers import PoolWorkers
from translator.corpus.prefetch import Prefetcher
from translator.corpus.store import PairStore, PieceStore
from translator.errors import TranslatorError
from translator.text.noise import NoiseRates
from translator.text.normalise import normalise
from translator.text.tokenizer import Tokenizer
from translator.training import distributed
from translator.training.distributed import ALONE

PLAN = BatchPlan(tokens=300, noise=NoiseRates(accents=0.3, typos=0.2))


@pytest.fixture
def stream(tmp_path: Path, everyday: list[tuple[str, str]], tokenizer: Tokenizer) -> BatchStream:
    store = PairStore.write(tmp_path / "0", [(normalise(source), normalise(target)) for source, target in everyday])
    corpus = Corpus(PieceStore.write(tmp_path / "0.pieces", store, tokenizer), store)
    guides = GuideBook.write(tmp_path / "guides", [(*pair, ((0, 0),)) for pair in store])
    return BatchStream([corpus], tokenizer, PLAN, guides=guides)


def same(one: Batch, other: Batch) -> bool:
    assert one.guide is not None
    assert other.guide is not None
    return one.after == other.after and all(
        np.array_equal(a, b)
        for a, b in (
            (one.source, other.source),
            (one.target, other.target),
            (one.guide.places, other.guide.places),
            (one.guide.shares, other.guide.shares),
        )
    )


@pytest.mark.parametrize("position", [Position(), Position(1, 0, 4)])
def test_the_batches_are_those_of_one_thread(stream: BatchStream, position: Position) -> None:
    """Two workers, of which each makes a whole epoch in turn: this corpus is a single pool."""
    count = 3 * len(list(stream.read(next(stream.places(Position())))))
    expected = list(islice(stream.batches(position), count))
    workers = PoolWorkers(stream, position, 2)
    try:
        found = list(islice(stream.batches(position, workers.read), count))
    finally:
        workers.close()
    assert found[-1].after.epoch > position.epoch + 1
    assert all(map(same, expected, found))


def test_several_pools_an_epoch_come_in_turn(stream: BatchStream, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "POOL", 40)
    places = list(islice(stream.places(Position(0, 2)), 6))
    assert [(place.epoch, place.number) for place in places] == [(0, 2), (0, 3), (0, 4), (1, 0), (1, 1), (1, 2)]
    assert [place.last for place in places] == [False, False, True, False, False, False]


def test_a_worker_that_was_killed_is_noticed(stream: BatchStream) -> None:
    workers = PoolWorkers(stream, Position(), 1)
    found = stream.batches(Position(), workers.read)
    next(found)
    workers._processes[0].kill()
    try:
        with pytest.raises(TranslatorError, match="was killed, perhaps for want of memory"):
            list(islice(found, 5000))
    finally:
        workers.close()


def test_what_goes_wrong_in_a_worker_is_said_here(stream: BatchStream, tmp_path: Path) -> None:
    pieces = tmp_path / "0.pieces.values"
    pieces.write_bytes(b"\xff" * len(pieces.read_bytes()))
    workers = PoolWorkers(stream, Position(), 1)
    try:
        with pytest.raises(TranslatorError, match="holds pieces that the tokenizer lacks"):
            list(islice(stream.batches(Position(), workers.read), 500))
    finally:
        workers.close()


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    out = tmp_path / "run"
    everyday = ROOT / "data" / "everyday"
    sides = ["--source", everyday / "train.fr", "--target", everyday / "train.en"]
    sizes = ["--vocabulary", 500, "--embedding", 32, "--hidden", 48, "--updates", 100_000, "--threads", 1]
    begin = [sys.executable, "-m", "translator", "train", *sides, *sizes, "--workers", 2, "--out", out]
    process = subprocess.Popen(list(map(str, begin)), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    log = out / "training" / "log.jsonl"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (log.exists() and '"loss"' in log.read_text(encoding="utf-8")):
        time.sleep(0.2)
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not listed.exists():
        process.kill()
        pytest.skip("this system does not list a process's children")
    children = [int(child) for child in listed.read_text().split()]
    assert len(children) >= 2
    process.send_signal(signal.SIGKILL)
    process.wait()
    while time.monotonic() < deadline and any(Path(f"/proc/{child}/cmdline").exists() for child in children):
        time.sleep(0.1)
    assert not any(Path(f"/proc/{child}/cmdline").exists() for child in children)


def test_closing_ends_the_thread_that_asks_for_more(stream: BatchStream) -> None:
    workers = PoolWorkers(stream, Position(), 1)
    prefetcher = Prefetcher(stream.batches(Position(), workers.read), ahead=2)
    prefetcher.next()
    workers.close()
    prefetcher.close()
    assert not prefetcher._thread.is_alive()


def test_how_many_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distributed, "usable_cores", lambda: 4)
    assert distributed.workers_for("cpu", 0, ALONE) == 0
    assert distributed.workers_for("cpu", 2, ALONE) == 2
    assert distributed.workers_for("cuda", 0, ALONE) == 3
    monkeypatch.setattr(distributed, "usable_cores", lambda: 1)
    assert distributed.workers_for("cuda", 0, ALONE) == 0
