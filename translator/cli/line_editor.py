"""The line editor of the prompt: editing keys, history, pasted paragraphs, by prompt_toolkit."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

# Without it a terminal is asked where its cursor is; a slow one answers after we have left, into the shell.
os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.history import FileHistory
from prompt_toolkit.output import create_output
from prompt_toolkit.shortcuts import CompleteStyle


class LineEditor:
    """Reads one text after another from the terminal."""

    def __init__(self, commands: Sequence[str]) -> None:
        self._session: PromptSession[str] = PromptSession(
            "> ",
            history=_History(str(history_file())),
            completer=WordCompleter(list(commands), sentence=True),
            complete_while_typing=False,
            complete_style=CompleteStyle.READLINE_LIKE,
            prompt_continuation="  ",
            reserve_space_for_menu=0,
            # Where standard output is a file, the prompt and the typing show on standard error.
            output=create_output(always_prefer_tty=True),
        )

    def read(self) -> str:
        """The next text; several lines if it was pasted.

        Raises:
            EOFError: Ctrl-D, or the terminal is gone.
            KeyboardInterrupt: Ctrl-C.
        """
        return self._session.prompt()


class _History(FileHistory):
    """History in a file, and none where that cannot be read or written: a prompt must not fail for it."""

    def load_history_strings(self) -> Iterable[str]:
        try:
            return list(super().load_history_strings())
        except OSError:
            return []

    def store_string(self, string: str) -> None:
        with contextlib.suppress(OSError):
            path = Path(str(self.filename))
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                path.touch(mode=0o600)  # what one translates is nobody else's business
            super().store_string(string)


def history_file() -> Path:
    """Where the history is kept: the user's state folder (XDG)."""
    home = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(home) / "translator" / "history"
