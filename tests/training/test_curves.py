"""The picture of a run, and early stopping."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.training.runs import Heard, start
from translator.training.curves import draw_curves, read_log
from translator.training.events import AllEvents, RunFiles
from translator.training.loop import Trainer
from translator.training.validation import Validation


def test_a_run_folder_explains_itself(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    files = RunFiles(tmp_path)
    assert Trainer(start(tmp_path, updates=4, validate_every=2, dev_sentences=5), tmp_path, AllEvents([files])).run()
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")
    explanation = (tmp_path / "README.md").read_text(encoding="utf-8")
    for path in tmp_path.iterdir():
        known = path.name in explanation or any(part in path.name for part in ("README", "events.", "dev."))
        assert known, path.name


def test_what_was_done_twice_counts_once(tmp_path: Path) -> None:
    events = [("progress", 10, 3.0), ("progress", 20, 2.5), ("progress", 10, 2.9)]
    lines = [json.dumps({"event": kind, "update": update, "loss": loss}) for kind, update, loss in events]
    (tmp_path / "log.jsonl").write_text("\n".join([*lines, '{"torn']), encoding="utf-8")
    assert [(event["update"], event["loss"]) for event in read_log(tmp_path / "log.jsonl")] == [(10, 2.9), (20, 2.5)]


def test_nothing_to_draw_draws_nothing(tmp_path: Path) -> None:
    draw_curves(tmp_path / "log.jsonl", tmp_path / "curves.png")
    assert not (tmp_path / "curves.png").exists()


@pytest.mark.parametrize(("better_by", "expected"), [("bleu", 8), ("loss", 12)])
def test_training_stops_when_it_gets_no_better(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, better_by: str, expected: int
) -> None:
    """BLEU 1 2 1 1 …, losses falling until the fourth validation."""
    results = iter([(5.0, 1.0), (4.0, 2.0), (3.0, 1.0), (2.0, 1.0), (2.5, 1.0), (2.5, 1.0), (2.5, 1.0)])
    monkeypatch.setattr("translator.training.loop.validate", lambda *_, **__: Validation(*next(results), ()))
    heard = Heard()
    changes = {"updates": 40, "validate_every": 2, "patience": 2, "better_by": better_by, "keep_best": 1}
    trainer = Trainer(start(tmp_path, **changes), tmp_path, heard)
    assert trainer.run()
    assert trainer.update == expected
    best = [path.stem for path in (tmp_path / "best").iterdir()]
    assert best == [f"update-{4 if better_by == 'bleu' else 8:08d}"]
