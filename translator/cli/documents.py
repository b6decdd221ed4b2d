"""`translate -i notes.md`: a document in, the same document in the other language out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from translator.cli.output import output_to, refuse_overwriting
from translator.cli.text_file import refuse_wide
from translator.cli.translating import Request, choose_model, finished, load_translator
from translator.documents.formats import open_document, refuse_another_format
from translator.errors import TranslatorError
from translator.text.items import Item

SAMPLE = 5000  # characters of prose that tell the language


def translate_document(path: Path, request: Request) -> None:
    """Translate a Markdown, HTML or subtitle file; nothing is written before all of it is translated.

    Raises:
        TranslatorError: it cannot be read, or something was asked for that goes line by line.
    """
    if flags := _flags_for_lines(request):
        names = " and ".join([", ".join(flags[:-1]), flags[-1]] if flags[1:] else flags)
        raise TranslatorError(f"{path.name} is a document; {names} {'need' if flags[1:] else 'needs'} lines")
    refuse_overwriting([request.output_file], [path])
    refuse_another_format(path, request.output_file)
    refuse_wide(path)
    document = open_document(path)
    if not document.slices:
        result = document.source
    else:
        translator = load_translator(request, choose_model(request, document.prose[:SAMPLE]))

        def translate(texts: Sequence[str], items: Sequence[Sequence[Item]]) -> list[str]:
            found = translator.translate_marked(
                texts, items, wrapped=True, beam=request.beam, batch_size=request.batch_size
            )
            return [finished(translation, request).text for translation in found]

        result = document.translate(translate, translator.folder.target_language)
    with output_to(request.output_file) as out:
        out.write(result)


def _flags_for_lines(request: Request) -> list[str]:
    """Flags on the command line that go line by line; what the config file or the environment sets gives way."""
    asked = {
        "json": ("--json", request.output_format == "json"),
        "output_format": ("--format", request.typed_format != "text"),
        "nbest": ("--nbest", request.nbest > 1),
        "align": ("--align", request.align),
        "heatmap": ("--heatmap", request.heatmap),
        "resume": ("--resume", request.resume),
    }
    return [flag for name, (flag, wanted) in asked.items() if wanted and name in request.given]
