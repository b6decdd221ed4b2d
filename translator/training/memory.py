"""What to do about a batch that is too large for memory: know the error for what it is, and halve the batch."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import torch

from translator.corpus.batches import Batch
from translator.errors import TranslatorError

SIGNS = ("can't allocate memory", "not enough memory", "out of memory", "std::bad_alloc")


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an exception says that memory ran out, on whatever device."""
    if isinstance(error, MemoryError | torch.cuda.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError) and any(sign in str(error) for sign in SIGNS)


def in_parts_that_fit(
    batch: Batch, work: Callable[[Batch], tuple[float, int]], on_split: Callable[[int], None]
) -> Iterator[tuple[float, int]]:
    """Do work on a batch, and where memory runs out on its halves, and their halves.

    Args:
        batch: at least one row.
        work: a forward and backward pass.
        on_split: what to do before it is tried in halves; given the number of rows that were too many.

    Raises:
        TranslatorError: a single sentence pair is too large.
    """
    rows, (_, width) = len(batch.source), batch.target.shape
    try:
        result = work(batch)
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        if rows < 2:
            raise TranslatorError(
                f"one sentence pair of {width} target pieces is too large for memory; use a smaller network"
            ) from error
    else:
        yield result
        return
    # Outside the handler: the exception's traceback would keep the failed pass's tensors alive.
    on_split(rows)
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    for half in batch.halves():
        yield from in_parts_that_fit(half, work, on_split)
