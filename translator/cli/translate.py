"""`translate`: text in, translation out, and on a terminal the alignment table under it."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from translator.cli.runner import run
from translator.show.console import as_utf8

EXAMPLES = """
Examples:

  translate "Je suis étudiant"                the translation, and where each word came from

  translate --heatmap --nbest 3 "Il pleut."   three translations, each with all its weights

  translate --plot pluie.html "Il pleut."     the weights as a page; .png and .svg too

  translate < lettre.txt > letter.txt         a line out for every line in

  translate -i notes.md -o notes.en.md        a document: Markdown, HTML, subtitles (.srt, .vtt)

  translate --json "Elle mange une pomme."    words, weights and links for a program
"""


class Cell(StrEnum):
    """The recurrent cell of the model to use."""

    lstm = "lstm"
    gru = "gru"


class Language(StrEnum):
    """Of the text."""

    fr = "fr"
    en = "en"
    auto = "auto"


class TargetLanguage(StrEnum):
    """Of the translation."""

    fr = "fr"
    en = "en"


class EngineChoice(StrEnum):
    """What runs the network."""

    onnx = "onnx"
    torch = "torch"


class OutputFormat(StrEnum):
    """What is printed."""

    text = "text"
    json = "json"
    pharaoh = "pharaoh"


class Typography(StrEnum):
    """Of French output."""

    full = "full"
    plain = "plain"
    off = "off"


app = typer.Typer(add_completion=True, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command(epilog=EXAMPLES)
def translate(
    text: Annotated[
        list[str] | None, typer.Argument(help="Words to translate, as one text. None: standard input.")
    ] = None,
    source: Annotated[Language, typer.Option("--from", help="Language of the text.")] = Language.auto,
    target: Annotated[TargetLanguage | None, typer.Option("--to", help="Language to translate into.")] = None,
    cell: Annotated[Cell, typer.Option(help="Which network: LSTM or GRU.")] = Cell.lstm,
    model: Annotated[str | None, typer.Option(help="A model by name, or its folder.", show_default=False)] = None,
    beam: Annotated[int, typer.Option(min=1, max=100, help="Hypotheses kept at each step; 1 is greedy.")] = 5,
    nbest: Annotated[int, typer.Option(min=1, max=100, help="Translations to print, best first.")] = 1,
    align: Annotated[
        bool | None, typer.Option("--align/--no-align", help="The alignment table (default: on a terminal).")
    ] = None,
    heatmap: Annotated[bool, typer.Option("--heatmap", help="All attention weights as a grid.")] = False,
    plot: Annotated[
        Path | None, typer.Option(help="Draw the weights: FILE.png, .svg or .html.", show_default=False)
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    output_format: Annotated[OutputFormat, typer.Option("--format", help="What to print.")] = OutputFormat.text,
    input_file: Annotated[
        Path | None,
        typer.Option("--input", "-i", help="Translate a file: .md .html .srt .vtt as documents, text line by line."),
    ] = None,
    output_file: Annotated[Path | None, typer.Option("--output", "-o", help="Write to a file.")] = None,
    typography: Annotated[
        Typography,
        typer.Option(help="French output: guillemets, ’ and no-break spaces; plain: a space before : ; ! ?; off."),
    ] = Typography.full,
    engine: Annotated[EngineChoice, typer.Option(help="What runs the network.")] = EngineChoice.onnx,
    threads: Annotated[int, typer.Option(min=0, help="Processor threads; 0 is all.")] = 0,
    device: Annotated[str, typer.Option(help="For --engine torch: cpu, cuda …")] = "cpu",
    processes: Annotated[int, typer.Option(min=1, help="Processes for many lines; each loads the model.")] = 1,
    batch_size: Annotated[int, typer.Option(min=1, help="Sentences translated together.")] = 64,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with an output file that is half done.")] = False,
) -> None:
    """Translate between French and English, and show which source words each word came from."""
    from translator.cli.translating import Request, translate_text

    request = Request(
        source=source.value,
        target=target.value if target else None,
        cell=cell.value,
        model=model,
        beam=beam,
        nbest=nbest,
        align=align,
        heatmap=heatmap,
        plot=plot,
        output_format="json" if json else output_format.value,
        output_file=output_file,
        engine=engine.value,
        threads=threads,
        batch_size=batch_size,
        device=device,
        processes=processes,
        resume=resume,
        typography=typography.value,
    )
    if text and input_file:
        raise typer.BadParameter("give words or --input, not both")
    if resume and (text or output_file is None):
        raise typer.BadParameter("--resume goes on with a file: give --output, and lines to translate")
    if device != "cpu" and engine is not EngineChoice.torch:
        raise typer.BadParameter(f"--device {device} needs --engine torch")
    if plot and not text:
        raise typer.BadParameter("--plot draws one text; give it as words")
    if text:
        translate_text(as_utf8(" ".join(text)), request)
    elif input_file is None and sys.stdin.isatty():
        from translator.cli.prompt import prompt

        prompt(request)
    elif input_file is not None and _is_document(input_file):
        from translator.cli.documents import translate_document

        translate_document(input_file, request)
    else:
        from translator.cli.lines import translate_lines

        translate_lines(input_file, request)


def _is_document(path: Path) -> bool:
    from translator.documents.formats import is_document

    return is_document(path)


def main() -> None:
    """Entry point of the command."""
    run(app, "translate")
