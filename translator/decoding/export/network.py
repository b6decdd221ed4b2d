"""The network as two ONNX models: the encoder, and one step of the decoder."""

from __future__ import annotations

import numpy as np
from onnx import TensorProto
from torch import Tensor

from translator.decoding.export.cells import HIDDEN_BOUND, RESIDUAL_BOUND, Padding, sequence_layer, step_layer
from translator.decoding.export.graph import Array, Bounded, Graph, Precision, Table
from translator.network.attention import AdditiveAttention, GeneralAttention
from translator.network.config import PAD, UNUSED
from translator.network.seq2seq import NEVER_WRITTEN, Seq2Seq

FLOAT, INT = TensorProto.FLOAT, TensorProto.INT64
MASKED = np.finfo(np.float32).min  # as a score, softmax makes exactly 0 of it
BLOCK = 16  # pieces whose greatest probability is looked at first
STATE_NAMES = ("hidden", "cell")
Shape = list[str | int]
Described = dict[str, tuple[int, Shape]]  # element type and shape by name


def _array(parameter: Tensor) -> Array:
    array: Array = parameter.detach().float().cpu().numpy()
    return array


def _vectors(embedding: Tensor) -> Array:
    """Vectors of pieces, without those of marks that are neither read nor written.

    Training drives these ever further off, as nothing ever speaks for them; they would set the bound of all others.
    """
    array = _array(embedding).copy()
    array[[PAD, UNUSED]] = 0.0
    return array


def encoder_model(network: Seq2Seq, precision: Precision, *, limited: bool = False) -> bytes:
    """Source pieces to all that decoding needs.

    Inputs: ``source`` int64 [B, S].
    Outputs: ``keys`` [B, H, S] (additive attention: [B, S, H]), ``values`` [B, S, H], ``mask`` [B, S] to be added to
    scores, ``state_hidden`` (and ``state_cell``) [L, B, H].

    With ``limited``, for models that have a shortlist, ``vocabulary`` int64 [W], the pieces that may be written, is an
    input too, and the output layer of that vocabulary is given out: ``output_matrix`` [E, W], ``output_scale`` [W]
    (int8 only), ``output_bias`` [W].
    """
    config = network.config
    graph = Graph(precision)
    real = graph.node("Not", graph.node("Equal", "source", graph.constant(0)))
    lengths = graph.node("ReduceSum", graph.node("Cast", real, to=TensorProto.INT64), graph.constant([1]), keepdims=0)
    mask = graph.node("Where", real, graph.constant(0.0, np.float32), graph.constant(MASKED, np.float32))
    factor = config.embedding**0.5 if config.tied else 1.0
    table = graph.table("embedding", _vectors(network.source_embedding.weight))
    inputs = graph.embed(graph.node("Transpose", "source", perm=[1, 0]), table, factor)
    padding = _padding(graph, lengths)
    states: list[list[str]] = []
    for number, layer in enumerate(network.encoder.layers):
        hands_on = number in network.bridge.origin
        read, state = sequence_layer(graph, f"encoder{number}", layer, inputs, padding, hands_on=hands_on)  # type: ignore[arg-type]
        # From the second layer on with a residual.
        summed = graph.node("Add", read, inputs.tensor) if number else read
        inputs = Bounded(summed, RESIDUAL_BOUND, sure=False) if number else Bounded(read, HIDDEN_BOUND)
        states.append(state)
    values = graph.node("Transpose", inputs.tensor, perm=[1, 0, 2])
    graph.rename(values, "values")
    graph.rename(_keys(graph, network, values), "keys")
    graph.rename(mask, "mask")
    parts = _bridge(graph, network, states)
    if limited:
        output_table = table if config.tied else graph.table("output", _vectors(network.output.weight))
        parts_out = parts | graph.columns_of(output_table, HIDDEN_BOUND, "vocabulary")
        parts_out["output_bias"] = graph.node(
            "Gather", graph.weight("output.bias", _output_bias(network)), "vocabulary"
        )
    else:
        parts_out = parts
    for name, part in parts_out.items():
        graph.rename(part, name)
    key_shape: Shape = ["B", "S", config.hidden] if config.attention == "additive" else ["B", config.hidden, "S"]
    outputs: Described = {
        "keys": (FLOAT, key_shape),
        "values": (FLOAT, ["B", "S", config.hidden]),
        "mask": (FLOAT, ["B", "S"]),
        **{name: (FLOAT, [config.decoder_layers, "B", config.hidden]) for name in parts},
    }
    inputs_described: Described = {"source": (INT, ["B", "S"])}
    if limited:
        outputs |= _output_layer(network, precision)
        inputs_described["vocabulary"] = (INT, ["W"])
    return graph.model("encoder", inputs_described, outputs, {"vocabulary": str(config.vocabulary)})


