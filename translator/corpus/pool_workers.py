"""Batches made in several processes, for a network that takes them faster than one thread makes them (a GPU's).

Pools are independent of each other, so worker i of n makes every n-th one, from the i-th on, and they are asked for in
turn. The batches, and their order, are those of a single thread.
"""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import Iterator
from multiprocessing import get_context, parent_process
from multiprocessing.queues import Queue
from queue import Empty
from threading import Event, Thread
from typing import TYPE_CHECKING

from translator.corpus.batches import Batch, BatchStream, Place, Position
from translator.errors import TranslatorError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

Item = Batch | BaseException | None  # None: the pool is done

AHEAD = 256  # batches that a worker may be ahead
PATIENCE = 0.2  # seconds between looks at whether anybody still wants, or makes, batches


class PoolWorkers:
    """Processes that make the pools of a stream."""

    def __init__(self, stream: BatchStream, position: Position, count: int) -> None:
        """Start them.

        Args:
            stream: of batches; it is pickled, so each worker opens the files itself.
            position: of the first batch that will be asked for.
            count: of processes, at least 1.
        """
        context = get_context("spawn")  # a fork would take over locks that threads of this process hold
        self._queues: list[Queue[Item]] = [context.Queue(AHEAD) for _ in range(count)]
        self._stopped = Event()
        self._processes: list[SpawnProcess] = [
            context.Process(
                target=_make, args=(stream, position, number, count, queue), name=f"batches {number}", daemon=True
            )
            for number, queue in enumerate(self._queues)
        ]
        for process in self._processes:
            process.start()
        self._turns = itertools.cycle(range(count))

    def read(self, place: Place, first: int = 0) -> Iterator[Batch]:
        """The batches of the next pool, as `BatchStream.batches` asks for them; pools are given in order alone."""
        turn = next(self._turns)
        while (item := self._next(turn)) is not None:
            yield item

    def _next(self, turn: int) -> Batch | None:
        """The next batch of a worker, None after a pool's last."""
        while not self._stopped.is_set():
            alive = self._processes[turn].is_alive()
            try:
                item = self._queues[turn].get(timeout=PATIENCE)
            except Empty:
                if not alive:
                    raise TranslatorError(
                        "a process that makes batches was killed, perhaps for want of memory; use fewer --workers, and "
                        "--resume from the last checkpoint"
                    ) from None
                continue
            if isinstance(item, BaseException):
                raise item
            return item
        raise TranslatorError("no more batches are wanted")  # ends the thread that still asks for some

    def close(self) -> None:
        """Nobody wants more batches."""
        self._stopped.set()
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.join()


def _make(stream: BatchStream, position: Position, number: int, count: int, queue: Queue[Item]) -> None:
    """What a worker does."""
    # Ctrl-C and the like reach all processes; the first one decides, and still wants batches until it has.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    first = position.batch if number == 0 else 0
    try:
        for place in itertools.islice(stream.places(position), number, None, count):
            for batch in stream.read(place, first):
                queue.put(batch)
            queue.put(None)
            first = 0
    except BaseException as error:
        queue.put(error)


def _end_with_parent() -> None:
    """A parent that is killed can't end its children; they would wait for it to take their batches for ever."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
