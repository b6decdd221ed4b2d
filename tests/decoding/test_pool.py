"""The pool that searches run in."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from functools import partial
from threading import Event, Thread, current_thread, main_thread

import pytest

from translator.decoding.pool import SearchPool

WAIT = 30  # seconds, after which a test has failed


def test_what_is_urgent_overtakes_what_waits() -> None:
    pool = SearchPool(2)
    with _held(pool) as other:  # so that one thread does all the rest, in its order
        with _held(pool):
            done: list[str] = []
            waiting = [pool.submit(partial(done.append, name)) for name in ("one", "two")]
            waiting.append(pool.submit(partial(done.append, "urgent"), urgent=True))
        for future in waiting:
            future.result(WAIT)
    other.result(WAIT)
    pool.close()
    assert done == ["urgent", "one", "two"]


def test_with_one_thread_the_caller_does_it() -> None:
    assert SearchPool(1).submit(current_thread).result(0) is main_thread()


def test_what_is_asked_for_here_is_done_here() -> None:
    pool = SearchPool(2)
    assert pool.submit(current_thread, here=True).result(0) is main_thread()
    assert pool.submit(current_thread).result(WAIT) is not main_thread()
    pool.close()


@pytest.mark.parametrize("here", [True, False])
def test_whoever_waits_is_told_what_went_wrong(here: bool) -> None:
    pool = SearchPool(2)

    def fail() -> None:
        raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        pool.submit(fail, here=here).result(WAIT)
    assert pool.submit(lambda: 7).result(WAIT) == 7  # the thread lives on
    pool.close()


def test_what_waits_when_it_closes_is_given_up_and_it_can_go_on() -> None:
    pool = SearchPool(2)
    with _held(pool) as one, _held(pool) as other:
        waiting = [pool.submit(lambda: 1) for _ in range(3)]
        closing = Thread(target=pool.close)
        closing.start()
        for future in waiting:
            with pytest.raises(CancelledError):
                future.result(WAIT)
    closing.join(WAIT)
    for held in (one, other):
        assert held.done()  # what had begun ran to its end
    assert pool.submit(lambda: 7).result(WAIT) == 7
    pool.close()


@contextmanager
def _held(pool: SearchPool) -> Iterator[Future[None]]:
    """One of a pool's threads is kept busy."""
    began, go_on = Event(), Event()

    def hold() -> None:
        began.set()
        assert go_on.wait(WAIT)

    future = pool.submit(hold)
    assert began.wait(WAIT)
    try:
        yield future
    finally:
        go_on.set()
