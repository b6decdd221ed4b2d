"""`translate` on files: order, resuming, processes, and what a kill leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import ENTRY, Runner, one_line_error
from tests.conftest import EVERYDAY
from translator.cli.lines import _sample


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """600 lines: more than one window, with blank ones."""
    lines = (EVERYDAY / "train.fr").read_text(encoding="utf-8").split("\n")[:-1]
    path = tmp_path / "in.fr"
    path.write_text("".join(f"{line}\n" for line in [*lines[:199], ""] * 3), encoding="utf-8")
    return path


@pytest.fixture
def translated(run: Runner, untrained_folder: Path, source: Path, tmp_path: Path) -> bytes:
    run("translate", "--model", untrained_folder, "-i", source, "-o", tmp_path / "whole", "--beam", 1)
    return (tmp_path / "whole").read_bytes()


def test_a_file_is_what_its_lines_are(run: Runner, untrained_folder: Path, source: Path, translated: bytes) -> None:
    assert translated.count(b"\n") == 600
    lines = translated.split(b"\n")
    assert lines[199] == lines[399] == lines[599] == b""
    assert lines[0] == lines[200] == lines[400] != b""
    piped = run("translate", "--model", untrained_folder, "--beam", 1, text=source.read_bytes())
    assert piped.stdout == translated


def test_processes_change_nothing(
    run: Runner, untrained_folder: Path, source: Path, translated: bytes, tmp_path: Path
) -> None:
    options = ("--beam", 1, "--processes", 2)
    done = run("translate", "--model", untrained_folder, "-i", source, "-o", tmp_path / "out", *options)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out").read_bytes() == translated


@pytest.mark.parametrize("cut", [1, 5_000, -1])
def test_resume_goes_on_where_the_file_was_cut(
    run: Runner, untrained_folder: Path, source: Path, translated: bytes, tmp_path: Path, cut: int
) -> None:
    (tmp_path / "out").write_bytes(translated[:cut])
    options = ("--beam", 1, "--resume")
    done = run("translate", "--model", untrained_folder, "-i", source, "-o", tmp_path / "out", *options)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out").read_bytes() == translated


def test_resume_refuses_what_is_not_its_own(
    run: Runner, untrained_folder: Path, source: Path, translated: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for content, reason in ((b"something else\n", "is not what this model makes"), (translated * 2, "more than there")):
        out.write_bytes(content)
        done = run("translate", "--model", untrained_folder, "-i", source, "-o", out, "--beam", 1, "--resume")
        assert reason in one_line_error(done, 1)
        assert out.read_bytes() == content
    done = run("translate", "--resume", "Bonjour")
    assert "--output" in one_line_error(done, 2)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_kill_leaves_whole_lines(untrained_folder: Path, source: Path, tmp_path: Path, how: int) -> None:
    source.write_bytes(source.read_bytes() * 40)
    out = tmp_path / "out"
    # A shell's background job ignores SIGINT and hands that down; here a person's Ctrl-C is meant.
    code = f"import signal; signal.signal(signal.SIGINT, signal.default_int_handler); {ENTRY['translate']}"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "--model", untrained_folder, "-i", source, "-o", out],
        env=os.environ | {"HOME": str(tmp_path)},
        stderr=subprocess.PIPE,
    )
    while not (out.exists() and out.stat().st_size > 20_000) and process.poll() is None:
        time.sleep(0.01)
    assert process.poll() is None, "the file was done before it could be interrupted"
    process.send_signal(how)
    _, message = process.communicate(timeout=60)
    assert out.read_bytes().endswith(b"\n")
    assert out.read_bytes().count(b"\n") < 24_000
    if how == signal.SIGINT:
        count = out.read_bytes().count(b"\n")
        said = f"error: stopped; {count:,} lines are done: the same command with --resume goes on"
        assert message.decode().strip() == said
        assert process.returncode == 130


def test_a_windows_file_stays_one(run: Runner, untrained_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffIl pleut.\r\n\r\nElle dort.\r\n".encode())
    command = ("translate", "--model", untrained_folder, "-i", "a.txt", "--beam", 1)
    assert run(*command, "-o", "out.txt").returncode == 0
    written = (tmp_path / "out.txt").read_bytes()
    assert written.startswith("\ufeff".encode())
    assert written.count("\ufeff".encode()) == 1
    assert written.count(b"\r\n") == written.count(b"\n") == 3
    assert run(*command).stdout == written
    for lines in (1, 2):
        kept = b"".join(written.splitlines(keepends=True)[:lines])
        (tmp_path / "out.txt").write_bytes(kept)
        assert run(*command, "-o", "out.txt", "--resume").returncode == 0
        assert (tmp_path / "out.txt").read_bytes() == written
    assert run(*command, "--json").stdout.startswith(b"{")


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_utf16_is_named(run: Runner, tmp_path: Path, name: str) -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        (tmp_path / name).write_bytes("\ufeffIl pleut.\n".encode(encoding))
        message = one_line_error(run("translate", "-i", name), 1)
        assert f"{name} is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8 {name}" in message
        piped = run("translate", text=(tmp_path / name).read_bytes())
        assert "standard input is UTF-16" in one_line_error(piped, 1)


def test_the_language_is_guessed_by_many_lines_however_slowly_a_file_is_read() -> None:
    def slowly() -> Iterator[list[str]]:
        for number in range(300):
            yield [f"line {number}"]
            yield []

    assert len(_sample(slowly(), patient=True)) == 100
    assert len(_sample(slowly(), patient=False)) == 1
    assert _sample(iter([["one"]]), patient=True) == ["one"]
