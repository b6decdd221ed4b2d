"""The prompt, on a terminal of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import ENTRY
from translator.cli.prompt import COMMANDS, HELP

CTRL_C, CTRL_D, UP = b"\x03", b"\x04", b"\x1b[A"
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]")


class Terminal:
    """`translate` on a pseudo-terminal."""

    def __init__(self, home: Path, *arguments: str, **environment: str) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))  # rows, columns
        code = f"import sys; sys.argv[0] = 'translate'; {ENTRY['translate']}"
        clean = {
            k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "XDG_STATE_HOME")
        }
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=clean | {"HOME": str(home), "TERM": "xterm", "OMP_NUM_THREADS": "1"} | environment,
            start_new_session=True,
        )
        os.close(theirs)
        self.seen = ""

    def type(self, data: bytes | str) -> None:
        os.write(self.ours, data.encode("utf-8") if isinstance(data, str) else data)

    def wait_for(self, wanted: str, seconds: float = 25) -> str:
        """What was shown up to and with ``wanted``, since the last call."""
        end = time.monotonic() + seconds
        while wanted not in self.seen:
            left = end - time.monotonic()
            assert left > 0, f"no {wanted!r} in {self.seen!r}"
            if select.select([self.ours], [], [], left)[0]:
                try:
                    data = os.read(self.ours, 65536)
                except OSError:
                    data = b""
                assert data, f"ended without {wanted!r}: {self.seen!r}"
                self.seen += ESCAPES.sub("", data.decode("utf-8", errors="replace"))
        shown, self.seen = self.seen.split(wanted, 1)
        return shown + wanted

    def leave(self) -> int:
        """Press Ctrl-D, again if need be: what comes between two prompts is the terminal's, which drops it."""
        try:
            for _ in range(60):
                self.type(CTRL_D)
                try:
                    return self.process.wait(1)
                except subprocess.TimeoutExpired:
                    continue
            raise AssertionError(f"Ctrl-D does not leave: {self.seen!r}")
        finally:
            os.close(self.ours)


@pytest.fixture
def terminal(tmp_path: Path, untrained_folder: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path, "--model", str(untrained_folder))
    yield terminal
    if terminal.process.poll() is None:
        terminal.process.kill()
        terminal.process.wait()


def test_the_prompt_day(terminal: Terminal, tmp_path: Path) -> None:
    terminal.wait_for("Ctrl-D to leave.")
    terminal.wait_for(">")
    terminal.type("Il pleut.\r")
    assert "→" in terminal.wait_for("→")
    terminal.type("/nonsense\r")
    terminal.wait_for("there is no command /nonsense; /help lists them")
    terminal.type("/to fr\r")
    terminal.wait_for("warning: ")
    terminal.type("/nbest 2\r")
    terminal.wait_for("nbest 2\r\n")
    terminal.type("/align\r")
    terminal.wait_for("align off")
    terminal.type("half a line")
    terminal.wait_for("half a line")
    terminal.type(CTRL_C)
    terminal.wait_for(">")
    terminal.type(b"\x1b[200~Il pleut.\nElle dort.\x1b[201~")
    terminal.wait_for("Elle dort.")
    terminal.type("\r")
    terminal.wait_for(">")
    terminal.type("/help\r")
    terminal.wait_for("Ctrl-C drops the line")
    assert terminal.leave() == 0
    history = (tmp_path / ".local" / "state" / "translator" / "history").read_text(encoding="utf-8")
    assert "+Il pleut.\n+Elle dort.\n" in history
    assert "half a line" not in history


def test_commands_obey_their_words(terminal: Terminal) -> None:
    terminal.wait_for("Ctrl-D to leave.")
    terminal.wait_for(">")
    for typed, answer in (
        ("/align on", "align on\r\n"),
        ("/align off", "align off\r\n"),
        ("/align", "align on\r\n"),
        ("/heatmap maybe", "/heatmap wants on or off; alone"),
        ("/heatmap off", "heatmap off\r\n"),
        ("/cell gru", "is of the cell lstm; leave out /cell gru"),
        ("/settings", "typography full"),
        ("/usr est un dossier", "there is no command /usr; /help lists them; with a space before it"),
        ("exit", "/quit or Ctrl-D leaves; this is translated"),
        ("exit", "→"),
    ):
        terminal.type(f"{typed}\r")
        terminal.wait_for(answer)
    assert "leaves" not in terminal.seen
    terminal.type("/quit now\r")
    assert terminal.process.wait(25) == 0


def test_one_end_of_the_direction_sets_the_other(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "--no-align", "--to", "en")
    terminal.wait_for("Ctrl-D to leave.")
    for typed, answer in (
        ("/to fr", "from en, to fr\r\n"),
        ("/from fr", "from fr, to en\r\n"),
        ("/from auto", "from auto, to the other language\r\n"),
        ("Hotel", "/from fr says otherwise"),
    ):
        terminal.wait_for(">")
        terminal.type(f"{typed}\r")
        terminal.wait_for(answer)
    assert terminal.leave() == 0


def test_the_help_fits_eighty_columns() -> None:
    lines = HELP.splitlines()
    assert max(map(len, lines)) < 80
    described = [re.split(r"  +", line.strip(), maxsplit=1)[1] for line in lines if line.startswith("  ")]
    assert len({line.index(text) for line in lines for text in described if line.endswith(text)}) == 1
    assert all(command in HELP for command in COMMANDS)


def test_history_is_there_the_next_time(tmp_path: Path, untrained_folder: Path) -> None:
    for first in (True, False):
        terminal = Terminal(
            tmp_path, "--model", str(untrained_folder), "--no-align", XDG_STATE_HOME=str(tmp_path / "s")
        )
        terminal.wait_for(">")
        if first:
            terminal.type("Elle mange une pomme.\r")
            terminal.wait_for(">")
        else:
            terminal.type(UP)
            terminal.wait_for("Elle mange une pomme.")
            terminal.type(CTRL_C)
        assert terminal.leave() == 0
    assert (tmp_path / "s" / "translator" / "history").stat().st_mode & 0o077 == 0


def test_a_dumb_terminal_and_no_place_for_history(tmp_path: Path, untrained_folder: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    places = {"XDG_STATE_HOME": str(tmp_path / "file"), "TERM": "dumb", "LC_ALL": "C"}
    terminal = Terminal(tmp_path, "--model", str(untrained_folder), **places)
    terminal.wait_for(">")
    terminal.type("L'été\r")
    assert "L'été" in terminal.wait_for("→")
    assert terminal.leave() == 0


def test_translating_a_text_does_not_import_the_prompt(untrained_folder: Path) -> None:
    code = (
        f"import sys; sys.argv = ['translate', '--model', {str(untrained_folder)!r}, 'Il pleut.']\n"
        "from translator.cli.translate import app\n"
        "app(standalone_mode=False)\n"
        "heavy = ('prompt_toolkit', 'markdown_it', 'torch', 'html.parser')\n"
        "print([module for module in heavy if module in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"
