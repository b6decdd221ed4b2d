"""Where a command's payload goes: standard output, or a file that is asked for."""

from __future__ import annotations

import os
import stat
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
    aim = path.resolve()  # a link stays one
    # A device or a pipe takes what comes; anything else appears whole.
    part = aim if aim.exists() and not aim.is_file() else aim.with_name(f"{aim.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        if part != aim:
            part.replace(aim)
    except OSError as error:
        raise TranslatorError(f"cannot write {path}: {error.strerror}") from error
    finally:
        if part != aim:
            part.unlink(missing_ok=True)


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
    return found if stat.S_ISREG(found.st_mode) else None
