"""The prompt: `translate` with no text on a terminal."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from translator.cli.runner import warn
from translator.cli.translating import Request, choose_model, load_translator, show_text
from translator.decoding.translator import Translator
from translator.errors import TranslatorError

HELP = """\
Type a sentence in French or English. Commands:
  /from fr|en|auto   language of what you type
  /cell lstm|gru     which network
  /beam N            hypotheses kept at each step
  /nbest N           translations shown
  /align             alignment table on or off
  /heatmap           all attention weights, on or off
  /help              this
  /quit or Ctrl-D    leave"""
MOST_HISTORY = 1000
NUMBERS = {"/beam": "beam", "/nbest": "nbest"}
CHOICES = {"/from": ("source", ("fr", "en", "auto")), "/cell": ("cell", ("lstm", "gru"))}


def prompt(request: Request) -> None:
    """Read sentences until the end of input; translate each, and obey the commands."""
    request = dataclasses.replace(request, align=request.align is not False)
    loaded: dict[tuple[str, ...], Translator] = {}
    print("Type a sentence; /help for more, Ctrl-D to leave.", file=sys.stderr)
    with _history():
        while True:
            try:
                line = input("> ").strip()
            except EOFError:
                print(file=sys.stderr)
                return
            if line in ("/quit", "/exit"):
                return
            try:
                if line.startswith("/"):
                    request = _obey(line, request)
                elif line:
                    show_text(line, _translator_for(line, request, loaded), request, sys.stdout)
            except TranslatorError as error:
                warn(str(error))


def _translator_for(line: str, request: Request, loaded: dict[tuple[str, ...], Translator]) -> Translator:
    """Translators stay loaded; finding out which one a line needs costs next to nothing."""
    folder = choose_model(request, line)
    key = (str(folder.path), request.engine)
    if key not in loaded:
        loaded[key] = load_translator(request, folder)
    return loaded[key]


def _obey(line: str, request: Request) -> Request:
    command, _, value = line.partition(" ")
    value = value.strip()
    if command == "/help":
        print(HELP, file=sys.stderr)
        return request
    if command in ("/align", "/heatmap"):
        field = command[1:]
        on = not getattr(request, field)
        print(f"{field} {'on' if on else 'off'}", file=sys.stderr)
        return dataclasses.replace(request, **{field: on})  # type: ignore[arg-type]
    if command in NUMBERS:
        if not (value.isdecimal() and 1 <= int(value) <= 100):
            raise TranslatorError(f"{command} wants a number from 1 to 100, as in {command} 10")
        return dataclasses.replace(request, **{NUMBERS[command]: int(value)})  # type: ignore[arg-type]
    if command in CHOICES:
        field, allowed = CHOICES[command]
        if value not in allowed:
            raise TranslatorError(f"{command} wants one of {', '.join(allowed)}")
        changes = {field: value}
        # A direction that was fixed on the command line would contradict the new one.
        return dataclasses.replace(request, **changes, **({"target": None} if field == "source" else {}))  # type: ignore[arg-type]
    raise TranslatorError(f"there is no command {command}; /help lists them")


@contextlib.contextmanager
def _history() -> Iterator[None]:
    """Line editing, with the history of earlier prompts where it can be kept."""
    try:
        import readline
    except ImportError:  # a Python built without it
        yield
        return
    home = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    path = Path(home) / "translator" / "history"
    with contextlib.suppress(OSError):
        readline.read_history_file(path)
    readline.set_history_length(MOST_HISTORY)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            readline.write_history_file(path)