def _output_bias(network: Seq2Seq) -> Array:
    """The output layer's bias [V], in which what is never written has no chance."""
    bias = _array(network.output.bias).copy()
    bias[NEVER_WRITTEN] = -1e9
    return bias


def _output_layer(network: Seq2Seq, precision: Precision) -> Described:
    """The chosen part of the output layer, on its way from the encoder's graph to the decoder's."""
    matrix = (FLOAT if precision == "float32" else TensorProto.INT8, ["E", "W"])
    scale: Described = {} if precision == "float32" else {"output_scale": (FLOAT, ["W"])}
    return {"output_matrix": (matrix[0], [network.config.embedding, "W"]), **scale, "output_bias": (FLOAT, ["W"])}


def _padding(graph: Graph, lengths: str) -> Padding:
    last = graph.node("Sub", graph.node("Concat", lengths, lengths, axis=0), graph.constant([1]))
    rows = graph.node("Squeeze", graph.node("Shape", last))
    numbers = graph.node("Range", graph.constant(0), rows, graph.constant(1))
    column = graph.constant([1])
    pairs = graph.node("Concat", *(graph.node("Unsqueeze", each, column) for each in (last, numbers)), axis=1)
    return Padding(lengths, pairs)


def _keys(graph: Graph, network: Seq2Seq, values: str) -> str:
    attention = network.decoder.attention
    keys = values
    if isinstance(attention, GeneralAttention | AdditiveAttention):
        matrix = graph.stored("key_projection", _array(attention.key_projection.weight).T)
        keys = graph.node("MatMul", values, matrix)
    # Scores want keys as columns; turning them once here saves it at every step.
    return keys if isinstance(attention, AdditiveAttention) else graph.node("Transpose", keys, perm=[0, 2, 1])


def _bridge(graph: Graph, network: Seq2Seq, states: list[list[str]]) -> dict[str, str]:
    stacked = {}
    for part, part_name in enumerate(STATE_NAMES[: len(states[0])]):
        layers = []
        for number, (origin, maps) in enumerate(zip(network.bridge.origin, network.bridge.maps, strict=True)):
            affine = maps[part]  # type: ignore[index]
            # Once a sentence, and a cell state knows no bounds: in float32.
            matrix = graph.stored(f"bridge{number}.{part_name}", _array(affine.weight).T)
            bias = graph.weight(f"bridge{number}.{part_name}.bias", _array(affine.bias))
            mapped = graph.node("Add", graph.node("MatMul", states[origin][part], matrix), bias)
            layers.append(graph.node("Unsqueeze", graph.node("Tanh", mapped), graph.constant([0])))
        stacked[f"state_{part_name}"] = graph.node("Concat", *layers, axis=0)
    return stacked


