"""What `translator align` does: choose models, align files as a stream, print."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TextIO, cast

from translator.cli.named_model import named_model
from translator.cli.output import output_to, refuse_overwriting
from translator.cli.runner import warn
from translator.corpus.reading import Pair, read_parallel
from translator.decoding.aligner import LONGEST, Aligner
from translator.decoding.alignment import AlignedPair, agreed_links
from translator.decoding.model_folder import ModelFolder, model_for
from translator.decoding.translator import EngineName
from translator.errors import TranslatorError
from translator.text.language import LINES_TO_GUESS_BY, OTHER, guess_language
from translator.text.links import AGREEMENT, SYMMETRISATIONS, Links, from_pharaoh, to_pharaoh, transpose

DEFAULT_SYMMETRISATION = "grow-diag-final-and"
SURE = 0.95  # probability of the other language from which a model given for it is taken for a mistake


@dataclass(frozen=True)
class Job:
    """What the command line asked for."""

    source: Path
    target: Path
    model: str | None
    reverse_model: str | None
    language: str
    cell: str
    symmetrise: str | None
    tokenised: bool
    form: str
    output: Path | None
    engine: str
    threads: int


def align_files(job: Job) -> None:
    """Align two files; a line comes out for every pair."""
    refuse_overwriting([job.output], [job.source, job.target])
    pairs = read_parallel(job.source, job.target)
    sample = list(islice(pairs, LINES_TO_GUESS_BY))
    model = _model(job, "\n".join(source for source, _ in sample))
    aligned = _aligner(job, model).align(chain(sample, pairs))
    merged: Iterator[tuple[AlignedPair, Links]] = ((pair, pair.alignment) for pair in aligned)
    if job.symmetrise:
        merged = _both_ways(job, model, merged)
    left_out = 0
    with output_to(job.output) as out:
        for pair, links in merged:
            left_out += bool(not pair.sentences and pair.source.strip() and pair.text.strip())
            _print(pair, links, job.form, out)
    if left_out:
        warn(f"{left_out:,} pairs have no links: a side is longer than {LONGEST} pieces, or holds nothing readable")


def align_by_eflomal(source: Path, target: Path, symmetrise: str, tokenised: bool, output: Path | None) -> None:
    """Align two files by eflomal in both directions, and symmetrise its links ourselves."""
    from translator.corpus.eflomal import eflomal_links

    refuse_overwriting([output], [source, target])
    merge = SYMMETRISATIONS[symmetrise or DEFAULT_SYMMETRISATION]
    found = eflomal_links(read_parallel(source, target), tokenised=tokenised)
    with output_to(output) as out:
        for forward, backward in found:
            print(to_pharaoh(merge(forward, backward)), file=out)


def merge_files(forward: Path, backward: Path, symmetrise: str, output: Path | None) -> None:
    """Symmetrise two files of links, pair by pair."""
    merge = SYMMETRISATIONS[symmetrise]
    refuse_overwriting([output], [forward, backward])
    with output_to(output) as out:
        for number, (one, other) in enumerate(read_parallel(forward, backward), start=1):
            links = (_read(forward, number, one), _read(backward, number, other))
            print(to_pharaoh(merge(*links)), file=out)


def _read(path: Path, number: int, line: str) -> Links:
    try:
        sure, possible = from_pharaoh(line)
    except ValueError as error:
        raise TranslatorError(f"{path}, line {number}: '{error}' is no link; write 0-1") from error
    return sure + possible


def _both_ways(
    job: Job, model: ModelFolder, forward: Iterator[tuple[AlignedPair, Links]]
) -> Iterator[tuple[AlignedPair, Links]]:
    """Pairs with their links after those of the other direction are merged in."""
    assert job.symmetrise is not None
    reverse = _reverse_model(job, model)
    swapped: Iterator[Pair] = ((target, source) for source, target in read_parallel(job.source, job.target))
    for (pair, links), other in zip(forward, _aligner(job, reverse).align(swapped), strict=True):
        if job.symmetrise == AGREEMENT:
            yield pair, agreed_links(pair, other)
        else:
            yield pair, SYMMETRISATIONS[job.symmetrise](links, transpose(other.alignment))


def _aligner(job: Job, model: ModelFolder) -> Aligner:
    return Aligner.load(model, tokenised=job.tokenised, workers=job.threads, engine=cast(EngineName, job.engine))


def _model(job: Job, sample: str) -> ModelFolder:
    if job.model:
        model = named_model(job.model)
        if job.language not in ("auto", model.source_language):
            way = f"{model.source_language} to {model.target_language}"
            raise TranslatorError(f"{model.name} reads {way}; leave out --from {job.language}")
        guess = guess_language(sample)
        if job.language == "auto" and guess.language == model.target_language and guess.probability > SURE:
            raise TranslatorError(
                f"{job.source} looks like the language that {model.name} writes, not the one it reads; exchange "
                f"--source and --target, take another --model, or say --from {model.source_language}"
            )
        return model
    source = guess_language(sample).language if job.language == "auto" else job.language
    return model_for(source, OTHER[source], job.cell)


def _reverse_model(job: Job, model: ModelFolder) -> ModelFolder:
    if job.reverse_model is None:
        return model_for(model.target_language, model.source_language, job.cell)
    reverse = named_model(job.reverse_model)
    if (reverse.source_language, reverse.target_language) != (model.target_language, model.source_language):
        raise TranslatorError(
            f"{reverse.name} reads {reverse.source_language} to {reverse.target_language} and {model.name} "
            f"{model.source_language} to {model.target_language}; --reverse-model must go the other way"
        )
    return reverse


def _print(pair: AlignedPair, links: Links, form: str, out: TextIO) -> None:
    if form == "pharaoh":
        print(to_pharaoh(links), file=out)
    elif form == "json":
        print(
            json.dumps(pair.alignment_json() | {"alignment": [list(link) for link in links]}, ensure_ascii=False),
            file=out,
        )
    else:
        from translator.show.alignment import alignment_table
        from translator.show.console import console_on, print_on

        console = console_on(out)
        console.print(f"{pair.source} | {pair.text}", style="bold", soft_wrap=True)
        print_on(console, alignment_table(pair, width=console.width))
