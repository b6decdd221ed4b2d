"""Checksums: how a file is known."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

ALGORITHMS = {"sha256": 64, "sha1": 40, "md5": 32}  # hexadecimal digits; the best first


@dataclass(frozen=True)
class Checksum:
    """What a file must hash to.

    Attributes:
        algorithm: "sha256"; or "sha1" or "md5", which tell a damaged file but not a forged one.
        value: in hexadecimal digits.
    """

    algorithm: str
    value: str


def digest(path: Path, algorithm: str = "sha256") -> str:
    """A file's checksum in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()


def matches(path: Path, checksum: Checksum | None) -> bool:
    """Whether a file has this checksum; any file has None."""
    return checksum is None or digest(path, checksum.algorithm) == checksum.value
