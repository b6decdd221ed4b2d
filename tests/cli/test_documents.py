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


def test_a_page_names_its_new_language(run: Runner, untrained_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<html lang="fr"><p>Il pleut</p></html>', encoding="utf-8")
    done = run("translate", "--model", untrained_folder, "-i", "a.html")
    assert done.stdout.decode().startswith('<html lang="en"><p>'), done.stderr


def test_a_document_without_prose_needs_no_model(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_bytes(b"1\n00:00:01,000 --> 00:00:02,000\n123\n")
    done = run("translate", "-i", "a.srt")
    assert done.stdout == (tmp_path / "a.srt").read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "arguments", "complaint"),
    [
        ("a.docx", b"PK", [], "a.docx: .docx is unknown"),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\n\xe9t\xe9\n", [], "a.srt, line 3: not UTF-8"),
        ("a.md", b"Il pleut.", ["-o", "b.html"], "a.md is Markdown and stays so; b.html would be HTML: name it *.md"),
        ("a.md", b"Il pleut.", ["--json"], "a.md is a document; --json needs lines"),
        ("a.md", b"Il pleut.", ["--nbest", "2", "--align"], "a.md is a document; --nbest and --align need lines"),
        ("a.md", b"Il pleut.", ["--heatmap", "--no-align"], "a.md is a document; --heatmap needs lines"),
    ],
)
def test_what_cannot_be_translated(
    run: Runner, tmp_path: Path, name: str, data: bytes, arguments: list[str], complaint: str
) -> None:
    (tmp_path / name).write_bytes(data)
    assert complaint in one_line_error(run("translate", "-i", name, *arguments), 1)


def test_defaults_that_go_line_by_line_are_none_of_a_document(
    run: Runner, untrained_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text("# Il pleut\n", encoding="utf-8")
    plain = run("translate", "--model", untrained_folder, "-i", "a.md")
    config = tmp_path / ".config" / "translator" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("align = true\nheatmap = true\nnbest = 3\n")
    done = run("translate", "--model", untrained_folder, "-i", "a.md", TRANSLATOR_FORMAT="json")
    assert (done.returncode, done.stdout) == (0, plain.stdout), done.stderr
    message = one_line_error(run("translate", "-i", "a.md", "--nbest", 2), 1)
    assert "a.md is a document; --nbest needs lines" in message


def test_a_missing_document(run: Runner) -> None:
    assert "cannot read nowhere.md" in one_line_error(run("translate", "-i", "nowhere.md"), 1)


def test_another_language_is_said_and_translated_only_when_asked_for(run: Runner, untrained_folder: Path) -> None:
    german = "Guten Tag, wie geht es Ihnen heute?"
    message = one_line_error(run("translate", "--model", untrained_folder, german), 1)
    assert "neither French nor English" in message
    assert "--from fr" in message
    assert run("translate", "--model", untrained_folder, "--from", "fr", german).returncode == 0
    assert run("translate", "--model", untrained_folder, text=german).returncode == 1
