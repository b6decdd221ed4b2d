"""The precision of the model folder belongs to the run: going on with it needs no flag again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.training.runs import SMALL
from translator.cli import training
from translator.cli.train import train
from translator.training.recipe import make_recipe


@pytest.mark.parametrize(("given", "expected"), [({}, "float32"), ({"export_precision": "int8"}, "int8")])
def test_a_resume_exports_as_the_run_was_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], expected: str
) -> None:
    values = SMALL | {"updates": 1, "hidden": 16, "embedding": 16, "export_precision": "float32"}
    training.prepare_run(make_recipe(values), tmp_path / "model")
    exported: list[str] = []
    monkeypatch.setattr(training, "hand_over", lambda *a, precision, **k: exported.append(precision))
    train(resume=tmp_path / "model", **given)
    assert exported == [expected]