def decoder_model(network: Seq2Seq, precision: Precision, *, limited: bool = False) -> bytes:
    """One step for R rows, at most N for each of B sentences, and the choice of the likeliest next pieces.

    Inputs: ``previous`` int64 [R]; ``rows`` int64 [R], which rows of the given state to go on from; ``grid`` int64
    [B, N], the rows of each sentence, anything where it has fewer; ``places`` int64 [R], where in the grid each row
    stands; ``candidates`` int64 [1]; ``keys``, ``values`` and ``mask`` as the encoder gives them; ``state_*``
    [L, R', H] and with input feeding ``readout`` [R', E].
    Outputs: ``log_probabilities`` [R, K], ``pieces`` int64 [R, K], ``attention`` [R, S], ``next_state_*`` [L, R, H]
    (and ``next_readout`` [R, E]).

    With ``limited`` these are inputs too: ``vocabulary`` int64 [W], as given to the encoder; ``output_*``, as the
    encoder gives them; ``sentences`` int64 [R], whose row each is; ``allowed`` [B, W] or [B, 1], added to the scores of
    a sentence's rows.
    """
    config = network.config
    graph = Graph(precision)
    parts = STATE_NAMES[: 2 if config.cell == "lstm" else 1]
    states = _selected_states(graph, config.decoder_layers, parts)
    factor = config.embedding**0.5 if config.tied else 1.0
    table = graph.table("target_embedding", _vectors(network.target_embedding.weight))
    inputs = [graph.embed("previous", table, factor)]
    if config.input_feeding:
        inputs.append(Bounded(graph.node("Gather", "readout", "rows", axis=0), HIDDEN_BOUND))
    layers = list(network.decoder.layers)
    after = [step_layer(graph, "decoder0", layers[0], inputs, states[0])]  # type: ignore[arg-type]
    query = after[0][0]
    context, attention = _attend(graph, network, query)
    # The context is a mean of encoder outputs.
    deep = config.encoder_layers > 1
    seen = Bounded(context, RESIDUAL_BOUND, sure=False) if deep else Bounded(context, HIDDEN_BOUND)
    top = Bounded(query, HIDDEN_BOUND)
    for number in range(1, config.decoder_layers):
        after.append(step_layer(graph, f"decoder{number}", layers[number], [top, seen], states[number]))  # type: ignore[arg-type]
        top = Bounded(graph.node("Add", after[-1][0], top.tensor), RESIDUAL_BOUND, sure=False)  # residual
    weight, bias = (_array(part) for part in (network.decoder.readout.weight, network.decoder.readout.bias))
    readout = graph.node("Tanh", graph.linear([top, seen], "readout_layer", np.split(weight.T, 2), bias))
    if limited:
        _choose_among(graph, readout)
    else:
        output_table = table if config.tied else graph.table("output", _vectors(network.output.weight))
        _choose(graph, readout, output_table, _output_bias(network))
    graph.rename(attention, "attention")
    outputs: Described = {
        "log_probabilities": (FLOAT, ["R", "K"]),
        "pieces": (INT, ["R", "K"]),
        "attention": (FLOAT, ["R", "S"]),
    }
    for part, part_name in enumerate(parts):
        stacked = [graph.node("Unsqueeze", state[part], graph.constant([0])) for state in after]
        graph.rename(graph.node("Concat", *stacked, axis=0), f"next_state_{part_name}")
        outputs[f"next_state_{part_name}"] = (FLOAT, [config.decoder_layers, "R", config.hidden])
    if config.input_feeding:
        graph.rename(readout, "next_readout")
        outputs["next_readout"] = (FLOAT, ["R", config.embedding])
    inputs_described = _decoder_inputs(network, parts)
    if limited:
        inputs_described |= _output_layer(network, precision)
        inputs_described |= {"vocabulary": (INT, ["W"]), "sentences": (INT, ["R"]), "allowed": (FLOAT, ["B", "A"])}
    return graph.model("decoder", inputs_described, outputs)


def _decoder_inputs(network: Seq2Seq, parts: tuple[str, ...]) -> Described:
    config = network.config
    key_shape: Shape = ["B", "S", config.hidden] if config.attention == "additive" else ["B", config.hidden, "S"]
    inputs: Described = {
        "previous": (INT, ["R"]),
        "rows": (INT, ["R"]),
        "grid": (INT, ["B", "N"]),
        "places": (INT, ["R"]),
        "candidates": (INT, [1]),
        "keys": (FLOAT, key_shape),
        "values": (FLOAT, ["B", "S", config.hidden]),
        "mask": (FLOAT, ["B", "S"]),
    }
    inputs |= {f"state_{part}": (FLOAT, [config.decoder_layers, "P", config.hidden]) for part in parts}
    if config.input_feeding:
        inputs["readout"] = (FLOAT, ["P", config.embedding])
    return inputs


def _selected_states(graph: Graph, layers: int, parts: tuple[str, ...]) -> list[list[str]]:
    """For every layer its state's parts [R, H], with rows moved as the search says."""
    by_part = []
    for part in parts:
        moved = graph.node("Gather", f"state_{part}", "rows", axis=1)
        by_part.append([graph.node("Gather", moved, graph.constant(layer), axis=0) for layer in range(layers)])
    return [[part[layer] for part in by_part] for layer in range(layers)]


