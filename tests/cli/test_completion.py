"""Completion in the real shells, by the scripts that --show-completion prints."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ENTRY, Runner

BASH = """
source {script}
COMP_WORDS=({words} "{last}")
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_{program}_completion {program}
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
ZSH = """
compdef() {{ }}
_arguments() {{ print -l -- $@ }}
_files() {{ print files }}
source {script}
words=({words} "{last}")
CURRENT=${{#words}}
_{program}_completion
"""
FISH = """
source {script}
complete -C"{words} {last}"
"""
SHELLS = {"bash": (("bash", "--norc"), BASH), "zsh": (("zsh", "-f"), ZSH), "fish": (("fish", "--no-config"), FISH)}


@pytest.fixture
def commands(tmp_path: Path) -> Path:
    """A folder with both commands, as pip would install them."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for program, code in ENTRY.items():
        (folder / program).write_text(f"#!{sys.executable}\nimport sys\nsys.argv[0] = {program!r}\n{code}\n")
        (folder / program).chmod(0o755)
    return folder


def complete(shell: str, line: str, commands: Path, home: Path) -> str:
    """What a shell offers for the last word of a line."""
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    start, template = SHELLS[shell]
    *words, last = line.split(" ")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TRANSLATOR_")}
    environment |= {"PATH": f"{commands}:{os.environ['PATH']}", "HOME": str(home), "XDG_DATA_HOME": str(home / "data")}
    script = subprocess.run(
        [words[0]],
        env=environment | {f"_{words[0].upper()}_COMPLETE": f"source_{shell}"},
        capture_output=True,
        text=True,
    )
    assert script.returncode == 0, script.stderr
    (home / "script").write_text(script.stdout)
    code = template.format(script=home / "script", words=" ".join(words), last=last, program=words[0])
    done = subprocess.run([*start, "-c", code], env=environment, capture_output=True, text=True, cwd=home)
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("line", "offered", "not_offered"),
    [
        ("translate --cell l", "lstm", "gru"),
        ("translate --model f", "fr-en-lstm", "language-fr-en"),
        ("translate --typ", "--typography", "--threads"),
        ("translator e", "evaluate", "tokenizer"),
        ("translator models info f", "fr-en-lstm", "language"),
        ("translator evaluate -m f", "fr-en-lstm", "language"),
        ("translator config set ty", "typography", "beam"),
        ("translator train --guidance-", "--guidance-decay", "--hidden"),
        ("translator train --cell g", "gru", "lstm"),
    ],
)
def test_what_is_offered(shell: str, line: str, offered: str, not_offered: str, commands: Path, tmp_path: Path) -> None:
    found = complete(shell, line, commands, tmp_path)
    assert offered in found
    assert not_offered not in found


@pytest.mark.parametrize("shell", SHELLS)
def test_models_of_one_s_own_are_offered(shell: str, commands: Path, tmp_path: Path, untrained_folder: Path) -> None:
    shutil.copytree(untrained_folder, tmp_path / "data" / "translator" / "models" / "mine")
    assert "mine" in complete(shell, "translate --model m", commands, tmp_path)


@pytest.mark.parametrize("program", ["translate", "translator"])
def test_both_commands_install_it(run: Runner, tmp_path: Path, program: str) -> None:
    flags = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    shown = run(program, "--show-completion", "bash", **flags)
    assert f"complete -o default -F _{program}_completion {program}".encode() in shown.stdout
    assert run(program, "--install-completion", "fish", **flags).returncode == 0
    assert (tmp_path / ".config" / "fish" / "completions" / f"{program}.fish").is_file()


def test_completing_loads_neither_torch_nor_numpy(run: Runner) -> None:
    ask = {"_TRANSLATOR_COMPLETE": "complete_bash", "COMP_WORDS": "translator train --ce", "COMP_CWORD": "2"}
    done = run("translator", PYTHONPROFILEIMPORTTIME="1", **ask)
    assert done.stdout.decode().split() == ["--cell"]
    imported = {line.rpartition(b"|")[2].strip() for line in done.stderr.splitlines()}
    assert b"typer" in imported
    assert b"torch" not in imported
    ask = {"_TRANSLATE_COMPLETE": "complete_bash", "COMP_WORDS": "translate --model fr", "COMP_CWORD": "2"}
    done = run("translate", PYTHONPROFILEIMPORTTIME="1", **ask)
    assert sorted(done.stdout.decode().split()) == ["fr-en-gru", "fr-en-lstm"]
    imported = {line.rpartition(b"|")[2].strip() for line in done.stderr.splitlines()}
    assert not {b"torch", b"numpy", b"onnxruntime", b"sentencepiece"} & imported
