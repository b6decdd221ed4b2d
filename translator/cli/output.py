"""Where a command's payload goes: standard output, or a file that is asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from translator.errors import TranslatorError


@contextmanager
def output_to(path: Path | None) -> Iterator[TextIO]:
    """The stream to write to; ``None`` is standard output. A file is written whole or stays as it was.

    Raises:
        TranslatorError: the file cannot be written.
    """
    if path is None:
        yield sys.stdout
        return
    if path.exists() and not path.is_file():  # a device or a pipe takes what comes
        with _opened(path) as file:
            yield file
        return
    aim = path.resolve()  # a link stays one
    part = aim.with_name(f"{aim.name}.part")
    try:
        with _opened(part, path) as file:
            yield file
        part.replace(aim)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _opened(path: Path, named: Path | None = None) -> Iterator[TextIO]:
    try:
        file = path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise TranslatorError(f"cannot write {named or path}: {error.strerror}") from error
    with file:
        yield file


def refuse_overwriting(outputs: Iterable[Path | None], inputs: Iterable[Path | None]) -> None:
    """Nothing is read from a file while it is written over.

    Args:
        outputs: files to be written; None is none.
        inputs: files to be read; None is standard input, which may be a file too.

    Raises:
        TranslatorError: an output is an input, by whatever name or link.
    """
    read = [found for path in inputs if (found := _status(path)) is not None]
    for output in outputs:
        written = _status(output) if output else None
        if written and any(os.path.samestat(written, one) for one in read):
            raise TranslatorError(f"{output} is what is read from; let the output go elsewhere")


def _status(path: Path | None) -> os.stat_result | None:
    """Of a regular file (a terminal or /dev/null may be both ends)."""
    try:
        found = os.fstat(0) if path is None else path.stat()
    except OSError:
        return None
    return found if os.path.stat.S_ISREG(found.st_mode) else None  # type: ignore[attr-defined]
