"""`translate`: text in, translation out, and on a terminal the alignment table under it."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from translator.cli.completion import devices, model_names
from translator.cli.file_once import FileOnce
from translator.cli.runner import HELP_NAMES, Version, run, warn
from translator.cli.settings import read_settings, set_by, setting
from translator.show.console import as_utf8

# Click fills paragraphs unless they begin with this mark.
EXAMPLES = """
Examples

\b
A text, and where its words came from:
  translate "Je suis étudiant"                on a terminal the translation and the table under it
  translate --no-align "Je suis étudiant"     the translation alone
  translate --heatmap --nbest 3 "Il pleut."   three translations, each with all its weights
  translate --plot pluie.html "Il pleut."     the weights as a page; .png and .svg too
  translate                                   a prompt; /help says what it can do

\b
Files and pipes:
  translate < lettre.txt > letter.txt         a line out for every line in
  translate -i notes.md -o notes.en.md        a document: Markdown, HTML, subtitles (.srt, .vtt)
  translate -i big.txt -o big.en --resume     go on where it was stopped

\b
Programs:
  translate --json "Elle mange une pomme."    words, weights and links
  translate --format pharaoh < lettre.txt     0-0 1-1 …

\b
Models and defaults:
  translate --model ./my-model "Bonjour"      a model of one's own
  translator config set beam 10               a default; TRANSLATOR_BEAM=10 and --beam 10 go before it
  translator doctor                           what is installed, and whether it works
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


@app.command(cls=FileOnce, epilog=EXAMPLES, context_settings=HELP_NAMES)
def translate(
    context: typer.Context,
    text: Annotated[
        list[str] | None, typer.Argument(help="Words to translate, as one text. None: standard input.")
    ] = None,
    source: Annotated[Language, setting("from", "--from", help="Language of the text.")] = Language.auto,
    target: Annotated[TargetLanguage | None, setting("to", "--to", help="Language to translate into.")] = None,
    cell: Annotated[Cell, setting("cell", help="Which network: LSTM or GRU.")] = Cell.lstm,
    model: Annotated[
        str | None,
        setting(
            "model",
            "--model",
            "-m",
            help="A model by name, or its folder.",
            show_default=False,
            autocompletion=model_names,
        ),
    ] = None,
    beam: Annotated[int, setting("beam", min=1, max=100, help="Hypotheses kept at each step; 1 is greedy.")] = 5,
    nbest: Annotated[int, setting("nbest", min=1, max=100, help="Translations to print, best first.")] = 1,
    align: Annotated[
        bool | None, setting("align", "--align/--no-align", help="The alignment table (default: on a terminal).")
    ] = None,
    heatmap: Annotated[bool, setting("heatmap", "--heatmap", help="All attention weights as a grid.")] = False,
    plot: Annotated[
        Path | None, typer.Option(help="Draw the weights: FILE.png, .svg or .html.", show_default=False)
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    output_format: Annotated[OutputFormat, setting("format", "--format", help="What to print.")] = OutputFormat.text,
    input_file: Annotated[
        Path | None,
        typer.Option("--input", "-i", help="Translate a file: .md .html .srt .vtt as documents, text line by line."),
    ] = None,
    output_file: Annotated[Path | None, typer.Option("--output", "-o", help="Write to a file.")] = None,
    typography: Annotated[
        Typography,
        setting(
            "typography",
            help="French guillemets, ’ and spaces, and numbers as each language has them; plain: ordinary spaces; off.",
        ),
    ] = Typography.full,
    engine: Annotated[EngineChoice, setting("engine", help="What runs the network.")] = EngineChoice.onnx,
    threads: Annotated[int, setting("threads", min=0, help="Processor threads; 0 is all.")] = 0,
    device: Annotated[str, setting("device", help="For --engine torch: cpu, cuda …", autocompletion=devices)] = "cpu",
    processes: Annotated[int, setting("processes", min=1, help="Processes for many lines; each loads the model.")] = 1,
    batch_size: Annotated[int, setting("batch-size", min=1, help="Sentences translated together.")] = 64,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with an output file that is half done.")] = False,
    version: Version = False,
) -> None:
    """Translate between French and English, and show which source words each word came from."""
    from translator.cli.conflicts import check_plot, refuse_conflicts
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
        given=_given(context),
        typed_format=output_format.value,
    )
    refuse_conflicts(request)
    if text == ["-"] or (input_file == Path("-") and not text):
        text = input_file = None  # standard input, as elsewhere
        if sys.stdin.isatty():
            raise typer.BadParameter("- is standard input, which is a terminal; give words, or leave out the -")
    if text and input_file:
        raise typer.BadParameter("give words or --input, not both")
    if resume and (text or output_file is None):
        raise typer.BadParameter("--resume goes on with a file: give --output, and lines to translate")
    if device != "cpu" and engine is not EngineChoice.torch:
        origin = set_by({"device": device, "engine": engine.value})
        raise typer.BadParameter(f"--device {device} needs --engine torch{origin}")
    if plot:
        check_plot(plot, text)
    if text and len(text) == 1 and "." in text[0] and _is_file(text[0]):
        warn(f"{text[0]} is a file; to translate what it says: translate -i {text[0]}")
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


def _given(context: typer.Context) -> frozenset[str]:
    """Parameters that stand on the command line, by name."""
    sources = {name: context.get_parameter_source(name) for name in context.params}
    return frozenset(name for name, source in sources.items() if source and source.name == "COMMANDLINE")


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except OSError:  # longer than a name can be: a text
        return False


def _is_document(path: Path) -> bool:
    from translator.documents.formats import is_document

    return is_document(path)


def command() -> Any:
    """The command as Click has it."""
    return typer.main.get_command(app)


def main() -> None:
    """Entry point of the command."""
    run(app, "translate", read_settings)
