"""The prompt: `translate` with no text on a terminal. The models load while the person types."""

from __future__ import annotations

import dataclasses
import re
import sys
import threading

from translator.cli.line_editor import LineEditor
from translator.cli.runner import warn
from translator.cli.translating import Request, choose_model, load_translator, show_text
from translator.decoding.model_folder import ModelFolder, known_models
from translator.decoding.translator import Translator
from translator.errors import TranslatorError
from translator.text.language import OTHER

HELP = """\
Type or paste text in French or English; Enter translates it.
  /from fr|en|auto             language of what you type
  /to fr|en                    language to translate into
  /cell lstm|gru               which network
  /beam N                      hypotheses kept at each step
  /nbest N                     translations shown
  /align [on|off]              alignment table
  /heatmap [on|off]            all attention weights
  /typography full|plain|off   French marks and spaces, and numbers
  /settings                    what is in force
  /help                        this
  /quit or Ctrl-D              leave; Ctrl-C drops the line
Arrow keys edit the line and bring earlier ones back.
Begin with a space to translate text that begins with /."""
SWITCHES = {"/align": "align", "/heatmap": "heatmap"}
NUMBERS = {"/beam": "beam", "/nbest": "nbest"}
CHOICES = {
    "/from": ("source", ("fr", "en", "auto")),
    "/to": ("target", ("fr", "en")),
    "/cell": ("cell", ("lstm", "gru")),
    "/typography": ("typography", ("full", "plain", "off")),
}
LEAVE = ("/quit", "/exit")
COMMANDS = ("/help", "/quit", "/settings", *SWITCHES, *NUMBERS, *CHOICES)
SETTINGS = {"from": "source", "to": "target", "cell": "cell", "model": "model", "beam": "beam", "nbest": "nbest"} | {
    name: name for name in ("align", "heatmap", "typography", "engine", "threads")
}
_FLAG = re.compile(r"\b(say|or|use|leave out) --")  # what errors advise, as it is said here
GREETING = {"fr": "Bonjour.", "en": "Hello."}


def prompt(request: Request) -> None:
    """Read texts until the end of input; translate each, and obey the commands."""
    request = dataclasses.replace(request, align=request.align is not False, sign="/")
    translators = _Translators(request)
    loading = threading.Thread(target=translators.prepare)
    loading.start()
    try:
        _read_and_answer(request, translators)
    finally:
        translators.leaving = True
        loading.join()  # a thread that is cut off within ONNX Runtime takes the process down with it


def _read_and_answer(request: Request, translators: _Translators) -> None:
    print("Type a sentence; /help for more, Ctrl-D to leave.", file=sys.stderr)
    editor = LineEditor(COMMANDS)
    hinted = False
    while True:
        try:
            text = editor.read()
        except KeyboardInterrupt:  # Ctrl-C drops the line
            continue
        except EOFError:
            return
        if text.startswith(LEAVE) and text.split()[0] in LEAVE:
            return
        if text.strip() in ("exit", "quit") and not hinted:
            print("/quit or Ctrl-D leaves; this is translated", file=sys.stderr)
            hinted = True
        try:
            if text.startswith("/"):
                request = _obey(text.strip(), request)
            elif text.strip():
                show_text(text.strip(), translators.get(choose_model(request, text)), request, sys.stdout)
                sys.stdout.flush()
        except TranslatorError as error:
            warn(_FLAG.sub(r"\1 /", str(error)))
        except KeyboardInterrupt:
            print("stopped", file=sys.stderr)


