"""The whole line on real sentences: train on our 200 pairs, be killed half-way, resume, translate, score."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import EVERYDAY


def verb(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "translator", *map(str, arguments)]


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_two_hundred_pairs_are_learnt_by_heart_in_spite_of_a_kill(cell: str, tmp_path: Path) -> None:
    out = tmp_path / cell
    log = out / "training" / "log.jsonl"
    process = subprocess.Popen(
        verb("train", EVERYDAY / "recipe.toml", "--cell", cell, "--out", out), stderr=subprocess.DEVNULL
    )
    half_way = out / "training" / "checkpoints" / "update-00000200.safetensors"
    deadline = time.monotonic() + 250
    while process.poll() is None and not half_way.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert process.poll() is None, "it ended before it could be killed"
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (out / "encoder.onnx").exists()

    resumed = subprocess.run(verb("train", "--resume", out), capture_output=True, text=True)
    assert resumed.returncode == 0, resumed.stderr
    events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    starts = [event["update"] for event in events if event["event"] == "started"]
    assert starts[0] == 0
    assert starts[1] >= 200

    files = ("--source", EVERYDAY / "train.fr", "--reference", EVERYDAY / "train.en")
    scored = subprocess.run(verb("evaluate", "--model", out, *files, "--json"), capture_output=True, check=True)
    bleu = json.loads(scored.stdout)["sets"][0]["systems"][0]["scores"][0]
    assert bleu["name"] == "BLEU"
    assert bleu["score"] >= 95
