"""Fetching a file over HTTP: resumed where it broke off, verified, and in place only when it is whole.

Why not a library: pooch, opustools and mtdata begin again after every break, the latter two check no checksum, and
mtdata takes a wrong certificate for a right one; requests and httpx leave ranges, validators and retries to the caller,
which is all there is to do here. urllib has the rest (TLS, proxies from the environment, redirects).

A download grows in ``NAME.part``; beside it ``NAME.part.json`` says what is being fetched (address, ETag, length), so
that a later run goes on from there, but never joins two different files: the server is asked for the rest of the very
file that was begun (If-Range, RFC 9110 section 13.1.5), and where it names none only a checksum makes going on safe.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from translator import __version__
from translator.corpus.asking import BeginAgainError, BrokenOffError, ask
from translator.corpus.catalogue import RemoteFile
from translator.corpus.checksums import digest, matches
from translator.errors import TranslatorError

CHUNK = 1 << 16

Progress = Callable[[int, int | None], None]  # bytes so far, bytes in all
Note = Callable[[str], None]  # something a person should know


@dataclass(frozen=True)
class Patience:
    """How long to bear with a server.

    Attributes:
        timeout: seconds without a byte.
        waits: seconds before each further try; when all have passed without a byte more, the fetch has failed.
    """

    timeout: float = 30.0
    waits: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0, 16.0)


@dataclass
class _Begun:
    """What the ``.part`` file is a beginning of."""

    url: str
    validator: str | None = None  # a strong ETag, or else the date of the last change
    total: int | None = None

    @classmethod
    def read(cls, path: Path) -> _Begun | None:
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None


def fetch(
    file: RemoteFile,
    target: Path,
    *,
    url: str | None = None,
    patience: Patience,
    progress: Progress = lambda _done, _total: None,
    note: Note = lambda _text: None,
) -> None:
    """Fetch a file to ``target``, which comes into being whole and verified, or not at all.

    Args:
        file: what to fetch.
        target: where to; its folder must exist.
        url: of a mirror; by default the file's own.
        patience: with a slow or failing server.
        progress: told how far it has got.
        note: told of every break and fresh start.

    Raises:
        TranslatorError: the server doesn't have it, can't be reached or keeps breaking off; or what it sends is larger
            than, or other than, the file that is meant. What has come stays for the next run, unless it is wrong.
    """
    _Fetching(file, url or file.url, target, patience, progress, note).run()


@dataclass
class _Fetching:
    """One file on its way.

    Attributes:
        reached: whether the server has answered in this run.
        joined: whether what is here came in more than one answer.
    """

    file: RemoteFile
    url: str
    target: Path
    patience: Patience
    progress: Progress
    note: Note
    reached: bool = False
    joined: bool = False

    @property
    def part(self) -> Path:
        return self.target.with_name(self.target.name + ".part")

    @property
    def record(self) -> Path:
        return self.target.with_name(self.target.name + ".part.json")

    @property
    def not_known(self) -> str:
        return f"it is not the file that {self.file.known_from} knows; nothing of it was kept"

    def run(self) -> None:
        with self.part.open("ab", buffering=0) as out:  # unbuffered: what has come survives a kill
            try:
                self._until_right(out)
            finally:
                if not _size(out):
                    self._forget()
            os.fsync(out.fileno())
        self.part.replace(self.target)
        self.record.unlink(missing_ok=True)

    def _until_right(self, out: IO[bytes]) -> None:
        begun = self._usable(_Begun.read(self.record), out)
        while True:
            self._receive(begun, out)
            wrong = self._wrong(out)
            if wrong is None:
                return
            if not self.joined:
                self._forget()
                raise TranslatorError(wrong)
            self.note(f"{self.file.name}: its pieces do not make the right file; fetching it afresh")
            begun = self._afresh(out)

    def _usable(self, begun: _Begun | None, out: IO[bytes]) -> _Begun:
        if begun and begun.url == self.url and (begun.validator or self.file.checksum) and _size(out):
            self.joined = True
            return begun
        return self._afresh(out)

    def _afresh(self, out: IO[bytes]) -> _Begun:
        out.truncate(0)
        self.joined = False
        return _Begun(self.url)

    def _receive(self, begun: _Begun, out: IO[bytes]) -> None:
        """Ask until all is here."""
        waits, may_begin_again = list(self.patience.waits), True
        while not self._whole(begun, out):
            before = _size(out)
            try:
                self._ask(begun, out)
                return
            except BrokenOffError as error:
                grown = _size(out) > before
                waits = list(self.patience.waits) if grown else waits
                again = isinstance(error, BeginAgainError)
                if not waits or (again and not may_begin_again):
                    if self.file.checksum and matches(self.part, self.file.checksum):
                        return  # all is here; the server had promised more than there is
                    total = f" of {begun.total:,}" if begun.total else ""
                    later = "the same command goes on from there later" if _size(out) else "try again later"
                    raise TranslatorError(
                        f"{self.url}: {error}, again and again, after {_size(out):,}{total} bytes; {later}"
                    ) from error
                if again:
                    self.note(f"{self.file.name}: {error}; fetching it afresh")
                    may_begin_again, begun.validator, begun.total = False, None, None
                    self._afresh(out)
                    continue
                wait = waits.pop(0)
                self.note(f"{self.file.name}: {error} after {_size(out):,} bytes; going on in {wait:g} s")
                time.sleep(wait)

    def _whole(self, begun: _Begun, out: IO[bytes]) -> bool:
        expected = self.file.size or begun.total
        return expected is not None and _size(out) == expected > 0

    def _ask(self, begun: _Begun, out: IO[bytes]) -> None:
        """One request; whatever bytes come are in ``out`` when it ends, however it ends."""
        start = _size(out)
        headers = {"User-Agent": f"translator/{__version__}", "Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
            if begun.validator:
                headers["If-Range"] = begun.validator
        guarded = self.file.checksum is not None
        answer = ask(self.url, headers, timeout=self.patience.timeout, guarded=guarded, reached=self.reached)
        with closing(answer):
            self.reached = True
            begun.total = self._total(answer, begun, out)
            begun.validator = _validator(answer) or (begun.validator if self.joined else None)
            self.record.write_text(json.dumps(asdict(begun)), encoding="utf-8")
            self._copy(answer, begun.total, out)

    def _total(self, answer: http.client.HTTPResponse, begun: _Begun, out: IO[bytes]) -> int | None:
        """Bytes that the whole file will have, once it is sure that what comes now fits on to what is here."""
        start = _size(out)
        if answer.status == http.HTTPStatus.PARTIAL_CONTENT and start:
            match = re.fullmatch(r"bytes (\d{1,18})-\d+/(\d{1,18}|\*)", answer.headers.get("Content-Range", "").strip())
            total = int(match[2]) if match and match[2] != "*" else begun.total
            validator = _validator(answer)
            changed = begun.validator and validator and validator != begun.validator
            if not match or int(match[1]) != start or changed or (begun.total and total != begun.total):
                raise BeginAgainError("it has changed on the server")
            self.joined = True
        elif answer.status == http.HTTPStatus.OK:
            if start:
                self.note(f"{self.file.name}: the server does not go on from the middle; fetching it afresh")
                self._afresh(out)
            length = answer.headers.get("Content-Length", "").strip()
            total = int(length) if re.fullmatch(r"[0-9]{1,18}", length) else None
        else:
            raise TranslatorError(f"{self.url}: the server answers {answer.status} {answer.reason}, without a file")
        if self.file.size and total is not None and total != self.file.size:
            raise TranslatorError(f"{self.url} is to be {total:,} bytes long, not {self.file.size:,}: {self.not_known}")
        self._bound(total or 0)
        return total

    def _copy(self, answer: http.client.HTTPResponse, total: int | None, out: IO[bytes]) -> None:
        done = _size(out)
        self.progress(done, total)
        while total is None or done < total:
            try:
                # Never more than was announced: http.client does not count for read1.
                data = answer.read1(CHUNK if total is None else min(CHUNK, total - done))
            except TimeoutError as error:
                raise BrokenOffError(f"nothing came for {self.patience.timeout:g} s") from error
            except (OSError, http.client.HTTPException) as error:
                raise BrokenOffError("the connection broke off") from error
            if not data:
                break
            self._bound(done + len(data))
            out.write(data)
            done += len(data)
            self.progress(done, total)
        if total is not None and done < total:
            raise BrokenOffError("the connection broke off")

    def _bound(self, size: int) -> None:
        if size > self.file.largest:
            self._forget()
            raise TranslatorError(f"{self.url} has more than {self.file.largest:,} bytes: {self.not_known}")

    def _wrong(self, out: IO[bytes]) -> str | None:
        """What is wrong with a file that has come to its end."""
        if _size(out) == 0:
            return f"{self.url} is empty"
        if self.file.size and _size(out) != self.file.size:
            return f"{self.url} is {_size(out):,} bytes long, not {self.file.size:,}: {self.not_known}"
        checksum = self.file.checksum
        if checksum and not matches(self.part, checksum):
            found = digest(self.part, checksum.algorithm)
            return f"{self.url} has the {checksum.algorithm} {found}, not {checksum.value}: {self.not_known}"
        return None

    def _forget(self) -> None:
        self.part.unlink(missing_ok=True)
        self.record.unlink(missing_ok=True)


def _size(out: IO[bytes]) -> int:
    return os.fstat(out.fileno()).st_size


def _validator(answer: http.client.HTTPResponse) -> str | None:
    etag: str = answer.headers.get("ETag", "")
    if etag.startswith('"'):  # a weak one does not promise the same bytes
        return etag
    return answer.headers.get("Last-Modified") or None
