"""`translator corpus`: clean parallel text and count it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Clean parallel text, and count it.")

Source = Annotated[Path, typer.Option(help="Source sentences, one a line.", show_default=False)]
Target = Annotated[Path, typer.Option(help="Target sentences, one a line.", show_default=False)]


@app.command()
def clean(
    source: Source,
    target: Target,
    out_source: Annotated[Path, typer.Option(help="Where kept source sentences go.", show_default=False)],
    out_target: Annotated[Path, typer.Option(help="Where kept target sentences go.", show_default=False)],
    source_language: Annotated[str, typer.Option("--from", help="Language of the source.")] = "fr",
    target_language: Annotated[str, typer.Option("--to", help="Language of the target.")] = "en",
    max_words: Annotated[int, typer.Option(min=0, help="Longest sentence; 0 is no limit.")] = 120,
    max_ratio: Annotated[float, typer.Option(min=0, help="Longer side over shorter; 0 is no limit.")] = 3.0,
) -> None:
    """Leave out pairs that would teach nothing good, and say what was left out and why."""
    from translator.corpus.cleaning import CleaningReport, CleaningRules
    from translator.corpus.cleaning import clean as clean_pairs
    from translator.corpus.reading import read_parallel
    from translator.text.language import certain_language

    rules = CleaningRules(max_words, max_ratio, languages=(source_language, target_language))
    report = CleaningReport()
    with out_source.open("w", encoding="utf-8") as sources, out_target.open("w", encoding="utf-8") as targets:
        for pair in clean_pairs(read_parallel(source, target), rules, report, certain_language):
            sources.write(pair[0] + "\n")
            targets.write(pair[1] + "\n")
    typer.echo(str(report), err=True)
    for reason, examples in report.examples.items():
        typer.echo(f"  {reason}, for example: {examples[0][0]!r} | {examples[0][1]!r}", err=True)


@app.command()
def stats(source: Source, target: Target) -> None:
    """Count pairs, words and characters."""
    from translator.corpus.reading import read_parallel

    pairs, words, characters = 0, [0, 0], [0, 0]
    for pair in read_parallel(source, target):
        pairs += 1
        for side, text in enumerate(pair):
            words[side] += len(text.split())
            characters[side] += len(text)
    typer.echo(f"pairs        {pairs:,}")
    for label, counts in (("words", words), ("characters", characters)):
        typer.echo(f"{label:<12} {counts[0]:,} source, {counts[1]:,} target")
