"""Processes that help with scoring: sacreBLEU is pure Python, and every sentence's counts stand alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Part = TypeVar("Part")
Result = TypeVar("Result")

PARTS = 4  # to a process, so that no process waits long for another


class Workers:
    """Processes to share work with; the caller's own works along.

    Args:
        pool: the others; None: there are none.
        count: of processes, the caller's own included.
    """

    def __init__(self, pool: ProcessPoolExecutor | None = None, count: int = 1) -> None:
        self.pool, self.count = pool, count

    def map(self, function: Callable[[Part], Result], parts: Sequence[Part]) -> list[Result]:
        """The function's results, in order. Function and parts must be such that they can be pickled."""
        if self.pool is None:
            return [function(part) for part in parts]
        own = -(-len(parts) // self.count)
        others = [self.pool.submit(function, part) for part in parts[own:]]
        return [function(part) for part in parts[:own]] + [other.result() for other in others]


@contextmanager
def started_workers(count: int) -> Iterator[Workers]:
    """Workers that start at once, so that they are ready when there is something to score.

    A new interpreter each: forking would copy the engine's threads half. As always with these, the main module must
    be one that can be imported without running.

    Args:
        count: of processes, the caller's own included.
    """
    if count < 2:
        yield Workers()
        return
    # Here, for the command's help must not wait for it.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(count - 1, mp_context=get_context("spawn")) as pool:
        for _ in range(count - 1):
            pool.submit(_get_ready)
        yield Workers(pool, count)


def _get_ready() -> None:
    """Import what scoring needs."""
    import sacrebleu.metrics.ter
    import sacrebleu.significance  # noqa: F401

    import translator.evaluation.edit_distance  # noqa: F401
