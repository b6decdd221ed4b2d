"""A corpus of the catalogue on this machine: fetched, verified, unpacked, and in its folder when all is done.

In the folder of corpora, ``.downloads/NAME`` holds what is under way, ``NAME/`` appears in one step at the end, and
``corpora.lock`` keeps the sha256 of every file at its first download: where nobody has published a checksum, the first
download is trusted, and later ones, and those of other people who are given the lock file, must be the same bytes.
"""

from __future__ import annotations

import datetime
import fcntl
import os
import shutil
import tomllib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import tomli_w

from translator.corpus.assembling import Assembled, assemble
from translator.corpus.catalogue import Corpus, RemoteFile
from translator.corpus.checksums import Checksum, digest, matches
from translator.corpus.fetching import Note, Patience, Progress, fetch
from translator.errors import TranslatorError

LOCK_FILE = "corpora.lock"
ABOUT_FILE = "source.toml"
UNDER_WAY = ".downloads"

ShowProgress = Callable[[str], AbstractContextManager[Progress]]  # given a file's name


@dataclass(frozen=True)
class Downloaded:
    """A corpus that is there.

    Attributes:
        folder: where ``train.fr``, ``train.en`` and so on lie.
        splits: which of train, dev and test there are, with their number of pairs.
        new: whether this call brought it.
    """

    folder: Path
    splits: dict[str, int]
    new: bool


def download(
    corpus: Corpus,
    folder: Path,
    *,
    mirror: str | None = None,
    patience: Patience,
    show_progress: ShowProgress,
    note: Note,
) -> Downloaded:
    """Bring a corpus into ``folder/NAME``, unless it is there.

    Args:
        corpus: of the catalogue.
        folder: of all corpora; it is made if need be.
        mirror: address that holds NAME/FILE for every file, instead of the publishers' own.
        patience: with servers.
        show_progress: opens a bar for a file.
        note: told what a person should know.

    Raises:
        TranslatorError: it cannot be fetched, is not what it should be, or its place is taken; ``folder/NAME`` is
            then not there.
    """
    place = folder / corpus.name
    if (place / ABOUT_FILE).is_file():
        shutil.rmtree(folder / UNDER_WAY / corpus.name, ignore_errors=True)  # of a run killed at its very end
        return Downloaded(place, _pairs(place / ABOUT_FILE), new=False)
    if place.exists() or place.is_symlink():
        raise TranslatorError(f"{place} is in the way and was not downloaded; move it, or choose another --out")
    work = folder / UNDER_WAY / corpus.name
    made = not folder.exists()
    work.mkdir(parents=True, exist_ok=True)
    try:
        with _alone(work):
            files = list(_fetched(corpus, folder, mirror, patience, show_progress, note))
            splits = _assemble(corpus, work, note)
            _write_about(corpus, work, splits, files, mirror)
            _remember(folder, {file.url: file.sha256 for file in files})
            (work / "text").replace(place)
            shutil.rmtree(work)
    finally:
        # Folders in which nothing lies, as where there is no network; others may be under way beside it.
        for emptied in (work, work.parent, *([folder] if made else [])):
            with suppress(OSError):
                emptied.rmdir()
    return Downloaded(place, {split.split: split.pairs for split in splits}, new=True)


@dataclass(frozen=True)
class _Fetched:
    url: str
    sha256: str
    verified_by: str


def _fetched(
    corpus: Corpus, folder: Path, mirror: str | None, patience: Patience, show_progress: ShowProgress, note: Note
) -> Iterator[_Fetched]:
    lock = _read_toml(folder / LOCK_FILE)
    for file in corpus.files:
        known = _known(file, lock, folder)
        target = folder / UNDER_WAY / corpus.name / file.name
        url = f"{mirror.rstrip('/')}/{corpus.name}/{file.name}" if mirror else file.url
        if not (target.is_file() and matches(target, known.checksum)):
            with show_progress(file.name) as progress:
                fetch(known, target, url=url, patience=patience, progress=progress, note=note)
        sha256 = digest(target)
        if known.checksum is None:
            note(f"{file.name}: no checksum is known; its sha256 is {sha256}, kept in {folder / LOCK_FILE}")
        verified_by = known.checksum.algorithm if known.checksum else "nothing: it was the first download"
        yield _Fetched(file.url, sha256, verified_by)


def _assemble(corpus: Corpus, work: Path, note: Note) -> list[Assembled]:
    text = work / "text"
    shutil.rmtree(text, ignore_errors=True)  # of a run that was killed
    text.mkdir()
    note(f"{corpus.name}: unpacking")
    try:
        splits = assemble(corpus, work, text)
    except TranslatorError as error:
        # Whole as they may be, these files are no use: kept, they would be taken again.
        shutil.rmtree(work)
        raise TranslatorError(f"{corpus.name}: {error}; nothing of it was kept") from error
    for split in splits:
        for count, reason in ((split.damaged, "damaged lines"), (split.empty, "an empty side")):
            if count:
                note(f"{corpus.name}: {count:,} pairs of {split.split} left out for {reason}")
    return splits


def _known(file: RemoteFile, lock: dict[str, Any], folder: Path) -> RemoteFile:
    """The file with the best checksum there is: the catalogue's, or that of its first download."""
    entry = lock.get(file.url)
    if file.checksum or not isinstance(entry, dict) or "sha256" not in entry:
        return file
    return replace(file, checksum=Checksum("sha256", str(entry["sha256"])), known_from=str(folder / LOCK_FILE))


def _remember(folder: Path, sums: dict[str, str]) -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    first = {url: {"sha256": value, "first": today} for url, value in sums.items()}
    path = folder / LOCK_FILE
    with _locked(folder, wait=True):
        _write_toml(path, first | _read_toml(path), "# sha256 of files at their first download")


def _write_about(
    corpus: Corpus, work: Path, splits: list[Assembled], files: list[_Fetched], mirror: str | None
) -> None:
    about = {
        "name": corpus.name,
        "what": corpus.what,
        "licence": corpus.licence,
        "from": corpus.origin,
        "downloaded": datetime.datetime.now(datetime.UTC).date(),
        "pairs": {split.split: split.pairs for split in splits},
        "files": [asdict(file) for file in files],
    } | ({"mirror": mirror} if mirror else {})
    _write_toml(work / "text" / ABOUT_FILE, about, "# where these texts are from")


def _pairs(path: Path) -> dict[str, int]:
    pairs = _read_toml(path).get("pairs")
    if not isinstance(pairs, dict) or not all(isinstance(number, int) for number in pairs.values()):
        raise TranslatorError(f"{path} is damaged (no number of pairs); remove the folder and download it again")
    return pairs


def _write_toml(path: Path, table: dict[str, Any], comment: str) -> None:
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        file.write(f"{comment}\n{tomli_w.dumps(table)}".encode())
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError) as error:
        raise TranslatorError(f"{path} is damaged ({error}); mend or remove it") from error


@contextmanager
def _alone(work: Path) -> Iterator[None]:
    try:
        with _locked(work, wait=False):
            yield
    except BlockingIOError as error:
        raise TranslatorError(f"{work.name} is being downloaded by another process; wait for it") from error


@contextmanager
def _locked(folder: Path, *, wait: bool) -> Iterator[None]:
    """Keep other processes from this folder; the lock goes with the process, however that ends."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(descriptor)
