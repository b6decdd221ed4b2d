"""The catalogue on a terminal."""

from __future__ import annotations

import io

from rich.console import Console

from translator.corpus.catalogue import load_catalogue
from translator.show.corpora import _table


def test_the_table_fits_and_names_every_corpus_with_its_licence() -> None:
    catalogue = load_catalogue()
    file = io.StringIO()
    Console(file=file, width=80).print(_table(list(catalogue.values())))
    lines = file.getvalue().splitlines()
    assert max(len(line.rstrip()) for line in lines) <= 80
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == ["corpus", *catalogue]
    words = " ".join(" ".join(lines).split())
    for corpus in catalogue.values():
        assert f"Licence: {corpus.licence}." in words
