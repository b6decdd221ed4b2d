"""Texts out of archives from strangers.

Only members that were asked for are read, each into a file of our own naming, so no path in an archive decides where
anything is written. Links and other special members are refused, bytes are counted while they are unpacked, and an
archive that holds a path leading out of itself is refused as a whole.
"""

from __future__ import annotations

import bz2
import errno
import fnmatch
import gzip
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from translator.errors import TranslatorError

CHUNK = 1 << 20
MOST_FOLD = 100  # a tar's whole contents may be so many times its size; text packs to a fourth
PACKED: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".xz": lzma.open, ".bz2": bz2.open}
TARS = (".tgz", ".tar", ".tar.gz", ".tar.xz", ".tar.bz2")
DAMAGE = (
    EOFError,
    ValueError,
    OverflowError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
)


def unpack(archive: Path, wanted: Mapping[str | None, Path], largest: int) -> None:
    """Write texts of a file to files of their own.

    Args:
        archive: a zip, a tar (plain or compressed), or a single text (plain or compressed); its name says which.
        wanted: for each pattern of a member's path (`*` stands for anything), where it goes; None is the single text.
        largest: bytes that all of them may have together.

    Raises:
        TranslatorError: the archive is damaged, hostile or too large, or does not hold exactly one member
            for each pattern. Then none of the files is left.
    """
    budget = _Budget(archive, largest)
    try:
        with _as_damage(archive):
            if None in wanted:
                with _single(archive) as stream:
                    budget.copy(stream, wanted[None])
            elif archive.suffix == ".zip":
                _from_zip(archive, cast("Mapping[str, Path]", wanted), budget)
            elif archive.name.endswith(TARS):
                _from_tar(archive, cast("Mapping[str, Path]", wanted), budget)
            else:
                raise TranslatorError(f"{archive.name} is no archive, but a member of it is asked for")
    except BaseException:
        for path in wanted.values():
            path.unlink(missing_ok=True)
        raise


class _Budget:
    """Bytes that may still be unpacked."""

    def __init__(self, archive: Path, largest: int) -> None:
        self.archive, self.largest, self.left = archive, largest, largest

    def copy(self, stream: IO[bytes], path: Path) -> None:
        with path.open("wb") as out:
            while data := stream.read(CHUNK):
                self.left -= len(data)
                if self.left < 0:
                    raise TranslatorError(
                        f"{self.archive.name} unpacks to more than the catalogue allows, {self.largest:,} bytes"
                    )
                out.write(data)


@contextmanager
def _as_damage(archive: Path) -> Iterator[None]:
    try:
        yield
    except DAMAGE as error:
        raise TranslatorError(f"{archive.name} is damaged, or not what its name says: {error}") from error
    except (NotImplementedError, RuntimeError) as error:  # an unknown compression, or a password
        raise TranslatorError(f"{archive.name} cannot be unpacked: {error}") from error
    except OSError as error:
        # Packers' own errors have no number; EINVAL is a zip that sends its reader to a place before its beginning.
        if error.errno not in (None, errno.EINVAL):
            raise  # a full disk and the like
        raise TranslatorError(f"{archive.name} is damaged, or not what its name says: {error}") from error


def _single(archive: Path) -> IO[bytes]:
    return cast(IO[bytes], PACKED.get(archive.suffix, open)(archive, "rb"))


def _from_zip(archive: Path, wanted: Mapping[str, Path], budget: _Budget) -> None:
    with zipfile.ZipFile(archive) as packed:
        members = packed.infolist()
        for member in members:
            _refuse_escape(archive, member.filename)
        for pattern, path in wanted.items():
            found = [member for member in members if _fits(member.filename, pattern)]
            if len(found) != 1:
                raise _not_one(archive, pattern, len(found))
            kind = stat.S_IFMT(found[0].external_attr >> 16)
            if kind not in (0, stat.S_IFREG):
                raise _not_a_file(archive, found[0].filename)
            with packed.open(found[0]) as stream:
                budget.copy(stream, path)


def _from_tar(archive: Path, wanted: Mapping[str, Path], budget: _Budget) -> None:
    """Read a tar once, and to its very end: only there is the checksum that tells a damaged one."""
    found = dict.fromkeys(wanted, 0)
    packing = "." + archive.name.rsplit(".", 1)[-1].replace("tgz", "gz")
    opener = PACKED.get(packing, open)
    with cast(IO[bytes], opener(archive, "rb")) as stream:
        counted = _Counted(stream, archive, archive.stat().st_size * MOST_FOLD + CHUNK)
        with tarfile.open(fileobj=cast(IO[bytes], counted), mode="r|") as packed:
            for member in packed:
                _refuse_escape(archive, member.name)
                pattern = next((pattern for pattern in wanted if _fits(member.name, pattern)), None)
                if pattern is None:
                    continue
                text = packed.extractfile(member) if member.isreg() else None
                if text is None:
                    raise _not_a_file(archive, member.name)
                found[pattern] += 1
                budget.copy(text, wanted[pattern])
        while counted.read(CHUNK):
            pass
    for pattern, count in found.items():
        if count != 1:
            raise _not_one(archive, pattern, count)


class _Counted:
    """A stream that ends in an error after so many bytes: tarfile reads headers of any length into memory."""

    def __init__(self, stream: IO[bytes], archive: Path, largest: int) -> None:
        self.stream, self.archive, self.left = stream, archive, largest

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise TranslatorError(f"{self.archive.name} unpacks to more than {MOST_FOLD} times its size; it is refused")
        return data


def _fits(name: str, pattern: str) -> bool:
    path = PurePosixPath(name)
    return not path.name.startswith("._") and fnmatch.fnmatchcase(str(path), pattern)


def _refuse_escape(archive: Path, name: str) -> None:
    parts = name.replace("\\", "/").split("/")
    if parts[0] == "" or ".." in parts or parts[0].endswith(":"):
        raise TranslatorError(f"{archive.name} holds the path {name!r}, which leads out of it; it is refused")


def _not_one(archive: Path, pattern: str, count: int) -> TranslatorError:
    return TranslatorError(f"{archive.name} holds {count or 'no'} texts {pattern!r}, where one is expected")


def _not_a_file(archive: Path, name: str) -> TranslatorError:
    return TranslatorError(f"{archive.name} holds {name!r} as a link or something else that is no file; it is refused")
