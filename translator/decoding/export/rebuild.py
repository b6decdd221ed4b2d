"""The way back: a torch network from a model folder, so that ``--engine torch`` needs nothing but the folder.

The weights are those of the ONNX models, widened from int8 where they are stored so. `network.py` and `cells.py` say
how they got there; this undoes it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from google.protobuf.message import DecodeError
from onnx import numpy_helper

from translator.decoding.export.cells import ONNX_GATE_ORDER
from translator.decoding.export.graph import Array
from translator.decoding.model_folder import ModelFolder
from translator.errors import TranslatorError
from translator.network.config import NetworkConfig
from translator.network.recurrent import RecurrentLayer
from translator.network.seq2seq import Seq2Seq

Weight = Callable[[str], Array]


def rebuild_network(folder: ModelFolder) -> Seq2Seq:
    """The network of a model folder, ready to decode.

    Raises:
        TranslatorError: a model is damaged, or config and models do not belong together.
    """
    try:
        network = Seq2Seq(NetworkConfig(**folder.config["network"]))
        encoder, decoder = (_weights(folder.path / name) for name in ("encoder.onnx", "decoder.onnx"))
        with torch.no_grad():
            _fill_encoder(network, encoder)
            _fill_decoder(network, decoder)
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
        wide: Array = whole.astype(np.float32) * scale
        return wide

    return weight


def _copy(parameter: Any, value: Array) -> None:
    if tuple(parameter.shape) != value.shape:
        raise ValueError(f"a weight of {value.shape} where {tuple(parameter.shape)} is wanted")
    parameter.copy_(torch.tensor(value))


def _fill_encoder(network: Seq2Seq, weight: Weight) -> None:
    _copy(network.source_embedding.weight, weight("embedding").T)
    for number, layer in enumerate(network.encoder.layers):
        _fill_sequence_layer(layer, f"encoder{number}", weight)  # type: ignore[arg-type]
    if network.config.attention != "dot":
        _copy(network.decoder.attention.key_projection.weight, weight("key_projection").T)  # type: ignore[union-attr]
    for number, maps in enumerate(network.bridge.maps):
        for affine, part in zip(maps, ("hidden", "cell"), strict=False):  # type: ignore[call-overload]
            _copy(affine.weight, weight(f"bridge{number}.{part}").T)
            _copy(affine.bias, weight(f"bridge{number}.{part}.bias"))


def _fill_sequence_layer(layer: RecurrentLayer, name: str, weight: Weight) -> None:
    order = ONNX_GATE_ORDER[type(layer.kernel).__name__]

    def restore(stacked: Array) -> Array:
        gates = np.split(stacked, len(order))
        return np.concatenate([gates[order.index(i)] for i in range(len(order))])

    inputs, hidden, biases = (weight(f"{name}.{part}") for part in ("input", "hidden", "bias"))
    for direction, suffix in enumerate(("", "_reverse")):
        # Stored [directions, inputs, gates]; in float32 just so, in int8 with a scale per gate row.
        _copy(getattr(layer.kernel, f"weight_ih_l0{suffix}"), restore(inputs[direction].T))
        _copy(getattr(layer.kernel, f"weight_hh_l0{suffix}"), restore(hidden[direction].T))
        input_bias, hidden_bias = np.split(biases[direction], 2)
        _copy(getattr(layer.kernel, f"bias_ih_l0{suffix}"), restore(input_bias))
        _copy(getattr(layer.kernel, f"bias_hh_l0{suffix}"), restore(hidden_bias))


def _fill_decoder(network: Seq2Seq, weight: Weight) -> None:
    config, decoder = network.config, network.decoder
    _copy(network.target_embedding.weight, weight("output" if config.tied else "target_embedding").T)
    _copy(network.output.weight, weight("output").T)
    _copy(network.output.bias, weight("output.bias"))
    _copy(decoder.readout.weight, weight("readout_layer").T)
    _copy(decoder.readout.bias, weight("readout_layer.bias"))
    if config.attention == "additive":
        _copy(decoder.attention.query_projection.weight, weight("query_projection").T)  # type: ignore[union-attr]
        _copy(decoder.attention.query_projection.bias, weight("query_projection.bias"))  # type: ignore[union-attr]
        _copy(decoder.attention.energy.weight, weight("energy").T)  # type: ignore[union-attr]
    for number, layer in enumerate(decoder.layers):
        blocks = 2 if number or config.input_feeding else 1
        kernel: Any = layer.kernel
        name = f"decoder{number}"
        _copy(kernel.weight_ih_l0, np.concatenate([weight(f"{name}.input{i}").T for i in range(blocks)], axis=1))
        _copy(kernel.weight_hh_l0, weight(f"{name}.hidden").T)
        _copy(kernel.bias_hh_l0, weight(f"{name}.hidden.bias"))
        # An LSTM's two biases are only ever added, so they are stored as their sum.
        if config.cell == "gru":
            _copy(kernel.bias_ih_l0, weight(f"{name}.input_bias"))
        else:
            kernel.bias_ih_l0.zero_()
