"""LSTM and GRU as ONNX nodes: whole sequences for the encoder, one step for the decoder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from translator.decoding.export.graph import Array, Bounded, Graph
from translator.network.recurrent import RecurrentLayer

# torch stacks the gates of an LSTM as input, forget, cell, output. Here output comes before cell: the three that
# go through a sigmoid stand together. A GRU's are reset, update, new on both sides.
GATE_ORDER = {"LSTM": (0, 1, 3, 2), "GRU": (0, 1, 2)}
# A hidden vector is a gate (0 to 1) times a tanh, or a mean of such; it starts from the bridge's tanh or from 0.
HIDDEN_BOUND = 1.0
# Sums of several layers' hidden vectors could have as many, but one number in two thousand has more than 1.08 (the
# shipped models on Tatoeba's dev set); for the sake of the rest, which seven bits then tell apart, those few are cut.
RESIDUAL_BOUND = 1.25


@dataclass(frozen=True)
class LayerWeights:
    """One direction's weights, gates in our order: [inputs, gates x H], [H, gates x H], twice [gates x H]."""

    inputs: Array
    hidden: Array
    input_bias: Array
    hidden_bias: Array


def reorder(stacked: Array, kind: str) -> Array:
    """Gates [gates x H, ...] from torch's order into ours."""
    gates = np.split(stacked, len(GATE_ORDER[kind]))
    return np.concatenate([gates[i] for i in GATE_ORDER[kind]])


def restore(stacked: Array, kind: str) -> Array:
    """Gates [gates x H, ...] from our order back into torch's."""
    order = GATE_ORDER[kind]
    gates = np.split(stacked, len(order))
    return np.concatenate([gates[order.index(i)] for i in range(len(order))])


def layer_weights(layer: RecurrentLayer) -> list[LayerWeights]:
    """The weights of each direction of a layer."""
    kind = type(layer.kernel).__name__
    arrays = {name: reorder(p.detach().float().cpu().numpy(), kind) for name, p in layer.kernel.named_parameters()}
    made = []
    for direction in ("", "_reverse") if layer.kernel.bidirectional else ("",):
        inputs, hidden = (arrays[f"weight_{side}_l0{direction}"].T for side in ("ih", "hh"))
        made.append(LayerWeights(inputs, hidden, *(arrays[f"bias_{side}_l0{direction}"] for side in ("ih", "hh"))))
    return made


@dataclass(frozen=True)
class Padding:
    """Of a batch of sentences: how many pieces each has, in the forms that `sequence_layer` wants.

    Attributes:
        lengths: int64 [B].
        last: int64 [2 x B, 2], for each row of both directions its last step and the row.
    """

    lengths: str
    last: str


def sequence_layer(
    graph: Graph, name: str, layer: RecurrentLayer, inputs: Bounded, padding: Padding, *, hands_on: bool
) -> tuple[str, list[str]]:
    """A bidirectional layer over whole sequences.

    Both directions run in one loop, the rows of the second below those of the first: its sentences are turned round,
    each by its own length, and its outputs turned back.

    An LSTM's inputs and hidden vector are multiplied together at every step. What the inputs contribute, worked out for
    all steps beforehand, would go through memory twice: for batches of 64 that takes a quarter longer (a sentence alone
    would be read in 1.6 ms instead of 2.1, as its weights would be gone through once, not at every step). A GRU's new
    gate wants the two apart.

    Args:
        graph: to add to.
        name: of the layer.
        layer: whose weights to take.
        inputs: [S, B, I].
        padding: of the sentences.
        hands_on: whether anything begins with its final state; else there is none to be had, which saves a copy of the
            cells at every step.

    Returns:
        outputs [S, B, 2 x H/2], of no meaning past each length, and each part of the final state [B, 2 x H/2].
    """
    directions = layer_weights(layer)
    width = directions[0].hidden.shape[0]
    inputs = graph.narrowed(inputs)
    turned = graph.node("ReverseSequence", inputs.tensor, padding.lengths, time_axis=0, batch_axis=1)
    read = [inputs, inputs._replace(tensor=turned)]
    body = graph.body()
    state = [f"{name}.before{part}" for part in range(layer.parts)]
    seen_now = [f"{name}.seen{number}" for number in range(2)]
    halves = body.node("Split", state[0], outputs=2, axis=0, num_outputs=2)
    if layer.parts == 2:
        sequences = [one.tensor for one in read]
        gates = [
            _lstm_gates(body, f"{name}.gates{number}", weights, [inputs._replace(tensor=seen)], half)
            for number, (weights, seen, half) in enumerate(zip(directions, seen_now, halves, strict=True))
        ]
        after = _lstm(body, body.node("Concat", *gates, axis=0), state[1])
    else:
        sequences = [
            graph.linear([one], f"{name}.input{number}", [weights.inputs], _input_bias(weights))
            for number, (one, weights) in enumerate(zip(read, directions, strict=True))
        ]
        from_hidden = [
            body.linear(
                [Bounded(half, HIDDEN_BOUND)], f"{name}.hidden{number}", [weights.hidden], _hidden_bias(weights)
            )
            for number, (half, weights) in enumerate(zip(halves, directions, strict=True))
        ]
        seen, kept = (body.node("Concat", *each, axis=0) for each in (seen_now, from_hidden))
        (seen_gates, seen_new), (kept_gates, kept_new) = (_gates_and_new(body, each, width) for each in (seen, kept))
        after = _gru(body, body.node("Add", seen_gates, kept_gates), seen_new, kept_new, state[0])
    rows = graph.node("Shape", padding.last, start=0, end=1)
    blank = graph.node(
        "Expand", graph.constant(0.0, np.float32), graph.node("Concat", rows, graph.constant([width]), axis=0)
    )
    parts = layer.parts if hands_on else 1
    over_time = graph.scan(body, [blank] * layer.parts, sequences, state, seen_now, after, parts)
    forth, back = graph.node("Split", over_time[0], outputs=2, axis=1, num_outputs=2)
    back = graph.node("ReverseSequence", back, padding.lengths, time_axis=0, batch_axis=1)
    final = [
        graph.node("Concat", *graph.node("Split", last, outputs=2, axis=0, num_outputs=2), axis=1)
        for last in (graph.node("GatherND", part, padding.last) for part in over_time if hands_on)
    ]
    return graph.node("Concat", forth, back, axis=2), final


