"""Export: ONNX Runtime computes what torch computes, for every architecture, and back."""

from __future__ import annotations

import dataclasses
import itertools
import re
import zlib
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import numpy_helper

from tests.conftest import make_network, random_sources
from translator.decoding.engine import Engine, Floats
from translator.decoding.export.folder import ModelFacts, write_model_folder
from translator.decoding.export.rebuild import rebuild_network
from translator.decoding.model_folder import ModelFolder, find_model
from translator.decoding.onnx_engine import OnnxEngine
from translator.decoding.search import SearchOptions, search
from translator.decoding.torch_engine import TorchEngine
from translator.network.config import PAD, UNUSED
from translator.network.seq2seq import Seq2Seq
from translator.text.tokenizer import Tokenizer

COMBINATIONS = list(itertools.product(("lstm", "gru"), ("dot", "general", "additive"), (1, 3), (False, True)))
SOURCE = np.array([[5, 6, 7, 8, 2], [9, 10, 2, 0, 0]])
VOCABULARY = 60


def distributions(engine: Engine) -> list[tuple[Floats, Floats]]:
    """Log-probabilities by piece, and attention, over a few steps in which rows multiply, cross and end."""
    memory, state = engine.encode(SOURCE)
    results = []
    for previous, rows, sentences in (
        ([1, 1], [0, 1], [0, 1]),
        ([20, 21, 22, 23], [0, 0, 1, 1], [0, 0, 1, 1]),
        ([21, 22, 23, 24], [1, 0, 3, 2], [0, 0, 1, 1]),
        ([25, 26, 27], [3, 2, 2], [1, 1, 1]),
        ([28, 29, 30, 31], [0, 2, 1, 1], [0, 1, 1, 1]),
    ):
        result = engine.step(*(np.array(each) for each in (previous, rows, sentences)), state, memory, VOCABULARY - 3)
        order = np.argsort(result.pieces, axis=1)
        results.append((np.take_along_axis(result.log_probabilities, order, axis=1), result.attention))
        state = result.state
    return results


def write(network: Seq2Seq, folder: Path, precision: str, tokenizer: Tokenizer) -> ModelFolder:
    write_model_folder(network, tokenizer.model, folder, ModelFacts("small", "fr", "en"), precision)  # type: ignore[arg-type]
    return ModelFolder.open(folder)


def assert_close(one: Engine, other: Engine, tolerance: float) -> None:
    for (a, a_attention), (b, b_attention) in zip(distributions(one), distributions(other), strict=True):
        np.testing.assert_allclose(a, b, atol=tolerance)
        np.testing.assert_allclose(a_attention, b_attention, atol=tolerance)


@pytest.mark.parametrize(("cell", "attention", "layers", "input_feeding"), COMBINATIONS)
def test_onnx_equals_torch_and_back(
    cell: str, attention: str, layers: int, input_feeding: bool, tmp_path: Path, tokenizer: Tokenizer
) -> None:
    network = make_network(
        cell=cell,
        attention=attention,
        encoder_layers=2,
        decoder_layers=layers,
        input_feeding=input_feeding,
        tied=layers == 1,
    )
    folder = write(network, tmp_path, "float32", tokenizer)
    assert_close(OnnxEngine(tmp_path), TorchEngine(network), 1e-5)
    assert_close(TorchEngine(rebuild_network(folder)), TorchEngine(network), 1e-5)


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_int8_stays_near_and_its_rebuilt_network_too(cell: str, tmp_path: Path, tokenizer: Tokenizer) -> None:
    network = make_network(cell=cell)
    folder = write(network, tmp_path, "int8", tokenizer)
    exact, rounded = distributions(TorchEngine(network)), distributions(OnnxEngine(tmp_path))
    for (a, a_attention), (b, b_attention) in zip(exact, rounded, strict=True):
        # Weights here are drawn at random and doubled; trained ones round more gently.
        assert np.abs(a_attention - b_attention).max() < 0.1
        assert np.abs(np.exp(a) - np.exp(b)).max() < 0.1
    rebuilt = distributions(TorchEngine(rebuild_network(folder)))
    for (a, _), (b, _) in zip(exact, rebuilt, strict=True):
        assert np.abs(np.exp(a) - np.exp(b)).max() < 0.1


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_marks_far_off_cost_the_others_no_precision(cell: str, tmp_path: Path, tokenizer: Tokenizer) -> None:
    """Training drives the vectors of marks that are never written ever further off; nobody reads them."""
    network = make_network(cell=cell)
    write(network, tmp_path / "near", "int8", tokenizer)
    with torch.no_grad():
        network.target_embedding.weight[[PAD, UNUSED]] = 1000.0
    write(network, tmp_path / "far", "int8", tokenizer)
    assert_close(OnnxEngine(tmp_path / "near"), OnnxEngine(tmp_path / "far"), 0.05)


