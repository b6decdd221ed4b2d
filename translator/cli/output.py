"""Where a command's payload goes: standard output, or a file that is asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from translator.errors import TranslatorError


@contextmanager
def output_to(path: Path | None) -> Iterator[TextIO]:
    """The stream to write to; ``None`` is standard output.

    Raises:
        TranslatorError: the file cannot be written.
    """
    if path is None:
        yield sys.stdout
        return
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            yield file
    except OSError as error:
        raise TranslatorError(f"cannot write {path}: {error.strerror}") from error
