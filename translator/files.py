"""Files that come from strangers: read only what is a plain file of a size that makes sense, within its folder."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

from translator.errors import TranslatorError

MOST_TOML = 1 << 18  # bytes; ours have a few thousand
MOST_DOTS = 256  # in a line: the parser takes the square of the time for a key of many dots


def check_file(path: Path, most: int, folder: Path | None = None) -> None:
    """Refuse what is no plain file, too large, or a link to somewhere else.

    Args:
        path: of the file.
        most: bytes that it may have.
        folder: that it must lie in, links followed; None does not care.

    Raises:
        TranslatorError: it is none to be read.
    """
    if path.is_symlink() and folder is not None and not path.resolve().is_relative_to(folder.resolve()):
        raise TranslatorError(f"{path} is a link to somewhere outside its folder; put the file itself there")
    if not path.is_file():
        raise TranslatorError(f"{path} is missing or no plain file; restore it")
    size = path.stat().st_size
    if size > most:
        raise TranslatorError(f"{path} has {size:,} bytes, more than the {most:,} it could need; restore it")


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file that is small enough to be a configuration.

    Raises:
        TranslatorError: it is no TOML, or too large.
        OSError: it cannot be read.
    """
    if path.exists() and not path.is_file():
        raise TranslatorError(f"{path} is no plain file")  # nobody waits for a pipe to fill
    with path.open("rb") as file:
        data = file.read(MOST_TOML + 1)
    if len(data) > MOST_TOML:
        raise TranslatorError(f"{path} is larger than {MOST_TOML:,} bytes, which no file of its kind is")
    try:
        text = data.decode("utf-8")
        if max(line.count(".") for line in text.split("\n")) > MOST_DOTS:
            raise TranslatorError(f"{path} has a line with over {MOST_DOTS} dots; break it up")
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError) as error:
        raise TranslatorError(f"{path} is not valid TOML: {error}") from error
    except RecursionError as error:
        raise TranslatorError(f"{path} is not valid TOML: it is nested too deeply") from error


def printable(text: str) -> str:
    """A text without what commands a terminal: control characters and those that turn the direction of writing."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
