"""How a text file is written: a byte order mark and line ends as in Windows, which its translation keeps."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from translator.errors import TranslatorError

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = "\ufeff"


@dataclass(frozen=True)
class Form:
    """What a file has besides its lines.

    Attributes:
        mark: a byte order mark at its beginning, or nothing.
        line_end: what stands before each newline, a carriage return or nothing.
    """

    mark: str = ""
    line_end: str = ""

    def lines(self, lines: list[str], *, first: bool) -> list[str]:
        """Lines as the file has them; ``first`` if they are at its beginning."""
        if not (self.mark or self.line_end):
            return lines
        mark = self.mark if first else ""
        return [f"{'' if number else mark}{line}{self.line_end}" for number, line in enumerate(lines)]


def form_of(path: Path | None) -> Form:
    """The form of a file, by its first line; of standard input or a pipe the plain one, as what is read is gone.

    Raises:
        TranslatorError: it cannot be read, or is UTF-16.
    """
    if path is None or not path.is_file():
        return Form()
    from translator.corpus.reading import open_text

    refuse_wide(path)
    with closing(open_text(path)) as file:
        try:
            line = file.readline()
        except Exception:  # damaged in one of many ways, of which whoever reads the lines says more
            return Form()
    text = line.decode("utf-8", errors="replace")
    return Form(_UTF8_MARK if text.startswith(_UTF8_MARK) else "", "\r" if text.endswith("\r\n") else "")


def refuse_wide(path: Path) -> None:
    """Refuse a file whose byte order mark says UTF-16, and say how it is converted.

    Raises:
        TranslatorError: it is such a file.
    """
    try:
        with path.open("rb") as file:
            start = file.read(2)
    except OSError:
        return  # whoever reads it says why it cannot be read
    if start in UTF16_MARKS:
        raise TranslatorError(f"{path} is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8 {path.name}")
