"""Prefetching: batches are made in a thread beside the training, some ahead."""

from __future__ import annotations

from collections.abc import Iterator
from queue import Full, Queue
from threading import Event, Thread

from translator.corpus.batches import Batch


class Prefetcher:
    """Runs an iterator of batches in a thread, a few ahead, so that the network does not wait for data."""

    def __init__(self, batches: Iterator[Batch], ahead: int = 256) -> None:
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
        """Stop the thread, and wait for it: one that still ran when Python ends would take the process down."""
        self._stopped.set()
        self._thread.join()
