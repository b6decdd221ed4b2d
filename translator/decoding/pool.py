"""A pool of threads that searches run in; what is urgent overtakes what waits."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from queue import Empty, PriorityQueue
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(order=True)
class _Task:
    """What to call, and who waits for what it returns; ordered by ``rank`` and then as they came."""

    rank: int
    number: int
    future: Future[Any] = field(compare=False)
    call: Callable[[], Any] = field(compare=False)

    def run(self) -> None:
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.call()
        except BaseException as error:  # whoever waits for the result is told
            self.future.set_exception(error)
        else:
            self.future.set_result(result)


class SearchPool:
    """Threads for searches. With one there is nothing to gain: a task is then done where it is submitted."""

    def __init__(self, threads: int) -> None:
        """Take the number of threads; they start with the first task."""
        self.threads = threads
        self._executor: ThreadPoolExecutor | None = None
        self._waiting: PriorityQueue[_Task] = PriorityQueue()
        self._numbers = count()

    def submit(self, call: Callable[[], T], *, urgent: bool = False) -> Future[T]:
        """Have something done, before all that waits if it is urgent."""
        if self.threads == 1:
            return done_at_once(call)
        if self._executor is None:
            self._executor = ThreadPoolExecutor(self.threads, thread_name_prefix="search")
        future: Future[T] = Future()
        self._waiting.put(_Task(0 if urgent else 1, next(self._numbers), future, call))
        self._executor.submit(self._run_all)
        return future

    def close(self) -> None:
        """Give up what waits, and end the threads; they come back if there is more to do."""
        executor, self._executor = self._executor, None
        if executor is None:
            return
        while task := self._next():
            task.future.cancel()
        executor.shutdown(cancel_futures=True)

    def _run_all(self) -> None:
        """Whatever waits: were there a turn for each task, a Ctrl-C between its coming and its turn would cost one."""
        while task := self._next():
            task.run()

    def _next(self) -> _Task | None:
        try:
            return self._waiting.get_nowait()
        except Empty:
            return None


def done_at_once(call: Callable[[], T]) -> Future[T]:
    """The future of what the calling thread does itself; what goes wrong it is told at once, a Ctrl-C too."""
    future: Future[T] = Future()
    future.set_result(call())
    return future
