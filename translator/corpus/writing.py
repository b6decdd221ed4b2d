"""Text files out: whole or not at all."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TextIO, cast

from translator.errors import TranslatorError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


@contextmanager
def whole_files(*paths: Path) -> Iterator[list[TextIO]]:
    """Text files to write in UTF-8, which take their names together, when all is written without an error.

    What had these names stays as it was until then; .gz, .xz and .zst are packed on the way.

    Raises:
        TranslatorError: a file cannot be written, or two are the same.
    """
    if len({path.resolve() for path in paths}) != len(paths):
        raise TranslatorError(f"two outputs have one name, {paths[0]}; give them different ones")
    aims = [path.resolve() if path.is_symlink() else path for path in paths]  # a link stays one
    # A device or a pipe takes what comes; anything else appears whole.
    direct = {aim for aim in aims if aim.exists() and not aim.is_file()}
    parts = [aim if aim in direct else aim.with_name(f"{aim.name}.part") for aim in aims]
    try:
        with ExitStack() as stack:
            raw = [stack.enter_context(part.open("wb")) for part in parts]
            packed = [stack.enter_context(_packer(path, file)) for path, file in zip(paths, raw, strict=True)]
            texts = [stack.enter_context(io.TextIOWrapper(file, encoding="utf-8", newline="\n")) for file in packed]
            yield cast("list[TextIO]", texts)
            for text in texts:
                text.close()
            for part, file in zip(parts, raw, strict=True):
                file.flush()
                if part not in direct:
                    os.fsync(file.fileno())
        for part, aim in zip(parts, aims, strict=True):
            if part != aim:
                part.replace(aim)
    except OSError as error:
        if error.filename is None:
            raise
        raise TranslatorError(f"cannot write {error.filename}: {error.strerror}") from error
    finally:
        for part in parts:
            if part not in direct:
                part.unlink(missing_ok=True)


def _packer(path: Path, file: IO[bytes]) -> IO[bytes]:
    if path.suffix == ".gz":
        return cast(IO[bytes], gzip.GzipFile(fileobj=file, mode="wb", filename=""))
    if path.suffix == ".xz":
        return cast(IO[bytes], lzma.open(file, "wb"))
    if path.suffix == ".zst":
        return cast(IO[bytes], zstd.open(file, "wb"))
    return io.BufferedWriter(io.FileIO(os.dup(file.fileno()), "wb"))
