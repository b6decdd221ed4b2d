"""What comes in and where it goes: files read while they are written, closed streams, no arguments at all."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ENTRY, Runner, one_line_error
from translator.decoding.model_folder import find_model

TRANSLATE = ENTRY["translate"]
RAINING = re.compile(rb"It('s| is) raining\.\n")  # one model says it so, the next otherwise


@pytest.mark.parametrize(
    "command",
    [
        ("translate", "-i", "a.txt", "-o", "a.txt"),
        ("translate", "-i", "a.txt", "-o", "link.txt"),
        ("translate", "-i", "a.md", "-o", "a.md"),
        ("translator", "align", "-s", "a.txt", "-t", "b.txt", "--from", "fr", "-o", "b.txt"),
        ("translator", "align", "--forward", "f", "--backward", "g", "--symmetrise", "union", "-o", "g"),
    ],
)
def test_nothing_is_written_over_what_is_read(run: Runner, tmp_path: Path, command: tuple[str, ...]) -> None:
    texts = {"a.txt": "Il pleut.\n", "a.md": "Il pleut.\n", "b.txt": "It rains.\n", "f": "0-0\n", "g": "0-0\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "link.txt").symlink_to("a.txt")
    assert "is what is read from; let the output go elsewhere" in one_line_error(run(*command), 1)
    assert {name: (tmp_path / name).read_text() for name in texts} == texts


def test_an_alignment_is_written_whole_or_not_at_all(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "s").write_text("Il pleut.\n" * 700)  # more than is read at a time
    (tmp_path / "t").write_text("It rains.\n" * 699)
    (tmp_path / "out").write_text("from before\n")
    done = run("translator", "align", "-m", "fr-en-lstm", "-s", "s", "-t", "t", "-o", "out")
    assert "700 lines and" in one_line_error(done, 1)
    assert (tmp_path / "out").read_text() == "from before\n"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["out", "s", "t"]


@pytest.mark.parametrize("command", [("translator",), ("translator", "corpus")])
def test_no_arguments_show_the_help_as_it_is(run: Runner, command: tuple[str, ...]) -> None:
    done = run(*command)
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert lines[0].startswith(f"Usage: {' '.join(command)} ")
    assert "Commands:" in lines


@pytest.mark.parametrize("program", ["translate", "translator"])
def test_version(run: Runner, program: str) -> None:
    from translator import __version__

    assert run(program, "--version").stdout.decode() == f"translator {__version__}\n"


@pytest.mark.parametrize(("closed", "code"), [("<&-", 0), (">&-", 0)])
def test_closed_streams_are_no_traceback(tmp_path: Path, closed: str, code: int) -> None:
    words = "" if closed == "<&-" else "Bonjour"
    shell = f'"{sys.executable}" -c "{TRANSLATE}" {words} {closed}'
    done = subprocess.run(["sh", "-c", shell], capture_output=True, cwd=tmp_path, env=os.environ, timeout=60)
    assert (done.returncode, done.stderr) == (code, b"")


def test_a_reader_that_has_gone_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "big").write_text("Il pleut.\n" * 3000)
    shell = f'set -o pipefail; "{sys.executable}" -c "{TRANSLATE}" -i big | head -1'
    done = subprocess.run(["bash", "-c", shell], capture_output=True, cwd=tmp_path, env=os.environ, timeout=120)
    assert done.returncode == 0
    assert RAINING.fullmatch(done.stdout)


def test_a_dash_is_standard_input(run: Runner) -> None:
    for arguments in (("-",), ("-i", "-")):
        assert RAINING.fullmatch(run("translate", *arguments, text="Il pleut.\n").stdout)


def test_several_translations_are_different_and_in_step(run: Runner) -> None:
    lines = run("translate", "--nbest", "3", text="Merci.\n\nIl pleut.\n").stdout.decode().splitlines()
    assert len(lines) == 9
    assert lines[3:6] == ["", "", ""]
    one = run("translate", "--nbest", "3", "--no-align", "Le chat dort sur le lit.").stdout.decode().splitlines()
    assert len(one) == len(set(one)) == 3


def test_the_name_of_a_file_is_pointed_out(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il pleut.\n")
    assert "translate -i a.txt" in run("translate", "--from", "fr", "a.txt").stderr.decode()


def test_devices_and_links_stay_what_they_are(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "s").write_text("Le chat dort.\n")
    (tmp_path / "t").write_text("The cat sleeps.\n")
    (tmp_path / "kept").write_text("from before\n")
    (tmp_path / "link").symlink_to("kept")
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", "pipe"], cwd=tmp_path, stdout=subprocess.PIPE)
    out = ("--out-source", "pipe", "--out-target", "link")
    done = run("translator", "corpus", "clean", "-s", "s", "-t", "t", *out)
    assert done.returncode == 0, done.stderr
    assert reader.communicate(timeout=60)[0] == b"Le chat dort.\n"
    assert (tmp_path / "pipe").is_fifo()
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "kept").read_text() == "The cat sleeps.\n"


def test_models_are_listed_by_the_name_one_types(run: Runner, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(find_model("fr-en-lstm").path, data / "translator" / "models" / "mine")
    listed = run("translator", "models", "list", XDG_DATA_HOME=str(data)).stdout.decode().splitlines()
    shipped = [f"{direction}-{cell}" for direction in ("en-fr", "fr-en") for cell in ("gru", "lstm")]
    assert sorted(line.split()[0] for line in listed) == [*shipped, "mine"]
    assert len({line.index("→") for line in listed}) == len({len(line) for line in listed}) == 1
    assert run("translator", "models", XDG_DATA_HOME=str(data)).stdout.decode().splitlines() == listed


def test_a_damaged_model_is_named_by_its_processes_too(run: Runner, tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(find_model("fr-en-lstm").path, folder)
    (folder / "decoder.onnx").write_bytes(b"nothing")
    done = run("translate", "-m", "./damaged", "--processes", "2", text="Il pleut.\n")
    assert "decoder.onnx" in one_line_error(done, 1)


def test_alignments_are_scored_by_cell(run: Runner, tmp_path: Path) -> None:
    for name, text in (("s", "Il pleut.\n"), ("t", "It rains.\n"), ("gold", "0-0 1-1\n")):
        (tmp_path / name).write_text(text)
    arguments = ("--alignment", "gold", "-s", "s", "-r", "t", "--cell", "lstm", "--json")
    done = run("translator", "evaluate", *arguments)
    assert b'"name": "fr-en-lstm"' in done.stdout, done.stderr
    turned = run(
        "translator",
        "evaluate",
        "--alignment",
        "gold",
        "-s",
        "t",
        "-r",
        "s",
        "--cell",
        "lstm",
        "--from",
        "en",
        "--json",
    )
    assert b'"name": "en-fr-lstm"' in turned.stdout, turned.stderr
