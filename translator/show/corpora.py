"""The catalogue of corpora, and how far a download has got."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from translator.show.console import console_on, print_on, stderr_console

if TYPE_CHECKING:
    from translator.corpus.catalogue import Corpus

COLUMNS = ("name", "pairs", "bytes", "sets", "checksum", "licence", "what")


def show_catalogue(corpora: Iterable[Corpus]) -> None:
    """On a terminal a table; else a line a corpus, tab-separated in the order of `COLUMNS`, "?" where nobody knows."""
    if not sys.stdout.isatty():
        for corpus in corpora:
            size, exact = corpus.size
            pairs = "?" if corpus.pairs is None else str(corpus.pairs)
            amount = "?" if size is None else f"{'' if exact else '~'}{size}"
            cells = (
                corpus.name,
                pairs,
                amount,
                "+".join(corpus.splits),
                corpus.checked_by,
                corpus.licence,
                corpus.what,
            )
            print("\t".join(cells))
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("corpus", no_wrap=True)
    table.add_column("pairs", justify="right", no_wrap=True)
    table.add_column("fetch", justify="right", no_wrap=True)
    table.add_column("checksum")
    table.add_column("what it is; its sets; its licence", ratio=1)
    for corpus in corpora:
        size, exact = corpus.size
        about = Text(f"{corpus.what}\n")
        about.append(f"{', '.join(corpus.splits)} · licence: {corpus.licence}", style="dim")
        pairs = "?" if corpus.pairs is None else f"{corpus.pairs:,}"
        table.add_row(Text(corpus.name, style="bold"), pairs, _amount(size, exact), corpus.checked_by, about)
    print_on(console_on(sys.stdout), table)


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


@contextmanager
def fetch_progress(name: str) -> Iterator[Callable[[int, int | None], None]]:
    """A bar on standard error while a file comes, if that is a terminal; else a line at the beginning."""
    console = stderr_console()
    if not (sys.stderr.isatty() and console.is_terminal and not console.is_dumb_terminal):
        print(f"fetching {name}", file=sys.stderr)
        yield lambda _done, _total: None
        return
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(bar_width=None), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _amount(size: int | None, exact: bool) -> str:
    from rich.filesize import decimal

    return "?" if size is None else f"{'' if exact else '~'}{decimal(size)}"
