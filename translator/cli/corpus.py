"""`translator corpus`: find and fetch parallel text, clean, distil and count it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translator.cli.completion import model_names
from translator.cli.file_once import FileOnce
from translator.cli.output import refuse_overwriting
from translator.errors import TranslatorError

if TYPE_CHECKING:
    from translator.corpus.downloading import Downloaded

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Find and fetch public parallel text; clean, distil and count text.",
)

DOWNLOAD_EXAMPLES = """
Examples:

  translator corpus list

  translator corpus download tatoeba newstest     into corpora/NAME; again, to go on after a break

  translator corpus download multi30k --out /data --mirror https://example.org/corpora
"""
CLEAN_EXAMPLES = """
Example:

  translator corpus clean -s web.fr.gz -t web.en.gz --out-source clean.fr --out-target clean.en
"""
DISTIL_EXAMPLES = """
Example: a second text of the same sources, to train the next model on beside the first.

  translator corpus distil -m my-model -s train.fr -t train.en --out-source simpler.fr --out-target simpler.en
"""

Source = Annotated[Path, typer.Option("--source", "-s", help="Source sentences, one a line.", show_default=False)]
Target = Annotated[Path, typer.Option("--target", "-t", help="Target sentences, one a line.", show_default=False)]
OutSource = Annotated[Path, typer.Option(help="Where kept source sentences go.", show_default=False)]
OutTarget = Annotated[Path, typer.Option(help="Where kept target sentences go.", show_default=False)]
CatalogueFile = Annotated[
    Path | None, typer.Option("--catalogue", help="A catalogue of your own, instead of the one that comes along.")
]
Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


def corpus_names(incomplete: str) -> list[str]:
    """For completion in the shell: names of the catalogue that begin so."""
    from translator.corpus.catalogue import load_catalogue

    return [name for name in load_catalogue() if name.startswith(incomplete)]


@app.command("list")
def list_corpora(catalogue: CatalogueFile = None, as_json: Json = False) -> None:
    """List public corpora: pairs, size, how downloads are verified, licence.

    Piped, a line a corpus: name, pairs, bytes, sets, checksum, licence, what it is, with tabs between.
    """
    from translator.corpus.catalogue import load_catalogue
    from translator.show.corpora import catalogue_as_json, show_catalogue

    corpora = load_catalogue(catalogue).values()
    if as_json:
        typer.echo(json.dumps(catalogue_as_json(corpora), ensure_ascii=False, indent=2))
    else:
        show_catalogue(corpora)


@app.command(cls=FileOnce, epilog=DOWNLOAD_EXAMPLES)
def download(
    names: Annotated[
        list[str],
        typer.Argument(help="Corpora; see: translator corpus list", autocompletion=corpus_names, show_default=False),
    ],
    out: Annotated[Path, typer.Option(help="Folder of corpora; each gets one of its own in it.")] = Path("corpora"),
    mirror: Annotated[
        str | None,
        typer.Option(help="Address that holds NAME/FILE for every file.", envvar="TRANSLATOR_CORPUS_MIRROR"),
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds to bear without a byte.")] = 30.0,
    catalogue: CatalogueFile = None,
) -> None:
    """Fetch corpora, verify and unpack them, ready to train on; go on where an earlier download broke off."""
    from translator.cli.runner import note
    from translator.corpus.catalogue import choose, load_catalogue
    from translator.corpus.downloading import download as download_corpus
    from translator.corpus.fetching import Patience
    from translator.show.progress import fetch_progress

    if mirror is not None and not mirror.startswith(("http://", "https://")):
        raise TranslatorError(f"the mirror {mirror!r} is neither http:// nor https://")
    there = []
    for corpus in choose(load_catalogue(catalogue), names):
        found = download_corpus(
            corpus,
            out,
            mirror=mirror,
            patience=Patience(timeout=timeout),
            show_progress=fetch_progress,
            note=note,
        )
        sizes = ", ".join(f"{pairs:,} pairs in {split}" for split, pairs in found.splits.items())
        note(f"{found.folder}: {sizes}{'' if found.new else ', there already'}; licence: {corpus.licence}")
        there.append(found)
    note("next:")
    typer.echo(_next_line(there))


def _next_line(there: list[Downloaded]) -> str:
    """What to type now: train on what there is to train on, or else measure on what there is to test on."""
    import shlex

    def sides(split: str, source_flag: str, target_flag: str) -> list[str]:
        folders = [found.folder for found in there if split in found.splits]
        flags = ((source_flag, f"{split}.fr"), (target_flag, f"{split}.en"))
        return [word for folder in folders for flag, name in flags for word in (flag, str(folder / name))]

    train = sides("train", "--source", "--target")
    dev = sides("dev", "--dev-source", "--dev-target")
    if train:
        return shlex.join(["translator", "train", *train, *dev, "--out", "my-model"])
    named = [
        f"{flag} {shlex.quote(f'{found.folder.name}={found.folder / name}')}"
        for found in there
        for flag, name in (("-s", "test.fr"), ("-r", "test.en"))
    ]
    return f"translator evaluate -m fr-en-lstm {' '.join(named)}"


@app.command(cls=FileOnce, epilog=CLEAN_EXAMPLES)
def clean(
    source: Source,
    target: Target,
    out_source: OutSource,
    out_target: OutTarget,
    source_language: Annotated[str, typer.Option("--from", help="Language of the source.")] = "fr",
    target_language: Annotated[str, typer.Option("--to", help="Language of the target.")] = "en",
    max_words: Annotated[int, typer.Option(min=0, help="Longest sentence; 0 is no limit.")] = 120,
    max_ratio: Annotated[float, typer.Option(min=0, help="Longer side over shorter; 0 is no limit.")] = 3.0,
) -> None:
    """Leave out pairs that would teach nothing good, and say what was left out and why.

    Outputs are packed if they end in .gz, .xz or .zst, and are written whole or not at all.
    """
    from translator.corpus.cleaning import CleaningReport, CleaningRules
    from translator.corpus.cleaning import clean as clean_pairs
    from translator.corpus.reading import read_parallel
    from translator.corpus.writing import whole_files
    from translator.text.language import certain_language

    refuse_overwriting((out_source, out_target), (source, target))
    rules = CleaningRules(max_words, max_ratio, languages=(source_language, target_language))
    report = CleaningReport()
    with whole_files(out_source, out_target) as (sources, targets):
        for pair in clean_pairs(read_parallel(source, target), rules, report, certain_language):
            sources.write(pair[0] + "\n")
            targets.write(pair[1] + "\n")
    typer.echo(str(report), err=True)
    for reason, examples in report.examples.items():
        typer.echo(f"  {reason}, for example: {examples[0][0]!r} | {examples[0][1]!r}", err=True)


@app.command(cls=FileOnce, epilog=DISTIL_EXAMPLES)
def distil(
    source: Source,
    target: Target,
    model: Annotated[
        str,
        typer.Option(
            "--model",
            "-m",
            help="Model that translates: its name or folder.",
            autocompletion=model_names,
            show_default=False,
        ),
    ],
    out_source: OutSource,
    out_target: OutTarget,
    hypotheses: Annotated[int, typer.Option(min=1, max=100, help="Best translations to choose from.")] = 4,
    similarity: Annotated[
        float, typer.Option(min=0, max=1, help="Least share of words in common with the reference.")
    ] = 0.6,
    threads: Annotated[int, typer.Option(min=0, help="Batches translated side by side; 0 is all cores.")] = 0,
) -> None:
    """Write what a model says of the sources, where it is near the reference: simpler text to train a model on.

    Of each source's best translations the one nearest to the reference is taken (Kim & Rush 2016); it is left out if
    it is the reference itself, too unlike it, or holds a word that no reference has. Outputs are packed if they end in
    .gz, .xz or .zst, and are written whole or not at all.
    """
    from translator.corpus.distilling import DistilReport, survey
    from translator.corpus.distilling import distil as distil_pairs
    from translator.corpus.reading import read_parallel
    from translator.corpus.writing import whole_files
    from translator.decoding.translator import Translator
    from translator.show.progress import lines_progress

    refuse_overwriting((out_source, out_target), (source, target))
    report = DistilReport()
    known, total = survey(read_parallel(source, target))
    with (
        Translator.load(model, threads=threads) as translator,
        whole_files(out_source, out_target) as outputs,
        lines_progress(total) as advance,
    ):

        def translate(windows: Iterable[Sequence[str]]) -> Iterator[list[str]]:
            for found in translator.stream_windows(windows, nbest=hypotheses):
                advance(1)
                yield [translation.text for translation in found]

        for pair in distil_pairs(read_parallel(source, target), translate, known, similarity, report):
            for output, text in zip(outputs, pair, strict=True):
                output.write(text + "\n")
    typer.echo(str(report), err=True)


@app.command()
def stats(source: Source, target: Target, as_json: Json = False) -> None:
    """Count pairs, words (between spaces), characters and different pairs."""
    from translator.corpus.counting import count
    from translator.corpus.reading import read_parallel

    counts = count(read_parallel(source, target))
    if as_json:
        typer.echo(json.dumps(counts.to_json()))
        return
    typer.echo(f"pairs        {counts.pairs:,}")
    typer.echo(f"different    {counts.different:,}")
    typer.echo(f"empty        {counts.empty:,} with an empty side")
    for label, sides in (("words", counts.words), ("characters", counts.characters), ("longest", counts.longest)):
        unit = " words" if label == "longest" else ""
        typer.echo(f"{label:<12} {sides[0]:,} source, {sides[1]:,} target{unit}")
    typer.echo(f"words a pair {counts.mean_words[0]:.1f} source, {counts.mean_words[1]:.1f} target")
