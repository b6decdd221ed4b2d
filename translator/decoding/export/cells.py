"""LSTM and GRU as ONNX nodes: whole sequences for the encoder, one step for the decoder."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from translator.decoding.export.graph import Array, Graph
from translator.network.recurrent import RecurrentLayer

# torch stacks the gates of an LSTM as input, forget, cell, output and of a GRU as reset, update, new;
# ONNX wants input, output, forget, cell and update, reset, hidden.
ONNX_GATE_ORDER = {"LSTM": (0, 3, 1, 2), "GRU": (1, 0, 2)}


@dataclass(frozen=True)
class LayerWeights:
    """One direction's weights as torch keeps them: [gates x H, inputs], [gates x H, H], twice [gates x H]."""

    inputs: Array
    hidden: Array
    input_bias: Array
    hidden_bias: Array


def layer_weights(layer: RecurrentLayer) -> list[LayerWeights]:
    """The weights of each direction of a layer."""
    arrays = {name: p.detach().float().cpu().numpy() for name, p in layer.kernel.named_parameters()}
    stems = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
    directions = ("", "_reverse") if layer.kernel.bidirectional else ("",)
    return [LayerWeights(*(arrays[stem + direction] for stem in stems)) for direction in directions]


def sequence_layer(graph: Graph, name: str, layer: RecurrentLayer, inputs: str, lengths: str) -> tuple[str, list[str]]:
    """A bidirectional layer over whole sequences.

    Args:
        graph: to add to.
        name: of the layer.
        layer: whose weights to take.
        inputs: [S, B, I].
        lengths: int32 [B].

    Returns:
        outputs [S, B, 2 x H/2], zero past each length, and each part of the final state [B, 2 x H/2].
    """
    kind = type(layer.kernel).__name__
    order = ONNX_GATE_ORDER[kind]
    directions = layer_weights(layer)
    hidden = directions[0].hidden.shape[1]

    def reorder(stacked: Array) -> Array:
        gates = np.split(stacked, len(order))
        return np.concatenate([gates[i] for i in order])

    # Quantised per gate row: `stored` scales over its last but one dimension, so weights go in transposed and back.
    def matrix(stem: str, values: list[Array]) -> str:
        stacked = np.stack([reorder(value).T for value in values])
        return str(graph.node("Transpose", graph.stored(f"{name}.{stem}", stacked), perm=[0, 2, 1]))

    biases = [np.concatenate([reorder(d.input_bias), reorder(d.hidden_bias)]) for d in directions]
    outputs = graph.node(
        kind,
        inputs,
        matrix("input", [d.inputs for d in directions]),
        matrix("hidden", [d.hidden for d in directions]),
        graph.weight(f"{name}.bias", np.stack(biases).astype(np.float32)),
        lengths,
        outputs=1 + layer.parts,
        hidden_size=hidden,
        direction="bidirectional",
        **({"linear_before_reset": 1} if kind == "GRU" else {}),
    )
    side_by_side = graph.constant([0, 0, 2 * hidden])
    sequence = graph.node("Reshape", graph.node("Transpose", outputs[0], perm=[0, 2, 1, 3]), side_by_side)
    state = [
        graph.node("Reshape", graph.node("Transpose", part, perm=[1, 0, 2]), graph.constant([0, 2 * hidden]))
        for part in outputs[1:]
    ]
    return sequence, state


def step_layer(graph: Graph, name: str, layer: RecurrentLayer, inputs: list[str], state: list[str]) -> list[str]:
    """One step of a one-directional layer; the new state, of which the first part is the output.

    Args:
        graph: to add to.
        name: of the layer.
        layer: whose weights to take.
        inputs: [R, width] each; their widths add up to the layer's. Each is multiplied on its own, so that each
            has its own scale where activations are quantised.
        state: parts, [R, H] each.
    """
    weights = layer_weights(layer)[0]
    split_at = np.cumsum(_widths(weights.inputs.shape[1], len(inputs)))[:-1]
    blocks = np.split(weights.inputs, split_at, axis=1)
    products = [
        graph.linear(tensor, f"{name}.input{i}", block.T, None)
        for i, (tensor, block) in enumerate(zip(inputs, blocks, strict=True))
    ]
    from_inputs = products[0]
    for product in products[1:]:
        from_inputs = graph.node("Add", from_inputs, product)
    if layer.parts == 2:
        bias = weights.input_bias + weights.hidden_bias
        gates = graph.node("Add", from_inputs, graph.linear(state[0], f"{name}.hidden", weights.hidden.T, bias))
        return _lstm_step(graph, gates, state[1])
    from_inputs = graph.node("Add", from_inputs, graph.weight(f"{name}.input_bias", weights.input_bias))
    from_hidden = graph.linear(state[0], f"{name}.hidden", weights.hidden.T, weights.hidden_bias)
    return _gru_step(graph, from_inputs, from_hidden, state[0])


def _widths(total: int, count: int) -> list[int]:
    return [total // count] * count


def _lstm_step(graph: Graph, gates: str, cell: str) -> list[str]:
    write, forget, new, show = graph.node("Split", gates, outputs=4, axis=1, num_outputs=4)
    kept = graph.node("Mul", graph.node("Sigmoid", forget), cell)
    written = graph.node("Mul", graph.node("Sigmoid", write), graph.node("Tanh", new))
    cell = graph.node("Add", kept, written)
    return [graph.node("Mul", graph.node("Sigmoid", show), graph.node("Tanh", cell)), cell]


def _gru_step(graph: Graph, from_inputs: str, from_hidden: str, hidden: str) -> list[str]:
    reset_in, update_in, new_in = graph.node("Split", from_inputs, outputs=3, axis=1, num_outputs=3)
    reset_h, update_h, new_h = graph.node("Split", from_hidden, outputs=3, axis=1, num_outputs=3)
    reset = graph.node("Sigmoid", graph.node("Add", reset_in, reset_h))
    update = graph.node("Sigmoid", graph.node("Add", update_in, update_h))
    new = graph.node("Tanh", graph.node("Add", new_in, graph.node("Mul", reset, new_h)))
    # (1 - z) n + z h, as n + z (h - n)
    return [graph.node("Add", new, graph.node("Mul", update, graph.node("Sub", hidden, new)))]
