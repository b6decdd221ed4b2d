"""The catalogue of corpora: a table for people, lines for pipes, JSON for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from translator.show.console import console_on, print_on

if TYPE_CHECKING:
    from rich.console import RenderableType

    from translator.corpus.catalogue import Corpus

COLUMNS = ("name", "pairs", "bytes", "sets", "checksum", "licence", "what")


def show_catalogue(corpora: Iterable[Corpus]) -> None:
    """On a terminal a table; else a line a corpus, tab-separated in the order of `COLUMNS`, "?" where nobody knows."""
    if sys.stdout.isatty():
        print_on(console_on(sys.stdout), _table(list(corpora)))
        return
    for corpus in corpora:
        size, exact = corpus.size
        pairs = "?" if corpus.pairs is None else str(corpus.pairs)
        amount = "?" if size is None else f"{'' if exact else '~'}{size}"
        sets = "+".join(corpus.splits)
        print("\t".join((corpus.name, pairs, amount, sets, corpus.checked_by, corpus.licence, corpus.what)))


def _table(corpora: list[Corpus]) -> RenderableType:
    """A row of facts for each corpus, and below it, over the whole width, what is said in words."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    rows = [("corpus", "pairs", "to fetch", "checksum", "sets")]
    for corpus in corpora:
        pairs = "?" if corpus.pairs is None else f"{corpus.pairs:,}"
        rows.append((corpus.name, pairs, _amount(*corpus.size), corpus.checked_by, ", ".join(corpus.splits)))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines: list[RenderableType] = []
    for row, about in zip(rows, [None, *corpora], strict=True):
        cells = [
            cell.rjust(width) if column in (1, 2) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        others = f"  {'  '.join(cells[1:])}".rstrip()
        lines.append(Text().append(cells[0], "bold").append(others, "" if about else "bold"))
        if about:
            words = Text(f"{about.what[:1].upper()}{about.what[1:]}. ")
            lines.append(Padding(words.append(f"Licence: {about.licence}.", "dim"), (0, 0, 0, 2)))
    return Group(*lines)


def catalogue_as_json(corpora: Iterable[Corpus]) -> list[dict[str, Any]]:
    """One object a corpus; null where nobody knows."""
    return [
        {
            "name": corpus.name,
            "what": corpus.what,
            "licence": corpus.licence,
            "from": corpus.origin,
            "pairs": corpus.pairs,
            "bytes": corpus.size[0],
            "bytes_exact": corpus.size[1],
            "sets": list(corpus.splits),
            "files": [
                {
                    "url": file.url,
                    "bytes": file.size,
                    "checksum": f"{file.checksum.algorithm}:{file.checksum.value}" if file.checksum else None,
                }
                for file in corpus.files
            ],
        }
        for corpus in corpora
    ]


def _amount(size: int | None, exact: bool) -> str:
    from rich.filesize import decimal

    return "?" if size is None else f"{'' if exact else '~'}{decimal(size)}"
