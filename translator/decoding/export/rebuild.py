"""The way back: a torch network from a model folder, so that ``--engine torch`` needs nothing but the folder.

The weights are those of the ONNX models, widened from int8 where they are stored so. `network.py` and `cells.py` say
how they got there; this undoes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from google.protobuf.message import DecodeError
from onnx import numpy_helper

from translator.decoding.export.cells import HIDDEN_BOUND, restore
from translator.decoding.export.graph import Array, input_scale
from translator.decoding.graph_check import check_graph
from translator.decoding.graph_signature import PARTS
from translator.decoding.model_folder import SHORTLIST, ModelFolder
from translator.errors import TranslatorError
from translator.network.recurrent import RecurrentLayer
from translator.network.seq2seq import Seq2Seq

Weight = Callable[[str], Array]
TABLES = ("embedding", "target_embedding", "output")


def rebuild_network(folder: ModelFolder) -> Seq2Seq:
    """The network of a model folder, ready to decode.

    Raises:
        TranslatorError: a model is damaged, or config and models do not belong together.
    """
    try:
        precision = folder.config["model"]["precision"]
        for part in PARTS:
            folder.verify(f"{part}.onnx")
            check_graph(folder.path / f"{part}.onnx", part, folder.network, precision)
        network = Seq2Seq(folder.network)
        encoder, decoder = (_weights(folder.path / name) for name in ("encoder.onnx", "decoder.onnx"))
        with torch.no_grad():
            narrow = precision == "int8"
            residual = _residual_bound(folder)
            _fill_encoder(network, encoder, residual, narrow=narrow)
            _fill_decoder(network, decoder, residual, narrow=narrow)
            output = encoder if (folder.path / SHORTLIST).is_file() else decoder  # as `encoder_model` says
            if not network.config.tied:
                _copy(network.output.weight, output("output"))
            _copy(network.output.bias, output("output.bias"))
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise TranslatorError(
            f"the models in {folder.path} are not those that its config.toml describes ({error}); export it again"
        ) from error
    return network.eval()


def _weights(path: Path) -> Weight:
    try:
        model = onnx.load(path)
    except (OSError, DecodeError) as error:
        raise TranslatorError(f"{path} is damaged or no ONNX model; restore it, or export it again") from error
    stored = {tensor.name: tensor for tensor in model.graph.initializer}

    def weight(name: str) -> Array:
        if name in stored:
            return numpy_helper.to_array(stored[name])
        whole, scale = (numpy_helper.to_array(stored[f"{name}.{part}"]) for part in ("int8", "scale"))
        # A table has a scale per row, a matrix per column.
        wide: Array = whole.astype(np.float32) * (scale[:, None] if name in TABLES else scale)
        return wide

    return weight


def _blocks(weight: Weight, name: str, bounds: Sequence[float], widths: Sequence[int], *, narrow: bool) -> list[Array]:
    """The matrices of a `Graph.linear`, one an input, free of the inputs' scales if stored in int8."""
    blocks = np.split(weight(name), np.cumsum(widths)[:-1])
    return [block / input_scale(bound) if narrow else block for block, bound in zip(blocks, bounds, strict=True)]


def _copy(parameter: Any, value: Array) -> None:
    if tuple(parameter.shape) != value.shape:
        raise ValueError(f"a weight of {value.shape} where {tuple(parameter.shape)} is wanted")
    parameter.copy_(torch.tensor(value))


def _bound(weight: Weight, name: str, factor: float) -> float:
    """The bound of a table's vectors, as `Graph.table` has it."""
    return float(np.abs(weight(name)).max()) * factor


def _residual_bound(folder: ModelFolder) -> Callable[[int], float]:
    """The bound of a sum of so many layers, as the exporter took it; models of before 2026-11-26 don't say."""
    said = folder.config["model"].get("residual_bound")
    if said is not None and (type(said) not in (int, float) or not 0 < said < 1000):
        raise ValueError(f"residual_bound is {said!r}")

    def bound(layers: int) -> float:
        return layers * HIDDEN_BOUND if layers == 1 or said is None else float(said)

    return bound


def _fill_encoder(network: Seq2Seq, weight: Weight, residual: Callable[[int], float], *, narrow: bool) -> None:
    config = network.config
    _copy(network.source_embedding.weight, weight("embedding"))
    bound = _bound(weight, "embedding", config.embedding**0.5 if config.tied else 1.0)
    for number, layer in enumerate(network.encoder.layers):
        _fill_sequence_layer(layer, f"encoder{number}", weight, bound, narrow=narrow)  # type: ignore[arg-type]
        bound = residual(number + 1)
    if config.attention != "dot":
        _copy(network.decoder.attention.key_projection.weight, weight("key_projection").T)  # type: ignore[union-attr]
    for number, maps in enumerate(network.bridge.maps):
        for affine, part in zip(maps, ("hidden", "cell"), strict=False):  # type: ignore[call-overload]
            _copy(affine.weight, weight(f"bridge{number}.{part}").T)
            _copy(affine.bias, weight(f"bridge{number}.{part}.bias"))


