"""Regular expressions that are compiled when they are first used.

Compiling those for numbers, times, addresses and markup takes a tenth as long as a whole cold translation; most texts
that people type have none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property


class Pattern:
    """As `re.Pattern`, of which it has what this package uses."""

    def __init__(self, source: str, flags: int = 0) -> None:
        """Nothing is compiled yet.

        Args:
            source: the expression.
            flags: of `re`.
        """
        self._source, self._flags = source, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first place where it matches, from ``start`` on."""
        return self._compiled.search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Its match at ``start``."""
        return self._compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Its match with the whole text."""
        return self._compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, none within another."""
        return self._compiled.finditer(text)

    def findall(self, text: str) -> list[str]:
        """What all matches say, of an expression without groups."""
        return self._compiled.findall(text)

    def sub(self, new: str, text: str) -> str:
        """The text with ``new`` in the place of every match."""
        return self._compiled.sub(new, text)