class _Translators:
    """Translators stay loaded; one thread loads what is likely to be wanted before it is."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._loaded: dict[str, Translator] = {}
        self._lock = threading.Lock()
        self.leaving = False

    def get(self, folder: ModelFolder) -> Translator:
        """The translator for a model, loaded if it is not."""
        with self._lock:
            if str(folder.path) not in self._loaded:
                self._loaded[str(folder.path)] = load_translator(self._request, folder)
            return self._loaded[str(folder.path)]

    def prepare(self) -> None:
        """Load what the request names, or each direction's model, and have each say a word, as the first is slow."""
        for folder in self._likely():
            if self.leaving:
                return
            try:
                translator = self.get(folder)
                greeting = GREETING.get(folder.source_language, ".")
                with self._lock:
                    translation = translator.translate(greeting, beam=self._request.beam)
            except TranslatorError:
                continue  # it will be said when the model is asked for
            from translator.show.alignment import alignment_table

            alignment_table(translation, width=80)

    def _likely(self) -> list[ModelFolder]:
        found: list[ModelFolder] = []
        for source in ("fr", "en") if self._request.source == "auto" else (self._request.source,):
            try:
                folder = choose_model(dataclasses.replace(self._request, source=source), "")
            except TranslatorError:
                continue
            if folder.path not in [other.path for other in found]:
                found.append(folder)
        return found


def _obey(line: str, request: Request) -> Request:
    command, value = (*line.split(maxsplit=1), "")[:2]
    if command in ("/help", "/settings"):
        print(HELP if command == "/help" else _settings(request), file=sys.stderr)
        return request
    if command in SWITCHES:
        field = SWITCHES[command]
        if value not in ("on", "off", ""):
            raise TranslatorError(f"{command} wants on or off; alone it changes from one to the other")
        on = value == "on" if value else not getattr(request, field)
        return _changed(request, {field: on}, f"{field} {'on' if on else 'off'}")
    if command in NUMBERS:
        if not (value.isdecimal() and 1 <= int(value) <= 100):
            raise TranslatorError(f"{command} wants a number from 1 to 100, as in {command} 10")
        return _changed(request, {NUMBERS[command]: int(value)}, f"{NUMBERS[command]} {int(value)}")
    if command in CHOICES:
        field, allowed = CHOICES[command]
        if value not in allowed:
            raise TranslatorError(f"{command} wants one of {', '.join(allowed)}")
        changes: dict[str, object] = {field: value, "given": request.given | {field}}
        # A direction that was fixed before would contradict the new one.
        if field == "source":
            changes["target"] = None
        elif field == "target":
            changes["source"] = OTHER[value]
        changed = _changed(request, changes)
        folder = _check(changed) if field != "typography" else None
        print(f"{command[1:]} {value}" if field in ("cell", "typography") else _way(changed, folder), file=sys.stderr)
        return changed
    raise TranslatorError(f"there is no command {command}; /help lists them; with a space before it, it is translated")


def _way(request: Request, folder: ModelFolder | None) -> str:
    """The direction in words; setting one end of it sets the other."""
    if folder:
        return f"from {folder.source_language}, to {folder.target_language}"
    return "from auto, to the other language"


def _settings(request: Request) -> str:
    """What is in force, in the words of the commands."""
    rows = {key: getattr(request, field) for key, field in SETTINGS.items()}
    if request.target is None:
        rows["to"] = OTHER.get(request.source, "the other language")
    words = {None: "by language and cell", True: "on", False: "off"}
    return "\n".join(
        f"  {key:<10} {words[value] if value is None or isinstance(value, bool) else value}"
        for key, value in rows.items()
    )


def _changed(request: Request, changes: dict[str, object], said: str = "") -> Request:
    if said:
        print(said, file=sys.stderr)
    return dataclasses.replace(request, **changes)  # type: ignore[arg-type]


def _check(request: Request) -> ModelFolder | None:
    """Say at once, and change nothing, if no installed model does what was asked for.

    Returns:
        the model, where that is settled before there is a text.
    """
    if request.source != "auto" or request.target or request.model:
        return choose_model(request, "")
    if not any(path.name.endswith(f"-{request.cell}") for path in known_models()):
        choose_model(dataclasses.replace(request, source="fr"), "")
    return None
