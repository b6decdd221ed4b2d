"""`translator tokenizer`: train a tokenizer on its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def tokenizer(
    files: Annotated[list[Path], typer.Argument(help="Text files of both languages, a sentence a line.")],
    out: Annotated[Path, typer.Option(help="Where the tokenizer goes.")] = Path("tokenizer.model"),
    vocabulary: Annotated[int, typer.Option(min=300, help="Number of pieces.")] = 8000,
    pieces: Annotated[str, typer.Option(help="unigram or bpe.")] = "unigram",
) -> None:
    """Train a SentencePiece tokenizer for both languages."""
    from itertools import chain
    from typing import Literal, cast

    from translator.corpus.reading import read_lines
    from translator.text.normalise import normalise
    from translator.text.tokenizer import train_tokenizer

    if pieces not in ("unigram", "bpe"):
        raise typer.BadParameter(f"--pieces is {pieces}; it must be unigram or bpe")
    lines = chain.from_iterable(map(read_lines, files))
    texts = (text for text in map(normalise, lines) if text)
    kind = cast(Literal["unigram", "bpe"], pieces)
    trained = train_tokenizer(texts, vocabulary=vocabulary, kind=kind)
    out.write_bytes(trained.model)
    typer.echo(f"{out}: {len(trained):,} pieces", err=True)
