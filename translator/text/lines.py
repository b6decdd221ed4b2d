"""Lines in as they arrive, and lines out whole: what a stream of text needs, whoever works on it in between."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Event, Thread

from translator.errors import TranslatorError

AT_ONCE = 4096  # bytes written by one call, more only for a longer line; a pipe takes so much whole (PIPE_BUF)
_END = object()


def arriving(lines: Iterable[str], most: int) -> Generator[list[str], None, None]:
    """Lines in windows: those that are there already, ``most`` of them at the most, without waiting for more.

    A thread reads ahead, up to two windows. After a window that took all there was, an empty one says so: whoever
    answers a person or a program that waits for an answer before it writes on should give all answers then.

    Args:
        lines: read in a thread; an error there is raised here.
        most: lines in a window.
    """
    queue: Queue[object] = Queue(maxsize=2 * most)
    stopped = Event()

    def put(item: object) -> None:
        while not stopped.is_set():
            with suppress(Full):  # then look whether anybody still wants it
                queue.put(item, timeout=0.2)
                return

    def read() -> None:
        try:
            for line in lines:
                put(line)
                if stopped.is_set():
                    return
            put(_END)
        except BaseException as error:
            put(error)

    Thread(target=read, name="reader", daemon=True).start()
    try:
        yield from _windows(queue, most)
    finally:
        stopped.set()


def _windows(queue: Queue[object], most: int) -> Iterator[list[str]]:
    while True:
        window: list[str] = []
        item: object = queue.get()
        while isinstance(item, str):
            window.append(item)
            if len(window) == most:
                break
            try:
                item = queue.get_nowait()
            except Empty:
                break
        if window:
            yield window
        if isinstance(item, BaseException):
            raise item
        if item is _END:
            return
        if queue.empty():
            yield []


class LineWriter:
    """Writes whole lines to a file descriptor, unbuffered: whatever happens, what was written ends in a line end.

    (A full disk can still cut a line short; `whole_lines` finds out.)
    """

    def __init__(self, path: Path, *, go_on_at: int | None = None) -> None:
        """Take a file, which stays as it is until the first `write`.

        Args:
            path: of the file.
            go_on_at: bytes of it to keep and to write after; None begins a new file.
        """
        self.path, self._go_on_at = path, go_on_at or 0
        self._descriptor: int | None = None

    def _open(self) -> int:
        try:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o666)
            if self.path.is_file():  # and no pipe or device
                os.ftruncate(descriptor, self._go_on_at)
                os.lseek(descriptor, self._go_on_at, os.SEEK_SET)
        except OSError as error:
            raise TranslatorError(f"cannot write {self.path}: {error.strerror}") from error
        return descriptor

    def write(self, lines: Iterable[str]) -> None:
        """Write lines, which have no line ends of their own.

        Raises:
            TranslatorError: the file cannot be opened, the disk is full or the like; what was written before stands.
        """
        if self._descriptor is None:
            self._descriptor = self._open()
        waiting = bytearray()
        for line in lines:
            data = line.encode("utf-8", errors="replace") + b"\n"
            if waiting and len(waiting) + len(data) > AT_ONCE:
                self._put(self._descriptor, waiting)
                waiting = bytearray()
            waiting += data
        if waiting:
            self._put(self._descriptor, waiting)

    def _put(self, descriptor: int, data: bytes | bytearray) -> None:
        try:
            done = 0
            while done < len(data):
                done += os.write(descriptor, data[done:])
        except OSError as error:
            raise TranslatorError(f"cannot write {self.path}: {error.strerror}; make room, then --resume") from error

    def close(self) -> None:
        """Close the file, if it was ever opened."""
        if self._descriptor is not None:
            os.close(self._descriptor)


def whole_lines(path: Path) -> tuple[int, int, str]:
    """How many whole lines a file has, how many bytes they take, and the last of them.

    Raises:
        TranslatorError: it cannot be read.
    """
    count = size = 0
    last = b""
    try:
        with path.open("rb") as file:
            for line in file:
                if line.endswith(b"\n"):
                    count, size, last = count + 1, size + len(line), line
    except OSError as error:
        raise TranslatorError(f"cannot read {path}: {error.strerror}") from error
    return count, size, last.removesuffix(b"\n").decode("utf-8", errors="replace")
