"""What `translate` does with many lines: a file or standard input, line by line, in bounded memory."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from translator.cli.output import refuse_overwriting
from translator.cli.runner import StoppedError, warn
from translator.cli.settings import set_by
from translator.cli.text_file import UTF16_MARKS, Form, form_of
from translator.cli.translating import (
    ONE_OF_SEVERAL,
    Request,
    choose_model,
    has_one_of_several,
    load_translator,
    print_translation,
    rendered,
)
from translator.decoding.translator import WINDOW
from translator.errors import TranslatorError
from translator.text.language import LINES_TO_GUESS_BY
from translator.text.lines import LineWriter, arriving, whole_lines

if TYPE_CHECKING:
    from translator.decoding.translation import Translation

Windows = Iterator[list[str]]
Translate = Callable[[Windows], Iterator[list["Translation"]]]


def translate_lines(path: Path | None, request: Request) -> None:
    """Translate each line of a file or standard input; as many lines come out as went in, times ``nbest``.

    Raises:
        TranslatorError: a file cannot be read or written, or there is nothing to resume.
    """
    form = _form(path, request)
    with closing(arriving(_file_lines(path) if path else _stdin_lines(), WINDOW)) as arrived:
        # Of a file, a hundred lines say what language it is; of a pipe, those there are: its writer may be waiting.
        first = _sample(arrived, patient=path is not None or stat.S_ISREG(os.fstat(0).st_mode))
        if not first:
            if request.output_file and not request.resume:
                with closing(LineWriter(request.output_file)) as writer:
                    writer.write([])  # nothing in, nothing out
            return
        translate = _translate_with(request, "\n".join(first[:LINES_TO_GUESS_BY]))
        windows = chain([first], arrived)
        if request.output_file is None:
            _to_standard_output(_warned(translate(windows), request), path, request, form)
        else:
            refuse_overwriting([request.output_file], [path])
            _to_file(windows, translate, path, request, form)


def _form(path: Path | None, request: Request) -> Form:
    """How the output is written: as the file that is read, where it is a text too."""
    for_a_person = request.output_file is None and sys.stdout.isatty()
    return Form() if for_a_person or request.output_format != "text" else form_of(path)


def _warned(translations: Iterable[list[Translation]], request: Request) -> Iterator[list[Translation]]:
    """The same; at the first text that has fewer translations than were asked for, it is said why."""
    said = False
    for ranks in translations:
        if not said and has_one_of_several(ranks, request):
            warn(ONE_OF_SEVERAL)
            said = True
        yield ranks


def _sample(windows: Windows, *, patient: bool) -> list[str]:
    """The first lines: enough to guess the language by, or all there are (for the moment, if not ``patient``)."""
    first: list[str] = []
    for window in windows:
        first += window
        if len(first) >= LINES_TO_GUESS_BY or not (window or patient):
            break
    return first


def _translate_with(request: Request, sample: str) -> Translate:
    """What turns windows of lines into lists of translations; ``sample`` decides the direction if need be."""
    folder = choose_model(request, sample)
    if request.processes > 1:
        from translator.decoding.processes import HowToTranslate, stream_windows

        if request.engine != "onnx":
            origin = set_by({"processes": request.processes, "engine": request.engine})
            raise TranslatorError(f"--processes is for the engine onnx; torch has --threads and --device{origin}")
        how = HowToTranslate(nbest=request.nbest, beam=request.beam, batch_size=request.batch_size)
        return lambda windows: stream_windows(folder.path, request.processes, windows, how)
    translator = load_translator(request, folder)
    return lambda windows: translator.stream_windows(
        windows, nbest=request.nbest, beam=request.beam, batch_size=request.batch_size
    )


def _to_standard_output(
    translations: Iterable[list[Translation]], path: Path | None, request: Request, form: Form
) -> None:
    from translator.show.progress import lines_progress

    # A bar would be torn by what is written to the same terminal.
    hidden = sys.stdout.isatty() or not sys.stderr.isatty()
    with ExitStack() as stack:
        advance = stack.enter_context(lines_progress(_line_count(path))) if not hidden else None
        for number, ranks in enumerate(translations):
            if form == Form():
                for translation in _in_step(ranks, request):
                    print_translation(translation, request, sys.stdout, table=bool(request.align))
            else:
                sys.stdout.writelines(f"{line}\n" for line in _written(ranks, request, form, first=number == 0))
            sys.stdout.flush()  # whole lines, as soon as they are known
            if advance:
                advance(1)


def _to_file(windows: Windows, translate: Translate, path: Path | None, request: Request, form: Form) -> None:
    from translator.show.progress import lines_progress

    output = cast(Path, request.output_file)
    done, size = _begin_output(request)
    if done:
        windows = _after(windows, done, request, translate, form)
    number = done
    try:
        with (
            lines_progress(_line_count(path), done=done) as advance,
            closing(LineWriter(output, go_on_at=size)) as writer,
        ):
            for number, ranks in enumerate(_warned(translate(windows), request), start=done):
                writer.write(_written(ranks, request, form, first=number == 0))
                advance(1)
    except KeyboardInterrupt:
        if number == 0 or _takes_several_lines(request) or not output.is_file():
            raise
        count = whole_lines(output)[0]
        raise StoppedError(f"stopped; {count:,} lines are done: the same command with --resume goes on") from None


def _written(ranks: list[Translation], request: Request, form: Form, *, first: bool) -> list[str]:
    """The lines that a file gets for the translations of a line."""
    lines = [line for translation in _in_step(ranks, request) for line in rendered(translation, request)]
    return form.lines(lines, first=first)


def _in_step(ranks: list[Translation], request: Request) -> list[Translation]:
    """As many translations for every line: where there are fewer different ones, the last stands for those missing."""
    return ranks + [ranks[-1]] * (request.nbest - len(ranks)) if request.output_format == "text" else ranks


def _begin_output(request: Request) -> tuple[int, int]:
    """How many lines of the output an earlier run has written, and how many bytes they take."""
    path = request.output_file
    if not request.resume or path is None or not path.exists():
        return 0, 0
    if _takes_several_lines(request):
        origin = set_by({"nbest": request.nbest, "align": request.align, "heatmap": request.heatmap})
        raise TranslatorError(
            f"--resume needs one line out for every line in: leave out --nbest, --align, --heatmap{origin}"
        )
    return whole_lines(path)[:2]


def _takes_several_lines(request: Request) -> bool:
    """Whether a line in is more than a line out, so that nobody can tell how many are done."""
    return bool(request.nbest > 1 or request.align or request.heatmap)


def _after(windows: Windows, done: int, request: Request, translate: Translate, form: Form) -> Windows:
    """The windows without the lines that an earlier run has translated; the last of those is checked.

    Raises:
        TranslatorError: there are not so many lines, or that one's translation is another.
    """
    output = cast(Path, request.output_file)
    lines = chain.from_iterable(windows)
    before = list(islice(lines, done - 1, done))
    if not before:
        raise TranslatorError(f"{output} has {done:,} lines, more than there are to translate; it is not this output")
    (ranks,) = translate(iter([before]))
    if _written(ranks, request, form, first=done == 1) != [whole_lines(output)[2]]:
        raise TranslatorError(
            f"line {done:,} of {output} is not what this model makes of line {done:,} of the input: it is not this "
            "output; leave out --resume to write it anew"
        )
    return iter(lambda: list(islice(lines, WINDOW)), [])


def _line_count(path: Path | None) -> int | None:
    """Lines of a plain file; None where counting would mean unpacking, or is impossible."""
    if path is None or path.suffix in (".gz", ".xz", ".zst") or not path.is_file():
        return None
    with path.open("rb") as file:
        count = 0
        last = b"\n"
        while block := file.read(1 << 20):
            count += block.count(b"\n")
            last = block[-1:]
        return count + (last != b"\n")


def _file_lines(path: Path) -> Iterator[str]:
    from translator.corpus.reading import read_lines

    return read_lines(path)


def _stdin_lines() -> Iterator[str]:
    """Lines of standard input, split at newlines alone; bytes that are no UTF-8 are replaced, and it is said once."""
    warned = False
    # Not through sys.stdin's buffer: its lock, held by a thread that waits for input, would keep Python from ending.
    with open(os.dup(0), "rb") as stream:  # noqa: PTH123
        for number, line in enumerate(stream, start=1):
            if number == 1 and line.startswith(UTF16_MARKS):
                raise TranslatorError("standard input is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8")
            line = line.removesuffix(b"\n").removesuffix(b"\r")
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError:
                text = line.decode("utf-8", errors="replace")
                if not warned:
                    warn(f"line {number} of standard input is not UTF-8; what cannot be read becomes \ufffd")
                    warned = True
            yield text