def _input_bias(weights: LayerWeights) -> Array:
    """A GRU's two biases, where they are only ever added; the second reaches the new gate through the reset gate."""
    bias = weights.input_bias.copy()
    added = 2 * len(bias) // 3
    bias[:added] += weights.hidden_bias[:added]
    return bias


def _hidden_bias(weights: LayerWeights) -> Array:
    """What `_input_bias` has left."""
    bias = np.zeros_like(weights.hidden_bias)
    new = 2 * len(bias) // 3
    bias[new:] = weights.hidden_bias[new:]
    return bias


def _gates_and_new(graph: Graph, stacked: str, width: int) -> tuple[str, str]:
    gates, new = graph.node("Split", stacked, graph.constant([2 * width, width]), outputs=2, axis=1)
    return gates, new


def step_layer(
    graph: Graph, name: str, layer: RecurrentLayer, inputs: Sequence[Bounded], state: list[str]
) -> list[str]:
    """One step of a one-directional layer; the new state, of which the first part is the output.

    Args:
        graph: to add to.
        name: of the layer.
        layer: whose weights to take.
        inputs: [R, width] each; their widths are equal and add up to the layer's.
        state: parts, [R, H] each.
    """
    weights = layer_weights(layer)[0]
    width = weights.hidden.shape[0]
    blocks = np.split(weights.inputs, len(inputs))
    hidden = Bounded(state[0], HIDDEN_BOUND)
    if layer.parts == 2:
        return _lstm(graph, _lstm_gates(graph, f"{name}.gates", weights, inputs, state[0]), state[1])
    gates = graph.linear(
        [*inputs, hidden],
        f"{name}.gates",
        [block[:, : 2 * width] for block in (*blocks, weights.hidden)],
        (weights.input_bias + weights.hidden_bias)[: 2 * width],
    )
    new = [block[:, 2 * width :] for block in blocks]
    seen_new = graph.linear(inputs, f"{name}.input_new", new, weights.input_bias[2 * width :])
    kept_new = graph.linear(
        [hidden], f"{name}.hidden_new", [weights.hidden[:, 2 * width :]], weights.hidden_bias[2 * width :]
    )
    return _gru(graph, gates, seen_new, kept_new, state[0])


def _lstm_gates(graph: Graph, name: str, weights: LayerWeights, inputs: Sequence[Bounded], hidden: str) -> str:
    """What goes into the gates of rows: inputs, whose widths are equal, and the hidden vector in one product."""
    blocks = [*np.split(weights.inputs, len(inputs)), weights.hidden]
    read = [*inputs, Bounded(hidden, HIDDEN_BOUND)]
    return graph.linear(read, name, blocks, weights.input_bias + weights.hidden_bias)


def _lstm(graph: Graph, gates: str, cell: str) -> list[str]:
    write, forget, show, new = graph.node("Split", gates, outputs=4, axis=1, num_outputs=4)
    write, forget, show = (graph.node("Sigmoid", gate) for gate in (write, forget, show))
    written = graph.node("Mul", write, graph.node("Tanh", new))
    cell = graph.node("Add", graph.node("Mul", forget, cell), written)
    return [graph.node("Mul", show, graph.node("Tanh", cell)), cell]


def _gru(graph: Graph, gates: str, seen_new: str, kept_new: str, hidden: str) -> list[str]:
    reset, update = graph.node("Split", graph.node("Sigmoid", gates), outputs=2, axis=1, num_outputs=2)
    new = graph.node("Tanh", graph.node("Add", seen_new, graph.node("Mul", reset, kept_new)))
    # (1 - z) n + z h, as n + z (h - n)
    return [graph.node("Add", new, graph.node("Mul", update, graph.node("Sub", hidden, new)))]
