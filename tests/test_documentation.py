"""Every command line of the documentation is run as it is written, in a folder that has the files it names."""

from __future__ import annotations

import gzip
import lzma
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import EVERYDAY, ROOT
from translator.corpus.reading import read_lines

DOCUMENTS = ("README.md", ".github/CONTRIBUTING.md", "data/README.md", "data/alignments/README.md")
COMMANDS = ("translate", "translator", "torchrun", "TRANSLATOR_")

# What cannot be run here, by how the line begins, and why; a line that begins with none of these is run.
LEFT_OUT = {
    "python3 -m venv": "installs; .ci/run runs the second of these, and both were run by hand in a new clone",
    "pip install": "installs",
    ". .venv": "is for a person's own shell",
    "ruff check": "is what runs this test",
    "pytest tests": "is what runs this test",
    "python -m tests.": "takes minutes to hours, most with ../shared; each has its own --help",
    "translator corpus download": "fetches from the network; tests/corpus has it from a server of its own",
    "translator evaluate -m fr-en-lstm --test-set": "fetches from the network",
}
NEEDS = {"eflomal": "eflomal-align", "jq": "jq", "torchrun": "torchrun"}  # in the line, program


@dataclass(frozen=True)
class Block:
    """A block of commands.

    Attributes:
        document: where it stands.
        line: on which it begins.
        commands: its lines.
    """

    document: str
    line: int
    commands: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.document}:{self.line}"


def blocks_of(document: str) -> Iterator[Block]:
    """The shell blocks of a document, and the commands in its prose that are whole."""
    text = (ROOT / document).read_text(encoding="utf-8")
    for found in re.finditer(r"^```bash\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        lines = re.sub(r"\\\n\s*", "", found.group(1)).splitlines()
        yield Block(document, text[: found.start()].count("\n") + 1, tuple(line for line in lines if line.strip()))
    prose = re.sub(
        r"^```.*?^```", lambda block: re.sub(r"[^\n]", "", block.group()), text, flags=re.DOTALL | re.MULTILINE
    )
    for found in re.finditer(r"`((?:translate|translator|torchrun) [^`\n]+)`", prose):
        command = found.group(1)
        # FOLDER, N and … stand for something; a verb without its arguments is a name.
        whole = not re.search(r"\b[A-Z]{1,}\b(?!\.)|…|\|", command) and len(command.split()) > 2
        if whole or command.endswith("--help"):
            yield Block(document, prose[: found.start()].count("\n") + 1, (command,))


def left_out(command: str) -> str | None:
    """Why a command is not run; None where it is."""
    for beginning, why in LEFT_OUT.items():
        if command.startswith(beginning):
            return why
    for word, program in NEEDS.items():
        if word in command and shutil.which(program, path=search_path()) is None:
            return f"there is no {program} here"
    return None


def search_path() -> str:
    """With the programs beside this interpreter first."""
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


ALL = [block for document in DOCUMENTS if (ROOT / document).is_file() for block in blocks_of(document)]


def write_texts(folder: Path) -> None:
    """The files that the documentation speaks of."""
    french, english = (list(read_lines(EVERYDAY / f"train.{side}")) for side in ("fr", "en"))
    for name in ("a", "big", "my", "mine", "dev", "test", "b", "tatoeba"):
        for side, lines in (("fr", french), ("en", english)):
            (folder / f"{name}.{side}").write_text("\n".join(lines[:24]) + "\n", encoding="utf-8")
    for name in ("out.en", "second.en"):
        (folder / name).write_text("\n".join(english[:24]) + "\n", encoding="utf-8")
    for side in ("fr", "en"):
        text = (folder / f"tatoeba.{side}").read_bytes()
        (folder / f"tatoeba.{side}.xz").write_bytes(lzma.compress(text))
        (folder / f"web.{side}.gz").write_bytes(gzip.compress(text))
    (folder / "lettre.txt").write_text("Chère Marie,\n\nIl pleut.\nÀ bientôt !\n", encoding="utf-8")
    (folder / "notes.md").write_text("# Le chat\n\nIl **dort** sur `le_lit`.\n", encoding="utf-8")
    (folder / "page.html").write_text("<p>Il <b>dort</b>.</p>\n", encoding="utf-8")
    (folder / "film.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nIl dort.\n", encoding="utf-8")
    for name in ("my", "a", "f", "b"):
        (folder / f"{name}.align").write_text("0-0\n" * 24, encoding="utf-8")
    for ending in ("fr", "en", "align"):
        shutil.copy(ROOT / "data" / "alignments" / f"dev.{ending}", folder / f"gold.{ending}")
    for name in ("data", "models"):
        (folder / name).symlink_to(ROOT / name)


def write_recipe(folder: Path) -> None:
    """The README's recipe, as it stands there."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^```toml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert found
    (folder / "recipe.toml").write_text(found.group(1), encoding="utf-8")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with those files, and the models that the commands before would have left there."""
    folder = tmp_path_factory.mktemp("documentation")
    write_texts(folder)
    write_recipe(folder)
    train = "translator train --source mine.fr --target mine.en --cell gru --hidden 256 --updates 2"
    run(f"{train} --out another-model", folder)
    shutil.copytree(folder / "another-model", folder / "my-model")
    return folder


def run(command: str, folder: Path) -> str:
    """Run a line in a shell; what it prints."""
    settings = {"PATH": search_path(), "HOME": str(folder), "OMP_NUM_THREADS": "1", "SHELL": "/bin/bash"}
    kept = {name: value for name, value in os.environ.items() if name in ("PYTHONPATH", "LANG", "LD_LIBRARY_PATH")}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{command}\nexit $?"],  # so that the shell stays to be found
        cwd=folder,
        env=kept | settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def is_silent(command: str) -> bool:
    """Whether a command rightly prints nothing to standard output."""
    return bool(
        re.search(
            r"> \S|\B-o |--out |--out-source |--plot|--resume|config set|--install-completion|\btranslate\s*$", command
        )
    )


@pytest.mark.parametrize("block", ALL, ids=map(str, ALL))
def test_commands_work_as_written(block: Block, place: Path) -> None:
    commands = [line.partition(" #")[0].strip() for line in block.commands if not line.startswith("#")]
    runnable = [command for command in commands if left_out(command) is None]
    if not runnable:
        pytest.skip("; ".join(sorted({str(left_out(command)) for command in commands})))
    for command in runnable:
        # A name that is taken is refused, rightly; each line is read as the first of its kind.
        if found := re.search(r"train (?!--resume).*--out (\S+)", command):
            shutil.rmtree(place / found.group(1), ignore_errors=True)
        printed = run(command, place)
        assert printed.strip() or is_silent(command), f"{command} printed nothing"


def test_the_first_command_prints_what_the_readme_shows(place: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^```text\n\$ (.*?)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert found
    command, shown = found.groups()
    assert run(f"{command} --align", place).split() == shown.split()
