"""Beginning with other parameters: of another depth, of another cell, of a shipped model."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import torch

from tests.training.runs import SMALL, start, train
from translator.cli.training import start_run
from translator.decoding.model_folder import find_model
from translator.errors import TranslatorError
from translator.network.config import NetworkConfig
from translator.network.seq2seq import Seq2Seq
from translator.text.tokenizer import Tokenizer
from translator.training.beginning import Beginning, fit, open_beginning

SOURCE, LENGTHS = torch.tensor([[5, 6, 7, 2], [8, 9, 2, 0]]), torch.tensor([4, 3])
PREVIOUS = torch.tensor([[1, 20, 21], [1, 22, 23]])


def beginning(**changes: object) -> tuple[Seq2Seq, Beginning]:
    torch.manual_seed(1)
    settings = {"vocabulary": 40, "embedding": 32, "hidden": 64, "encoder_layers": 2, "decoder_layers": 1, "dropout": 0}
    network = Seq2Seq(NetworkConfig(**(settings | changes))).eval()  # type: ignore[arg-type]
    parameters = {name: parameter.detach().clone() for name, parameter in network.named_parameters()}
    tokenizer = Tokenizer.load(find_model("fr-en-lstm").path / "tokenizer.model")
    return network, Beginning(parameters, network.config, tokenizer, "it")


def fitted(one: Beginning, **changes: object) -> Seq2Seq:
    config = dataclasses.replace(one.config, **changes)  # type: ignore[arg-type]
    network = Seq2Seq(config).eval()
    network.load_state_dict(fit(one, config, seed=3), strict=False)
    return network


@torch.inference_mode()
def readouts(network: Seq2Seq) -> torch.Tensor:
    return network.teach(SOURCE, LENGTHS, PREVIOUS).readouts


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_a_deeper_encoder_begins_near_what_it_comes_from(cell: str) -> None:
    network, one = beginning(cell=cell)
    deeper = fitted(one, encoder_layers=3)
    away = (readouts(deeper) - readouts(network)).norm() / readouts(network).norm()
    torch.manual_seed(2)
    afresh = (readouts(Seq2Seq(one.config).eval()) - readouts(network)).norm() / readouts(network).norm()
    assert 0 < away < 0.15
    assert afresh > 0.8


def test_a_shallower_decoder_keeps_its_lower_layers() -> None:
    network, one = beginning(decoder_layers=2)
    shallow = fitted(one, decoder_layers=1)
    mine, its = (dict(each.named_parameters()) for each in (shallow, network))
    assert set(its) - set(mine) == {name for name in its if name.startswith(("decoder.layers.1.", "bridge.maps.1."))}
    assert all(torch.equal(mine[name], its[name]) for name in mine)


@pytest.mark.parametrize(("old", "new"), [("lstm", "gru"), ("gru", "lstm")])
def test_another_cell_takes_over_all_but_the_recurrent_layers(old: str, new: str) -> None:
    network, one = beginning(cell=old)
    other = fitted(one, cell=new)
    torch.manual_seed(3)
    afresh = dict(Seq2Seq(other.config).named_parameters())
    its = dict(network.named_parameters())
    taken = {name for name, ours in other.named_parameters() if name in its and torch.equal(ours, its[name])}
    only_of_an_lstm = {name for name in afresh if name.startswith("bridge.maps.0.1.")}
    assert taken == {name for name in afresh if ".kernel." not in name} - only_of_an_lstm
    for name, ours in other.named_parameters():
        if name not in taken:
            assert torch.equal(ours, afresh[name]), name


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"hidden": 32}, "its hidden is 64, the recipe asks for 32; set hidden = 64"),
        ({"encoder_layers": 1}, "its encoder_layers is 2"),
        ({"decoder_layers": 2}, "its decoder_layers is 1"),
        ({"attention": "dot"}, "its attention is general"),
    ],
)
def test_what_does_not_fit_is_named(changes: dict[str, object], complaint: str) -> None:
    _, one = beginning()
    with pytest.raises(TranslatorError, match=complaint):
        fit(one, dataclasses.replace(one.config, **changes), seed=1)  # type: ignore[arg-type]


def test_a_shipped_model_is_trained_on(tmp_path: Path) -> None:
    """By its name; what is not said of the network is as in the model, whose int8 weights are widened."""
    data = {key: SMALL[key] for key in ("source", "target", "dev_source", "dev_target")}
    run = {"updates": 1, "learning_rate": 0.0, "ema": 0.0, "dev_sentences": 20, "precision": "float32", "threads": 1}
    start_run(None, tmp_path / "mine", {**data, **run, "start_from": "fr-en-lstm"})
    told = (tmp_path / "mine" / "training" / "log.jsonl").read_text(encoding="utf-8")
    assert "beginning with the parameters of the model fr-en-lstm" in told
    shipped, mine = open_beginning("fr-en-lstm"), open_beginning(str(tmp_path / "mine"))
    assert mine.config == shipped.config
    assert mine.tokenizer.model == shipped.tokenizer.model
    for name, parameter in mine.parameters.items():
        assert torch.equal(parameter, shipped.parameters[name]), name


def test_a_run_in_a_model_folder_is_preferred_to_its_int8_weights(tmp_path: Path) -> None:
    folder = tmp_path / "mine" / "training"
    train(start(folder, updates=2), folder)
    (tmp_path / "mine" / "encoder.onnx").write_bytes(b"")
    assert "checkpoint" in open_beginning(str(tmp_path / "mine")).origin


def test_no_such_beginning_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(TranslatorError, match="neither a checkpoint nor the folder of a training run"):
        open_beginning(str(tmp_path / "nothing"))
