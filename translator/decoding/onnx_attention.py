"""The part of a model that decides where to look, run by itself: what aligning needs, for a third of a step's work.

The query comes from the first decoder layer, and nothing flows back into it from the context or the layers above. So
attention over a given target needs that layer alone, and neither the others nor the output layer. The part is cut
out of the decoder's graph when it is loaded; where a graph is built otherwise (input feeding), the whole step is run.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from translator.decoding.engine import Floats, Ints, StepResult
from translator.decoding.model_folder import ModelFolder
from translator.decoding.onnx_engine import OnnxEngine, OnnxMemory, session_of


class OnnxAttention(OnnxEngine):
    """An engine whose steps give attention; log-probabilities and pieces are empty."""

    def __init__(self, folder: ModelFolder | Path) -> None:
        """Load a model and cut the part out.

        Args:
            folder: of the model, opened or not.

        Raises:
            TranslatorError: a model is missing or damaged.
        """
        super().__init__(folder)
        path = self._path / "decoder.onnx"
        model = _attention_part(path)  # of a graph that has been checked, so nothing is read but this file
        self._part = None if model is None else session_of(model.SerializeToString(), path)
        self._wanted = [] if self._part is None else [output.name for output in self._part.get_outputs()]
        self._taken = set() if self._part is None else {given.name for given in self._part.get_inputs()}

    def step(
        self, previous: Ints, rows: Ints, sentences: Ints, state: dict[str, Floats], memory: OnnxMemory, candidates: int
    ) -> StepResult:
        """See `Engine.step`; every sentence has one row."""
        if self._part is None:
            return super().step(previous, rows, sentences, state, memory, candidates)
        one_each = np.arange(len(sentences))
        by_sentence = memory.by_sentence
        if len(sentences) < len(by_sentence["mask"]):
            by_sentence = {name: tensor[sentences] for name, tensor in by_sentence.items()}
        feed = {"previous": previous, "rows": rows, "grid": one_each[:, None], "places": one_each, **by_sentence}
        feed |= {name: tensor[:1] for name, tensor in state.items()}
        outputs = self._run(
            self._part, self._wanted, {name: value for name, value in feed.items() if name in self._taken}
        )
        found = dict(zip(self._wanted, outputs, strict=True))
        if found["attention"].shape != (len(rows), by_sentence["mask"].shape[1]):
            raise self._broken()
        nothing = np.zeros((len(rows), 0))
        next_state = {name.removeprefix("next_"): tensor for name, tensor in found.items() if name != "attention"}
        return StepResult(nothing.astype(np.float32), nothing.astype(np.int64), found["attention"], next_state)


def _attention_part(path: Path) -> Any:
    """The decoder's graph with attention and the first layer's next state as its only outputs; None if it can't be."""
    import onnx

    model = onnx.load(str(path))
    graph = model.graph
    makers = {output: node for node in graph.node for output in node.output}
    states = [output.name for output in graph.output if output.name.startswith("next_state_")]
    ends = {name: _first_of_stack(name, makers) for name in states}
    if "next_readout" in {output.name for output in graph.output} or not states or None in ends.values():
        return None
    needed, waiting = set(), ["attention", *(str(end) for end in ends.values())]
    while waiting:
        node = makers.get(waiting.pop())
        if node is not None and node.output[0] not in needed:
            needed.add(node.output[0])
            waiting.extend(node.input)
    nodes = [node for node in graph.node if node.output[0] in needed]
    nodes += [onnx.helper.make_node("Identity", [str(end)], [name]) for name, end in ends.items()]
    used = {name for node in nodes for name in node.input}
    inputs = [given for given in graph.input if given.name in used]
    for given in inputs:
        if given.name.startswith("state_"):
            given.type.tensor_type.shape.dim[0].dim_value = 1  # one layer of the stack
    initializers = [tensor for tensor in graph.initializer if tensor.name in used]
    outputs = [output for output in graph.output if output.name == "attention"]
    outputs += [onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in ends]
    part = onnx.helper.make_graph(nodes, "attention", inputs, outputs, initializers)
    return onnx.helper.make_model(part, opset_imports=model.opset_import, ir_version=model.ir_version)


def _first_of_stack(name: str, makers: dict[str, Any]) -> str | None:
    """The first layer's part of a state that stacks all layers."""
    node = makers.get(name)
    while node is not None and node.op_type == "Identity":
        node = makers.get(node.input[0])
    if node is None or node.op_type not in ("Concat", "Unsqueeze"):
        return None
    return str(node.input[0] if node.op_type == "Concat" else node.output[0])
