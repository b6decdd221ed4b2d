"""`translator average` and what it writes: a checkpoint that can be exported, or begun with, wherever it lies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import torch

from tests.conftest import ROOT
from tests.training.runs import SMALL, start, train
from translator.cli.average import average
from translator.cli.export import export
from translator.decoding.translator import Translator
from translator.errors import TranslatorError
from translator.training.checkpoint import write_checkpoint
from translator.training.handover import average_checkpoints, parameters_of
from translator.training.preparation import prepare
from translator.training.recipe import make_recipe


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("average") / "training"
    train(start(folder, updates=4, validate_every=2, hidden=16, embedding=16), folder)
    return folder


def inputs(run: Path) -> list[str]:
    return [str(path) for path in sorted((run / "best").glob("*.safetensors"))]


@pytest.mark.parametrize("place", ["best/mean.safetensors", "../elsewhere/mean.safetensors"])
def test_an_average_is_exported(run: Path, tmp_path: Path, place: str) -> None:
    copy = tmp_path / "model" / "training"
    shutil.copytree(run, copy)
    average(inputs(copy), copy / place)
    export(copy / place, tmp_path / "out", name="out")
    config = Translator.load(tmp_path / "out").folder.config
    assert config["training"]["updates"] == 4
    assert config["training"]["averaged_checkpoints"] == 2


def test_an_average_is_averaged_and_exported_without_its_run(run: Path, tmp_path: Path) -> None:
    average(inputs(run), tmp_path / "one.safetensors")
    average([str(tmp_path / "one.safetensors"), *inputs(run)], tmp_path / "two.safetensors")
    export(tmp_path / "two.safetensors", tmp_path / "out")
    Translator.load(tmp_path / "out")
    with pytest.raises(TranslatorError, match="export without --shortlist"):
        export(tmp_path / "two.safetensors", tmp_path / "out", shortlist=20)


def test_a_model_and_what_became_of_it_are_averaged(run: Path, tmp_path: Path) -> None:
    """In whatever order, the model by its folder and the run by its own; one named twice counts twice."""
    wanted, _ = average_checkpoints([Path(path) for path in inputs(run)])
    shutil.copytree(run, tmp_path / "other" / "training")
    for path in (tmp_path / "other" / "training" / "best").glob("*.safetensors"):
        tensors, others = parameters_of(path)
        write_checkpoint(path, {name: 4 * tensor for name, tensor in tensors.items()}, others)
    export(tmp_path / "other", tmp_path / "model", precision="float32")
    shutil.rmtree(tmp_path / "other")
    model, trained = str(tmp_path / "model"), str(run)
    for factor, origins in ((2.5, [model, trained]), (3.0, [trained, model, model])):
        average(origins, tmp_path / "mean.safetensors")
        mean, kept = parameters_of(tmp_path / "mean.safetensors")
        assert mean.keys() == wanted.keys()
        for name, tensor in wanted.items():
            # An export has the sum of two biases, and neither vectors nor hope for marks that are never written.
            if name.endswith("weight") and "embedding" not in name:
                torch.testing.assert_close(mean[name], factor * tensor, msg=name)
        assert kept["averaged_from"] == [Path(origin).name for origin in origins]
        assert "model" not in kept
        export(tmp_path / "mean.safetensors", tmp_path / "out")
        Translator.load(tmp_path / "out")


def test_models_alone_are_averaged(run: Path, tmp_path: Path) -> None:
    export(run, tmp_path / "model")
    average([str(tmp_path / "model")] * 2, tmp_path / "mean.safetensors")
    export(tmp_path / "mean.safetensors", tmp_path / "out")
    assert Translator.load(tmp_path / "out").folder.config["training"]["updates"] == 4


def test_only_like_is_averaged(run: Path, tmp_path: Path) -> None:
    other = tmp_path / "training"
    shutil.copytree(run, other)
    shutil.copy(ROOT / "models" / "fr-en-lstm" / "tokenizer.model", other / "tokenizer.model")
    for origins, says in (
        ([str(run), str(other)], "has other pieces than"),
        (["fr-en-gru", "en-fr-gru"], "fr-en-gru translates from fr to en, en-fr-gru from en to fr"),
        ([str(run), "no-such-model"], "no-such-model is no checkpoint, no training run and no model"),
    ):
        with pytest.raises(TranslatorError, match=says):
            average(origins, tmp_path / "mean.safetensors")
    assert not (tmp_path / "mean.safetensors").exists()


def test_a_run_begins_with_an_average(run: Path, tmp_path: Path) -> None:
    average(inputs(run), tmp_path / "mean.safetensors")
    values = SMALL | {"start_from": str(tmp_path / "mean.safetensors"), "hidden": 16, "embedding": 16}
    prepared = prepare(make_recipe(values), tmp_path / "run", lambda line: None)
    assert prepared.tokenizer.model == (run / "tokenizer.model").read_bytes()


def test_parameters_alone_outside_their_run_are_refused(run: Path, tmp_path: Path) -> None:
    shutil.copy(inputs(run)[0], tmp_path / "lone.safetensors")
    with pytest.raises(TranslatorError, match=r"lies outside its run.*put it into the best/ folder"):
        export(tmp_path / "lone.safetensors", tmp_path / "out")


def test_an_average_never_overwrites_what_it_is_of(run: Path) -> None:
    before = [Path(path).read_bytes() for path in inputs(run)]
    with pytest.raises(TranslatorError, match="is what is read from; let the output go elsewhere"):
        average(inputs(run), run / "best" / ".." / "best" / Path(inputs(run)[0]).name)
    with pytest.raises(TranslatorError, match="is what is read from"):
        average([str(run)], Path(inputs(run)[0]))
    assert [Path(path).read_bytes() for path in inputs(run)] == before


def test_networks_that_differ_in_dropout_alone_are_averaged(tmp_path: Path) -> None:
    def written(name: str, value: float, **network: object) -> Path:
        path = tmp_path / name
        write_checkpoint(path, {"weight": torch.full((2,), value)}, {"network": {"hidden": 2} | network})
        return path

    one, other = written("one", 1.0, dropout=0.2), written("other", 3.0, dropout=0.1)
    tensors, facts = average_checkpoints([one, other])
    assert tensors["weight"].tolist() == [2.0, 2.0]
    assert facts["network"]["dropout"] == 0.2
    with pytest.raises(TranslatorError, match="another architecture"):
        average_checkpoints([one, written("third", 1.0, dropout=0.2, attention="general")])
