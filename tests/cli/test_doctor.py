"""`translator doctor` tells what works from what does not."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.conftest import Runner
from translator.cli.examination import Finding


def test_what_need_not_be_there_has_no_tick() -> None:
    found = Finding("it is not installed", is_absent=True)
    assert found.mark not in "✓!✗"


def test_all_well(run: Runner, tmp_path: Path) -> None:
    done = run("translator", "doctor", PYTHONPROFILEIMPORTTIME="1")
    text = done.stdout.decode()
    assert done.returncode == 0, text
    assert text.endswith("all well\n")
    for part in ("onnxruntime", "torch", "cores", "instructions: ", "fr-en-lstm (fr → en, lstm): Il pleut. → It"):
        assert part in text
    assert str(tmp_path / ".config" / "translator" / "config.toml") in text
    imported = {line.rpartition(b"|")[2].strip() for line in done.stderr.splitlines()}
    assert b"onnxruntime" in imported
    assert b"torch" not in imported


def test_what_is_broken_is_said_with_what_to_do(run: Runner, tmp_path: Path, untrained_folder: Path) -> None:
    models = tmp_path / ".local" / "share" / "translator" / "models"
    for name in ("good", "cut", "lost"):
        shutil.copytree(untrained_folder, models / name)
    (models / "cut" / "decoder.onnx").write_bytes(b"short")
    (models / "lost" / "encoder.onnx").unlink()
    config = tmp_path / ".config" / "translator" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("beem = 3\n")
    done = run("translator", "doctor", TRANSLATOR_CEL="gru")
    text = done.stdout.decode()
    assert done.returncode == 1
    assert done.stderr == b""
    assert "✓ untrained (fr → en, lstm)" in text
    assert "✗ cut: " in text
    assert "✗ " + str(models / "lost") in text
    assert "unknown key 'beem'; did you mean 'beam'?" in text
    assert text.endswith("3 broken\n")
    lines = text.splitlines()
    assert all(lines[i + 1].startswith("    → ") for i, line in enumerate(lines) if line.startswith(("  ✗", "  !")))


def test_a_variable_that_does_nothing(run: Runner) -> None:
    done = run("translator", "doctor", TRANSLATOR_CEL="gru", TRANSLATOR_BEAM="2")
    assert done.returncode == 0
    assert "TRANSLATOR_CEL is set, and does nothing" in done.stdout.decode()
    assert "did you mean 'cell'?" in done.stdout.decode()
    assert "beam = 2 (environment)" in done.stdout.decode()
