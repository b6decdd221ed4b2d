"""`translate -i`: documents by extension; what cannot be translated is said in a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Runner, one_line_error


def test_a_document_in_a_document_out(run: Runner, untrained_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Il pleut\n\n- `code` ici\n\n```\nx = 1\n```\n", encoding="utf-8")
    done = run("translate", "--model", untrained_folder, "-i", "a.md", "-o", "b.md")
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    out = (tmp_path / "b.md").read_text(encoding="utf-8")
    assert out.startswith("# ")
    assert "`code`" in out
    assert out.endswith("\n\n```\nx = 1\n```\n")
    assert "pleut" not in out


def test_a_document_without_prose_needs_no_model(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_bytes(b"1\n00:00:01,000 --> 00:00:02,000\n123\n")
    done = run("translate", "-i", "a.srt")
    assert done.stdout == (tmp_path / "a.srt").read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "arguments", "complaint"),
    [
        ("a.docx", b"PK", [], "a.docx: .docx is unknown"),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\n\xe9t\xe9\n", [], "a.srt, line 3: not UTF-8"),
        ("a.md", b"Il pleut.", ["--json"], "a.md is a document"),
        ("a.md", b"Il pleut.", ["--nbest", "2"], "a.md is a document"),
    ],
)
def test_what_cannot_be_translated(
    run: Runner, tmp_path: Path, name: str, data: bytes, arguments: list[str], complaint: str
) -> None:
    (tmp_path / name).write_bytes(data)
    assert complaint in one_line_error(run("translate", "-i", name, *arguments), 1)


def test_a_missing_document(run: Runner) -> None:
    assert "cannot read nowhere.md" in one_line_error(run("translate", "-i", "nowhere.md"), 1)


def test_another_language_is_said_and_translated_only_when_asked_for(run: Runner, untrained_folder: Path) -> None:
    german = "Guten Tag, wie geht es Ihnen heute?"
    message = one_line_error(run("translate", "--model", untrained_folder, german), 1)
    assert "neither French nor English" in message
    assert "--from fr" in message
    assert run("translate", "--model", untrained_folder, "--from", "fr", german).returncode == 0
    assert run("translate", "--model", untrained_folder, text=german).returncode == 1
