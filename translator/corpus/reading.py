"""Parallel text in: two files or one TSV, plain or compressed, one sentence pair a line."""

from __future__ import annotations

import gzip
import lzma
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, cast

from translator.errors import TranslatorError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Pair = tuple[str, str]
OnDamage = Callable[[str], None]  # told about a damaged line, which then counts as an empty one


def open_text(path: Path) -> IO[bytes]:
    """Open a file for reading bytes; .gz, .xz and .zst are unpacked on the way.

    Raises:
        TranslatorError: the file cannot be opened.
    """
    try:
        if path.suffix == ".gz":
            return cast(IO[bytes], gzip.open(path, "rb"))
        if path.suffix == ".xz":
            return cast(IO[bytes], lzma.open(path, "rb"))
        if path.suffix == ".zst":
            return cast(IO[bytes], zstd.open(path, "rb"))
        return path.open("rb")
    except OSError as error:
        raise TranslatorError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:  # such as a null character in its name
        raise TranslatorError(f"cannot read {path}: {error}") from error


def read_lines(path: Path, on_damage: OnDamage | None = None) -> Iterator[str]:
    r"""Lines of a UTF-8 text file, without their ends.

    Lines end at "\n" alone: a U+2028 or a form feed inside a sentence must not shift one side against the other. A
    "\r" before the end and a byte order mark at the start are dropped.

    Args:
        path: of the file.
        on_damage: told of a line that is not UTF-8, which comes out empty; None makes it an error.

    Raises:
        TranslatorError: the file is missing, its compression is damaged, or a line is not UTF-8.
    """
    with closing(open_text(path)) as file:
        number = 0
        while True:
            number += 1
            try:
                # Iterating a compressed file splits at b"\n" alone, as readline does.
                line = file.readline()
            except (OSError, EOFError, lzma.LZMAError, zlib.error, zstd.ZstdError) as error:
                raise TranslatorError(f"{path} is damaged near line {number}: {error}; fetch it again") from error
            if not line:
                return
            yield _decode(line, path, number, on_damage)


def _decode(line: bytes, path: Path, number: int, on_damage: OnDamage | None) -> str:
    line = line.removesuffix(b"\n").removesuffix(b"\r")
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"{path}, line {number}: byte {error.start + 1} (0x{line[error.start]:02x}) is not UTF-8"
        if on_damage is not None:
            on_damage(f"{what}; the pair is left out")
            return ""
        raise TranslatorError(f"{what}; convert the file, for example: iconv -f latin1 -t utf-8 {path.name}") from error
    return text.removeprefix("\ufeff") if number == 1 else text


def read_parallel(source: Path, target: Path, on_damage: OnDamage | None = None) -> Iterator[Pair]:
    """Sentence pairs from two files in step.

    Raises:
        TranslatorError: as `read_lines`; or the files have different numbers of lines, or none.
    """
    sources, targets = read_lines(source, on_damage), read_lines(target, on_damage)
    count = 0
    for line in sources:
        other = next(targets, None)
        if other is None:
            longer = count + 1 + sum(1 for _ in sources)
            raise _unequal(source, longer, target, count)
        count += 1
        yield line, other
    rest = sum(1 for _ in targets)
    if rest:
        raise _unequal(source, count, target, count + rest)
    if count == 0:
        raise TranslatorError(f"{source} and {target} are empty; there is nothing to learn from or to translate")


def _unequal(source: Path, source_count: int, target: Path, target_count: int) -> TranslatorError:
    return TranslatorError(
        f"{source} has {source_count:,} lines and {target} has {target_count:,}; "
        "line n of one must translate line n of the other"
    )


def read_tsv(
    path: Path, source_column: int = 0, target_column: int = 1, on_damage: OnDamage | None = None
) -> Iterator[Pair]:
    """Sentence pairs from two columns of a tab-separated file; columns count from 0, further ones are ignored.

    Raises:
        TranslatorError: as `read_lines`; or a line has too few columns, or the file is empty.
    """
    needed = max(source_column, target_column) + 1
    number = 0
    for number, line in enumerate(read_lines(path, on_damage), start=1):
        columns = line.split("\t")
        if len(columns) < needed:
            what = f"{path}, line {number}: {len(columns)} columns, {needed} needed (tab-separated)"
            if on_damage is None:
                raise TranslatorError(what)
            if line:  # an empty one may be one that was found damaged already
                on_damage(f"{what}; the pair is left out")
            yield "", ""
            continue
        yield columns[source_column], columns[target_column]
    if number == 0:
        raise TranslatorError(f"{path} is empty; there is nothing to learn from or to translate")
