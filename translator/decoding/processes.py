"""Translating in several processes: for machines with so many cores that the threads of one get into each other's way.

Threads share one Python interpreter, which a tenth of the work needs for itself; processes share nothing. Each loads
the model and takes whole windows of texts.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from translator.errors import TranslatorError

if TYPE_CHECKING:
    from translator.decoding.translation import Translation
    from translator.decoding.translator import Translator

_translator: Translator | None = None  # of this worker process
_failure: TranslatorError | None = None  # why there is none


@dataclass(frozen=True)
class HowToTranslate:
    """What `Translator.stream_windows` is asked for."""

    nbest: int = 1
    beam: int = 5
    length_penalty: float | None = None
    batch_size: int = 64


def stream_windows(
    folder: Path, processes: int, windows: Iterable[Sequence[str]], how: HowToTranslate
) -> Iterator[list[Translation]]:
    """As `Translator.stream_windows`, in processes.

    Args:
        folder: of the model.
        processes: how many; each computes in one thread.
        windows: of texts; an empty one asks for all that was begun.
        how: to translate.

    Raises:
        TranslatorError: the model is damaged, or a process was killed (for want of memory, perhaps).
    """
    pool = ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=_load, initargs=(folder,)
    )
    begun: deque[Future[list[list[Translation]]]] = deque()
    try:
        for texts in windows:
            if texts:
                begun.append(pool.submit(_translate, texts, how))
            while len(begun) > (2 * processes if texts else 0):
                yield from begun.popleft().result()
        while begun:
            yield from begun.popleft().result()
    except BrokenProcessPool as error:
        raise TranslatorError(
            "a process was killed, perhaps for want of memory; use fewer --processes (each needs about 150 MB)"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _load(folder: Path) -> None:
    global _translator, _failure
    from translator.decoding.translator import Translator

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the first process decides
    try:
        _translator = Translator.load(folder, threads=1)
    except TranslatorError as error:  # said by the first task: what an initializer raises, the pool prints and hides
        _failure = error


def _translate(texts: Sequence[str], how: HowToTranslate) -> list[list[Translation]]:
    if _failure is not None:
        raise _failure
    assert _translator is not None
    return list(
        _translator.stream_windows(
            [texts], nbest=how.nbest, beam=how.beam, length_penalty=how.length_penalty, batch_size=how.batch_size
        )
    )
