"""`translate -i notes.md`: a document in, the same document in the other language out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from translator.cli.output import output_to, refuse_overwriting
from translator.cli.translating import Request, choose_model, finished, load_translator
from translator.documents.formats import open_document
from translator.errors import TranslatorError
from translator.text.items import Item

SAMPLE = 5000  # characters of prose that tell the language


def translate_document(path: Path, request: Request) -> None:
    """Translate a Markdown, HTML or subtitle file; nothing is written before all of it is translated.

    Raises:
        TranslatorError: it cannot be read, or something was asked for that goes line by line.
    """
    if request.output_format != "text" or request.nbest > 1 or request.align or request.heatmap or request.resume:
        raise TranslatorError(
            f"{path.name} is a document; --json, --format, --nbest, --align, --heatmap and --resume need lines"
        )
    refuse_overwriting([request.output_file], [path])
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

        result = document.translate(translate)
    with output_to(request.output_file) as out:
        out.write(result)
