"""The catalogue of public corpora: what they are, where they lie, how to know them, and where the text is in them."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from translator.corpus.checksums import ALGORITHMS, Checksum
from translator.errors import TranslatorError
from translator.shipped import shipped_folder

SPLITS = ("train", "dev", "test")
CORPUS_KEYS = {"what", "licence", "from", "pairs", "unpacked", "files", *SPLITS}
FILE_KEYS = {"url", "size", "about", *ALGORITHMS}
MEGABYTE = 1_000_000
ROOM = 4  # a file may be so many times its rough size
LARGEST = 5_000 * MEGABYTE  # where nobody knows the size


@dataclass(frozen=True)
class RemoteFile:
    """A file that has to be fetched.

    Attributes:
        url: its address, http or https.
        size: bytes, exactly; None if nobody knows.
        about: bytes, roughly; None if nobody knows.
        checksum: None if nobody has published one.
        known_from: what the checksum and size are from, in words.
    """

    url: str
    size: int | None = None
    about: int | None = None
    checksum: Checksum | None = None
    known_from: str = "the catalogue"

    @property
    def name(self) -> str:
        """The last part of the address; it is what parts call the file."""
        return unquote(urlsplit(self.url).path.rsplit("/", 1)[-1])

    @property
    def largest(self) -> int:
        """Bytes beyond which it can't be the file that is meant."""
        return self.size or (self.about * ROOM + MEGABYTE if self.about else LARGEST)


@dataclass(frozen=True)
class Place:
    """Where a text is: a file's name, and a pattern for the member of it where it is an archive."""

    file: str
    member: str | None = None

    @classmethod
    def parse(cls, text: str) -> Place:
        """From ``file`` or ``file:member``."""
        file, _, member = text.partition(":")
        return cls(file, member or None)


@dataclass(frozen=True)
class Part:
    """A piece of a corpus: two texts in step, or two columns (counted from 0) of one table.

    Attributes:
        french, english: where the texts are; the same place for a table.
        columns: of French and English in the table; None for two texts.
    """

    french: Place
    english: Place
    columns: tuple[int, int] | None = None


@dataclass(frozen=True)
class Corpus:
    """A corpus of the catalogue.

    Attributes:
        name: what people call it by.
        what, licence, origin: in words.
        pairs: sentence pairs; None if nobody counted.
        unpacked: bytes that its texts may unpack to.
        files: to be fetched.
        splits: parts of "train", "dev" and "test", as far as it has them.
    """

    name: str
    what: str
    licence: str
    origin: str
    pairs: int | None
    unpacked: int
    files: tuple[RemoteFile, ...]
    splits: dict[str, tuple[Part, ...]]

    @property
    def size(self) -> tuple[int | None, bool]:
        """Bytes to fetch, and whether that is exact; None if nobody knows."""
        sizes = [file.size or file.about for file in self.files]
        exact = all(file.size for file in self.files)
        return (None, False) if None in sizes else (sum(size or 0 for size in sizes), exact)

    @property
    def checked_by(self) -> str:
        """The weakest checksum among its files, or "first use" where one has none."""
        kinds = [file.checksum.algorithm if file.checksum else "first use" for file in self.files]
        return max(kinds, key=[*ALGORITHMS, "first use"].index)


def load_catalogue(path: Path | None = None) -> dict[str, Corpus]:
    """Read a catalogue; None is the one that comes with the package.

    Raises:
        TranslatorError: the file cannot be read, or an entry is wrong.
    """
    path = path or shipped_folder("data") / "catalogue.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TranslatorError(f"cannot read the catalogue {path}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:  # of the TOML, or of UTF-8
        raise TranslatorError(f"the catalogue {path} is no TOML: {error}") from error
    corpora = {}
    for name, table in tables.items():
        try:
            corpora[name] = _corpus(name, table)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            missing = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise TranslatorError(f"catalogue {path}, [{name}]: {missing}") from error
    return corpora


def choose(catalogue: dict[str, Corpus], names: Sequence[str]) -> list[Corpus]:
    """The corpora of these names, each once.

    Raises:
        TranslatorError: there is no such corpus.
    """
    for name in names:
        if name not in catalogue:
            near = difflib.get_close_matches(name, catalogue, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "see: translator corpus list"
            raise TranslatorError(f"there is no corpus {name!r} in the catalogue; {hint}")
    return [catalogue[name] for name in dict.fromkeys(names)]


def _corpus(name: str, table: dict[str, Any]) -> Corpus:
    # A name becomes a folder's, a file's name a file's: neither may lead anywhere else.
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", name):
        raise ValueError("a name has small letters, digits, dots and dashes only")
    _no_others(table, CORPUS_KEYS)
    files = tuple(_file(entry) for entry in table["files"])
    known = {file.name for file in files}
    if len(known) != len(files):
        raise ValueError("two files have one name")
    splits = {split: tuple(_part(entry, known) for entry in table[split]) for split in SPLITS if split in table}
    if not splits or not all(splits.values()):
        raise ValueError("it has neither train nor dev nor test, or an empty one")
    used = {place.file for parts in splits.values() for part in parts for place in (part.french, part.english)}
    if known - used:
        raise ValueError(f"{min(known - used)!r} is not used")
    return Corpus(
        name=name,
        what=str(table["what"]),
        licence=str(table["licence"]),
        origin=str(table["from"]),
        pairs=_count(table, "pairs"),
        unpacked=(_count(table, "unpacked") or 0) * MEGABYTE,
        files=files,
        splits=splits,
    )


def _file(entry: dict[str, Any]) -> RemoteFile:
    _no_others(entry, FILE_KEYS)
    checksums = [Checksum(kind, str(entry[kind]).lower()) for kind in ALGORITHMS if kind in entry]
    for checksum in checksums:
        if not re.fullmatch(rf"[0-9a-f]{{{ALGORITHMS[checksum.algorithm]}}}", checksum.value):
            raise ValueError(f"{checksum.value!r} is no {checksum.algorithm}")
    file = RemoteFile(
        str(entry["url"]), _count(entry, "size"), _count(entry, "about"), checksums[0] if checksums else None
    )
    if urlsplit(file.url).scheme not in ("http", "https"):
        raise ValueError(f"{file.url!r} is neither http nor https")
    if not re.fullmatch(r"\w[\w.-]*", file.name, re.ASCII):
        raise ValueError(f"{file.url!r} does not end in a file's name")
    return file


def _part(entry: dict[str, Any], known: set[str]) -> Part:
    _no_others(entry, {"fr", "en", "tsv"})
    if "tsv" in entry:
        place = Place.parse(entry["tsv"])
        columns = (_count(entry, "fr"), _count(entry, "en"))
        if None in columns:
            raise ValueError("a tsv needs the columns fr and en")
        part = Part(place, place, (columns[0] or 0, columns[1] or 0))
    else:
        part = Part(Place.parse(entry["fr"]), Place.parse(entry["en"]))
    for place in (part.french, part.english):
        if place.file not in known:
            raise ValueError(f"{place.file!r} is not among its files")
    return part


def _count(table: dict[str, Any], key: str) -> int | None:
    value = table.get(key)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise ValueError(f"{key} is {value!r}, not a whole number")
    return value


def _no_others(table: dict[str, Any], keys: set[str]) -> None:
    others = sorted(set(table) - keys)
    if others:
        raise ValueError(f"unknown key {others[0]!r}")