def _attend(graph: Graph, network: Seq2Seq, query: str) -> tuple[str, str]:
    """Context [R, H] and weights [R, S] for queries [R, H].

    Sentences may have different numbers of rows: for the products the rows stand in a grid [B, N], and ``grid`` says
    which row stands in each of its places, ``places`` where each row stands.
    """
    hidden = network.config.hidden
    attention = network.decoder.attention
    if isinstance(attention, AdditiveAttention):
        matrix = graph.stored("query_projection", _array(attention.query_projection.weight).T)
        bias = graph.weight("query_projection.bias", _array(attention.query_projection.bias))
        query = graph.node("Add", graph.node("MatMul", query, matrix), bias)
    queries = graph.node("Gather", query, "grid", axis=0)  # [B, N, H]
    if isinstance(attention, AdditiveAttention):
        summed = graph.node(
            "Add",
            graph.node("Unsqueeze", queries, graph.constant([2])),
            graph.node("Unsqueeze", "keys", graph.constant([1])),
        )
        energy = graph.weight("energy", _array(attention.energy.weight).T)
        scores = graph.node("Squeeze", graph.node("MatMul", graph.node("Tanh", summed), energy), graph.constant([3]))
    else:
        scores = graph.node("MatMul", queries, "keys")
    masked = graph.node("Add", scores, graph.node("Unsqueeze", "mask", graph.constant([1])))
    weights = graph.node("Softmax", masked, axis=-1)
    context = graph.node("MatMul", weights, "values")
    width = graph.node("Shape", "mask", start=1, end=2)
    flat_weights = graph.node("Reshape", weights, graph.node("Concat", graph.constant([-1]), width, axis=0))
    flat_context = graph.node("Reshape", context, graph.constant([-1, hidden]))
    return (graph.node("Gather", flat_context, "places", axis=0), graph.node("Gather", flat_weights, "places", axis=0))


def _choose(graph: Graph, readout: str, table: Table, bias: Array) -> None:
    """The likeliest pieces and their log-probabilities; the vocabulary never leaves the graph.

    The K largest of V lie in the K blocks with the largest maxima, which are cheaper to find. A block is a column of
    the probabilities laid out as ``BLOCK`` lines: its maximum is then one of whole lines.
    """
    vocabulary = len(bias)
    blocks = -(-vocabulary // BLOCK)
    columns = graph.columns_of(table, HIDDEN_BOUND)
    logits = graph.times_columns(
        Bounded(readout, HIDDEN_BOUND),
        columns["output_matrix"],
        columns.get("output_scale", ""),
        graph.weight("output.bias", bias),
    )
    probabilities = graph.node("Softmax", logits, axis=-1)
    if vocabulary < blocks * BLOCK:
        room = graph.constant([0, 0, 0, blocks * BLOCK - vocabulary])
        probabilities = graph.node("Pad", probabilities, room)
    lines = graph.node("Reshape", probabilities, graph.constant([-1, BLOCK, blocks]))
    maxima = graph.node("ReduceMax", lines, graph.constant([1]), keepdims=0)
    most = graph.node("Min", "candidates", graph.constant([vocabulary]))
    _, best_blocks = graph.node("TopK", maxima, graph.node("Min", most, graph.constant([blocks])), outputs=2)
    first = graph.node("Unsqueeze", best_blocks, graph.constant([1]))  # [R, 1, K]
    members = graph.node("Add", first, graph.constant((np.arange(BLOCK) * blocks)[:, None]))  # [R, BLOCK, K]
    members = graph.node(
        "Reshape", members, graph.node("Concat", graph.node("Shape", first, end=1), graph.constant([-1]), axis=0)
    )
    best, places = graph.node("TopK", graph.node("GatherElements", probabilities, members, axis=1), most, outputs=2)
    graph.rename(graph.node("Log", best), "log_probabilities")
    graph.rename(graph.node("GatherElements", members, places, axis=1), "pieces")


def _choose_among(graph: Graph, readout: str) -> None:
    """As `_choose`, from the batch's vocabulary and each sentence's part of it."""
    logits = graph.times_columns(Bounded(readout, HIDDEN_BOUND), "output_matrix", "output_scale", "output_bias")
    allowed = graph.node("Add", logits, graph.node("Gather", "allowed", "sentences", axis=0))
    probabilities = graph.node("Softmax", allowed, axis=-1)
    most = graph.node("Min", "candidates", graph.node("Shape", "vocabulary"))
    best, places = graph.node("TopK", probabilities, most, outputs=2, axis=1)
    graph.rename(graph.node("Log", best), "log_probabilities")
    graph.rename(graph.node("Gather", "vocabulary", places), "pieces")
