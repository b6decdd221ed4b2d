"""`translator benchmark`: what it prints and refuses. How fast it finds this machine is nobody's business here."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema

from tests.cli.conftest import Runner, one_line_error
from translator.show.benchmark import SCHEMA

FEW = ("--sentences", 3, "--threads", 1)


def test_json_is_as_described_and_torch_stays_out(run: Runner, untrained_folder: Path) -> None:
    settings = {"PYTHONPROFILEIMPORTTIME": "1", "TRANSLATOR_BEAM": "none of translator's business"}
    done = run("translator", "benchmark", "--model", untrained_folder, *FEW, "--beam", 2, "--json", **settings)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert (found["model"], found["from"], found["to"], found["beam"]) == ("untrained", "fr", "en", 2)
    assert found["sentence"]["median_ms"] <= found["sentence"]["p95_ms"]
    assert found["file"]["sentences"] == found["align"]["pairs"] == found["sentence"]["sentences"] == 3
    assert found["file"]["words"] >= 9
    assert 20 < found["cold"]["memory_mb"] < 5000
    assert [product["threads"] for product in found["float32_products"]] == [1]
    imported = {line.rpartition(b"|")[2].strip() for line in done.stderr.splitlines()}
    assert b"onnxruntime" in imported
    assert b"torch" not in imported


def test_the_table_has_a_row_for_each_thing(run: Runner, untrained_folder: Path) -> None:
    done = run("translator", "benchmark", "-m", untrained_folder, "--from", "fr", *FEW)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode()
    for part in ("untrained: French → English, LSTM", "cold start", "a sentence", "a file", "aligning", "GFLOP/s"):
        assert part in text


def test_refusals(run: Runner, tmp_path: Path, untrained_folder: Path) -> None:
    def message(*options: object, code: int = 1) -> str:
        return one_line_error(run("translator", "benchmark", *options), code)

    assert "did you mean fr-en-lstm?" in message("-m", "fr-en-lstn", code=2)
    assert "leave out --from en" in message("-m", untrained_folder, "--from", "en")
    assert "--from and --to are both en" in message("--from", "en", "--to", "en", code=2)
    assert "--beam" in message("--beam", 0, code=2)

    german = tmp_path / "german"
    shutil.copytree(untrained_folder, german)
    config = (german / "config.toml").read_text(encoding="utf-8")
    (german / "config.toml").write_text(config.replace('from = "fr"', 'from = "de"', 1), encoding="utf-8")
    assert "translates de to en; the sentences to measure with are French and English" in message("-m", "./german")
    shutil.copytree(untrained_folder, tmp_path / "cut")
    (tmp_path / "cut" / "decoder.onnx").write_bytes(b"short")
    assert "failed: " in message("-m", "./cut")
