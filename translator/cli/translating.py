"""What `translate` does: choose the model, translate, print in the form that was asked for."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

from translator.cli.named_model import named_model
from translator.cli.output import output_to
from translator.cli.runner import WrongUsageError, warn
from translator.cli.settings import blaming
from translator.decoding.model_folder import LANGUAGE_NAMES, ModelFolder, model_for
from translator.decoding.translator import EngineName, Translator
from translator.errors import TranslatorError
from translator.text.language import OTHER, guess_language

if TYPE_CHECKING:
    from translator.decoding.translation import Translation
    from translator.text.typography import Style


ONE_OF_SEVERAL = "alternatives are of single sentences; of several sentences together there is one translation"


@dataclass(frozen=True)
class Request:
    """What the command line asked for.

    Attributes:
        given: parameters that stand on the command line, by name; the others are defaults.
        typed_format: of --format, whatever --json says.
        sign: what a flag begins with where the person is: "--", or "/" at the prompt.
    """

    source: str
    target: str | None
    cell: str
    model: str | None
    beam: int
    nbest: int
    align: bool | None
    heatmap: bool
    plot: Path | None
    output_format: str
    output_file: Path | None
    engine: str
    threads: int
    batch_size: int
    device: str = "cpu"
    processes: int = 1
    resume: bool = False
    typography: str = "full"
    given: frozenset[str] = frozenset()
    typed_format: str = "text"
    sign: str = "--"


def choose_model(request: Request, sample: str) -> ModelFolder:
    """The model for a request; ``sample`` decides the direction where the request leaves it open.

    Raises:
        TranslatorError: there is no such model, or it translates another way than was asked for.
    """
    if request.source == "auto" and guess_language(sample).is_foreign:
        raise TranslatorError(
            "this looks like neither French nor English; if it is one of them, say --from fr or --from en"
        )
    languages = {"from": request.source, "to": request.target}
    if not request.model:
        with blaming(languages | {"cell": request.cell}):
            return _model_by_direction(request, sample)
    with blaming({"model": request.model}):
        folder = named_model(request.model)
    with blaming({"model": request.model} | languages):
        check_direction(folder, request.source, request.target)
    if request.given >= {"model", "cell"} and folder.network.cell != request.cell:
        raise WrongUsageError(
            f"{folder.name} is of the cell {folder.network.cell}; leave out --cell {request.cell}, or --model"
        )
    return folder


def check_direction(folder: ModelFolder, source: str | None, target: str | None) -> None:
    """Whether a model translates as was asked for; None and "auto" ask for nothing.

    Raises:
        TranslatorError: it translates another way.
    """
    for asked, has, flag in (
        (source, folder.source_language, "--from"),
        (target, folder.target_language, "--to"),
    ):
        if asked not in (None, "auto", has):
            way = f"{folder.source_language} to {folder.target_language}"
            raise TranslatorError(f"{folder.name} translates {way}; leave out {flag} {asked}")


def model_by_languages(source: str, target: str | None, cell: str) -> ModelFolder:
    """The known model from a language into another, by default the other one.

    Raises:
        TranslatorError: there is none, or the two are the same.
    """
    target = target or OTHER[source]
    if target == source:
        raise WrongUsageError(f"--from and --to are both {source}; one must be fr and the other en")
    return model_for(source, target, cell)


def load_translator(request: Request, folder: ModelFolder) -> Translator:
    """The translator for a model, with the engine that was asked for."""
    engine = cast(EngineName, request.engine)
    with blaming({"engine": engine, "device": request.device} if engine == "torch" else {}):
        return Translator.load(folder.path, engine=engine, threads=request.threads, device=request.device)


def _model_by_direction(request: Request, sample: str) -> ModelFolder:
    source = request.source
    if source == "auto" and request.target:
        source = OTHER[request.target]
    if source == "auto":
        return _model_by_guess(request.cell, sample, request.sign)
    return model_by_languages(source, request.target, request.cell)


def _model_by_guess(cell: str, sample: str, sign: str) -> ModelFolder:
    """The model for the likelier language; where that is a close call, whichever there is."""
    guess = guess_language(sample)
    source, other = guess.language, OTHER[guess.language]
    if guess.is_certain:
        return model_for(source, other, cell)
    try:
        model = model_for(source, other, cell)
    except TranslatorError:
        try:
            model = model_for(other, source, cell)
        except TranslatorError:
            return model_for(source, other, cell)
    if any(character.isalpha() for character in sample):
        found = model.source_language
        warn(f"took the text for {LANGUAGE_NAMES[found]}; {sign}from {OTHER[found]} says otherwise")
    return model


def translate_text(text: str, request: Request) -> None:
    """Translate one text and print it."""
    translator = load_translator(request, choose_model(request, text))
    with output_to(request.output_file) as out:
        show_text(text, translator, request, out)


def show_text(text: str, translator: Translator, request: Request, out: TextIO) -> None:
    """Translate one text with a translator at hand and print it with what was asked for."""
    translations = translator.translate_nbest(text, request.nbest, beam=request.beam)
    if request.plot and not translations[0].attention.size:
        raise TranslatorError(f"{request.plot} is not drawn: there is no word in the text or its translation")
    if has_one_of_several(translations, request):
        warn(ONE_OF_SEVERAL)
    table = request.align if request.align is not None else out.isatty()
    for rank, translation in enumerate(translations, start=1):
        if rank > 1 and request.output_format == "text" and (table or request.heatmap):
            print(file=out)  # where each has its table, a blank line keeps them apart
        print_translation(translation, request, out, table=table)
        if request.plot:
            _plot(translation, _numbered(request.plot, rank, len(translations)))


def has_one_of_several(translations: list[Translation], request: Request) -> bool:
    """Whether several translations were asked for of a text of several sentences, which has one."""
    return len(translations) < request.nbest and len(translations[0].sentences) > 1


def _plot(translation: Translation, path: Path) -> None:
    from translator.show.plot import write_plot

    if lacking := write_plot(translation, path):
        warn(f"{path} has boxes where the font lacks {lacking}; .html and .svg have the characters themselves")


def _numbered(path: Path, rank: int, count: int) -> Path:
    """The file of one of several plots: a.png, a-2.png, a-3.png."""
    return path if rank == 1 or count == 1 else path.with_stem(f"{path.stem}-{rank}")


def rendered(translation: Translation, request: Request) -> list[str]:
    """The lines that a file gets for a translation: one, and below it what was asked for besides."""
    out = io.StringIO()
    print_translation(translation, request, out, table=bool(request.align))
    return out.getvalue().removesuffix("\n").split("\n")


def finished(translation: Translation, request: Request) -> Translation:
    """The translation as it is printed: with its language's numbers, and French with its typography."""
    from translator.decoding.typesetting import typeset

    return typeset(translation, cast("Style", request.typography))


def print_translation(translation: Translation, request: Request, out: TextIO, *, table: bool) -> None:
    """Print a translation in the form that was asked for."""
    translation = finished(translation, request)
    if request.output_format == "json":
        print(json.dumps(translation.to_json(), ensure_ascii=False), file=out)
        return
    print(translation.pharaoh if request.output_format == "pharaoh" else translation.text, file=out)
    if table or request.heatmap:
        from translator.show.console import console_on, print_on

        console = console_on(out)
        if table:
            from translator.show.alignment import alignment_table

            print_on(console, alignment_table(translation, width=console.width))
        if request.heatmap:
            from translator.show.heatmap import heatmap

            print_on(console, heatmap(translation, width=console.width))