def test_a_model_of_before_is_read_as_it_was_written() -> None:
    """Sums of layers were quantised by their greatest possible value once, and its folder did not say."""
    folder = find_model("en-fr-lstm")
    config = folder.config | {"model": {**folder.config["model"]}}
    config["model"].pop("residual_bound", None)
    old = dataclasses.replace(folder, config=config)
    config = folder.config | {"model": {**folder.config["model"], "residual_bound": 1.25}}
    new = dataclasses.replace(folder, config=config)
    old_keys, new_keys = (rebuild_network(each).decoder.readout.weight for each in (old, new))
    width, layers = folder.network.hidden, folder.network.encoder_layers
    assert torch.equal(old_keys[:, :width], new_keys[:, :width])
    torch.testing.assert_close(new_keys[:, width:] * 1.25, old_keys[:, width:] * layers)


@pytest.mark.parametrize("precision", ["float32", "int8"])
def test_an_lstm_whose_inputs_stand_apart_is_read_too(precision: str, tmp_path: Path, tokenizer: Tokenizer) -> None:
    """Until 2026-11-27 the encoder's inputs and hidden vectors were multiplied apart."""
    folder = write(make_network(cell="lstm"), tmp_path, precision, tokenizer)
    new = rebuild_network(folder)
    width = folder.network.hidden // 2
    model = onnx.load(tmp_path / "encoder.onnx")
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    for name in [name for name in stored if re.fullmatch(r"encoder\d\.gates\d(\.(bias|int8|scale))?", name)]:
        value = stored.pop(name)
        layer, gates, *part = name.split(".")
        rows = folder.network.embedding if layer == "encoder0" else 2 * width
        sides = {"int8": (value[:rows], value[rows:]), "scale": (value, value), "bias": (value, np.zeros_like(value))}
        for side, array in zip(("input", "hidden"), sides[part[0] if part else "int8"], strict=True):
            stored[".".join([layer, gates.replace("gates", side), *part])] = array
    model.graph.ClearField("initializer")
    model.graph.initializer.extend(numpy_helper.from_array(array, name) for name, array in stored.items())
    (tmp_path / "encoder.onnx").write_bytes(model.SerializeToString())
    folder.config["files"]["encoder.onnx"] = f"{zlib.crc32((tmp_path / 'encoder.onnx').read_bytes()):08x}"
    old = rebuild_network(folder)
    assert set(old.state_dict()) == set(new.state_dict())
    for name, parameter in new.state_dict().items():
        assert torch.equal(old.state_dict()[name], parameter), name


@pytest.mark.parametrize("precision", ["float32", "int8"])
@pytest.mark.parametrize("beam", [1, 4])
def test_a_batch_gives_what_its_sentences_give_alone(
    precision: str, beam: int, tmp_path: Path, tokenizer: Tokenizer
) -> None:
    """Rounding is by fixed scales, so that company never changes a translation, not even in int8."""
    write(make_network(seed=5), tmp_path, precision, tokenizer)
    engine = OnnxEngine(tmp_path)
    sources = random_sources(1, 10)
    options = SearchOptions(beam=beam)
    for source, together in zip(sources, search(engine, sources, options), strict=True):
        alone = search(engine, [source], options)[0]
        assert alone[0].pieces == together[0].pieces
        assert alone[0].score == pytest.approx(together[0].score, abs=1e-4)


def test_int8_is_a_quarter_of_float32(tmp_path: Path, tokenizer: Tokenizer) -> None:
    network = make_network(embedding=64, hidden=128, vocabulary=2000)
    sizes = {}
    for precision in ("int8", "float32"):
        write(network, tmp_path / precision, precision, tokenizer)
        sizes[precision] = sum((tmp_path / precision / f"{n}.onnx").stat().st_size for n in ("encoder", "decoder"))
    assert sizes["int8"] < 0.35 * sizes["float32"]


def test_the_same_network_is_written_the_same(tmp_path: Path, tokenizer: Tokenizer) -> None:
    for name in ("one", "two"):
        write(make_network(), tmp_path / name, "int8", tokenizer)
    for name in ("encoder.onnx", "decoder.onnx"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_torch_is_not_asked_for_more_than_the_folder(tmp_path: Path, tokenizer: Tokenizer) -> None:
    from translator.decoding.translator import Translator

    write(make_network(vocabulary=len(tokenizer)), tmp_path, "float32", tokenizer)
    onnx = Translator.load(tmp_path).translate("Je suis étudiant.")
    other = Translator.load(tmp_path, engine="torch").translate("Je suis étudiant.")
    assert onnx.text == other.text
    assert onnx.score == pytest.approx(other.score, abs=1e-4)
    np.testing.assert_allclose(onnx.attention, other.attention, atol=1e-4)
    assert torch.is_grad_enabled()
