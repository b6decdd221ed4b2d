"""What a run writes beside its checkpoints never ends it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from tensorboard.summary.writer.record_writer import RecordWriter

from translator.training.events import Progress, RunFiles


@pytest.mark.filterwarnings("error")  # such as of a traceback of another thread
def test_a_full_disk_switches_the_board_off_with_one_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    files = RunFiles(tmp_path, told.append)

    def full(writer: RecordWriter, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(RecordWriter, "write", full)
    for update in range(5):
        files.progress(Progress(update, 5, 0, 0.1, 1.0), {"loss": 1.0})
        time.sleep(0.05)  # the board's own thread writes
    files.finished(5, -1.0, interrupted=False)
    assert len(told) == 1
    assert "No space left on device" in told[0]
    events = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [event["event"] for event in events if event["event"] != "progress"] == ["warning", "finished"]


def test_a_board_that_cannot_be_begun_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("torch.utils.tensorboard.SummaryWriter", full)
    told: list[str] = []
    files = RunFiles(tmp_path, told.append)
    files.progress(Progress(1, 5, 0, 0.1, 1.0), {"loss": 1.0})
    files.finished(5, -1.0, interrupted=False)
    assert len(told) == 1