def _fill_sequence_layer(layer: RecurrentLayer, name: str, weight: Weight, bound: float, *, narrow: bool) -> None:
    kernel: Any = layer.kernel
    kind = type(kernel).__name__
    for direction, suffix in enumerate(("", "_reverse")):
        bounds, widths = [bound, HIDDEN_BOUND], [kernel.input_size, kernel.hidden_size]
        try:
            inputs, hidden = _blocks(weight, f"{name}.gates{direction}", bounds, widths, narrow=narrow)
            bias = weight(f"{name}.gates{direction}.bias")
            second_bias = np.zeros_like(bias)
        except KeyError:  # a GRU, or an LSTM exported before 2026-11-27, has them apart
            (inputs,) = _blocks(weight, f"{name}.input{direction}", bounds[:1], widths[:1], narrow=narrow)
            (hidden,) = _blocks(weight, f"{name}.hidden{direction}", bounds[1:], widths[1:], narrow=narrow)
            bias, second_bias = (weight(f"{name}.{side}{direction}.bias") for side in ("input", "hidden"))
        _copy(getattr(kernel, f"weight_ih_l0{suffix}"), restore(inputs.T, kind))
        _copy(getattr(kernel, f"weight_hh_l0{suffix}"), restore(hidden.T, kind))
        # Biases that are only ever added are stored as their sum.
        _copy(getattr(kernel, f"bias_ih_l0{suffix}"), restore(bias, kind))
        _copy(getattr(kernel, f"bias_hh_l0{suffix}"), restore(second_bias, kind))


def _fill_decoder(network: Seq2Seq, weight: Weight, residual: Callable[[int], float], *, narrow: bool) -> None:
    config, decoder = network.config, network.decoder
    _copy(network.target_embedding.weight, weight("target_embedding"))
    if config.attention == "additive":
        _copy(decoder.attention.query_projection.weight, weight("query_projection").T)  # type: ignore[union-attr]
        _copy(decoder.attention.query_projection.bias, weight("query_projection.bias"))  # type: ignore[union-attr]
        _copy(decoder.attention.energy.weight, weight("energy").T)  # type: ignore[union-attr]
    context = residual(config.encoder_layers)
    embedded = _bound(weight, "target_embedding", config.embedding**0.5 if config.tied else 1.0)
    bounds, widths = [embedded], [config.embedding]
    if config.input_feeding:
        bounds, widths = [embedded, HIDDEN_BOUND], [config.embedding] * 2
    for number, layer in enumerate(decoder.layers):
        _fill_step_layer(layer, f"decoder{number}", weight, bounds, widths, narrow=narrow)  # type: ignore[arg-type]
        bounds, widths = [residual(number + 1), context], [config.hidden] * 2
    readout = _blocks(weight, "readout_layer", bounds, widths, narrow=narrow)
    _copy(decoder.readout.weight, np.concatenate(readout).T)
    _copy(decoder.readout.bias, weight("readout_layer.bias"))


def _fill_step_layer(
    layer: RecurrentLayer, name: str, weight: Weight, bounds: list[float], widths: list[int], *, narrow: bool
) -> None:
    kernel: Any = layer.kernel
    kind = type(kernel).__name__
    width = kernel.hidden_size
    *inputs, hidden = _blocks(weight, f"{name}.gates", [*bounds, HIDDEN_BOUND], [*widths, width], narrow=narrow)
    from_inputs, bias = np.concatenate(inputs), weight(f"{name}.gates.bias")
    second_bias = np.zeros_like(bias)
    if kind == "GRU":
        new = np.concatenate(_blocks(weight, f"{name}.input_new", bounds, widths, narrow=narrow))
        (hidden_new,) = _blocks(weight, f"{name}.hidden_new", [HIDDEN_BOUND], [width], narrow=narrow)
        from_inputs = np.concatenate([from_inputs, new], axis=1)
        hidden = np.concatenate([hidden, hidden_new], axis=1)
        bias = np.concatenate([bias, weight(f"{name}.input_new.bias")])
        second_bias = np.concatenate([second_bias, weight(f"{name}.hidden_new.bias")])
    _copy(kernel.weight_ih_l0, restore(from_inputs.T, kind))
    _copy(kernel.weight_hh_l0, restore(hidden.T, kind))
    _copy(kernel.bias_ih_l0, restore(bias, kind))
    _copy(kernel.bias_hh_l0, restore(second_bias, kind))
