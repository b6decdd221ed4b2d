"""The pool that searches run in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from functools import partial
from threading import Event, Thread, current_thread, main_thread

import pytest

from translator.decoding.pool import SearchPool, done_at_once

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
    pool = SearchPool(2)
    assert pool.submit(current_thread).result(WAIT) is not main_thread()
    pool.close()


def test_whoever_waits_is_told_what_went_wrong() -> None:
    pool = SearchPool(2)
    with pytest.raises(ValueError, match="on purpose"):
        pool.submit(_fail).result(WAIT)
    assert pool.submit(lambda: 7).result(WAIT) == 7  # the thread lives on
    pool.close()


@pytest.mark.parametrize("submit", [SearchPool(1).submit, done_at_once])
@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_whoever_does_it_is_stopped_at_once(
    submit: Callable[[Callable[[], None]], Future[None]], error: type[BaseException]
) -> None:
    with pytest.raises(error, match="on purpose"):
        submit(partial(_fail, error))


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


def _fail(error: type[BaseException] = ValueError) -> None:
    raise error("on purpose")


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
