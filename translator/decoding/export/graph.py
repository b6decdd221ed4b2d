"""A small builder of ONNX graphs: nodes by name, weights stored in int8 or float32.

Quantisation: a weight matrix has one scale per output column (8 bits, symmetric). What is multiplied with it is known
to stay within bounds (hidden vectors and readouts leave a tanh, embeddings come from a table), so activations are
quantised with fixed scales: the rows of a batch never influence each other, a sentence is translated alike in any
company, and nothing is measured at run time. Activations take 7 of 8 bits: then no pair of products can overflow the
16-bit sums of processors without VNNI instructions, and every machine computes the same integers.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[Any]
Precision = Literal["int8", "float32"]

OPSET = 18
CONTRIB = "com.microsoft"  # ONNX Runtime's own operators
ACTIVATION_STEPS = 63  # of 7 bits, symmetric around the zero point
ACTIVATION_ZERO = 64
WEIGHT_STEPS = 127


class Bounded(NamedTuple):
    """A tensor's name, the greatest absolute value that it has, and whether it surely never has more.

    One that is ``narrow`` is quantised by its bound already.
    """

    tensor: str
    bound: float
    sure: bool = True
    narrow: bool = False


def input_scale(bound: float) -> float:
    """What one step of a quantised activation is worth."""
    return bound / ACTIVATION_STEPS


@dataclass(frozen=True)
class Table:
    """Vectors stored in a graph: names of the rows [V, E] and, in int8, of their scales [V]; the greatest value."""

    rows: str
    scale: str | None
    bound: float


class Graph:
    """Collects nodes and weights; every method that adds a node gives back the name of its output."""

    def __init__(self, precision: Precision) -> None:
        self.precision = precision
        self._nodes: list[onnx.NodeProto] = []
        self._weights: dict[str, onnx.TensorProto] = {}
        self._numbers = itertools.count(1)

    def node(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> Any:
        """Add an operator; the name of its output, or a tuple of names if ``outputs`` is above 1."""
        names = [self._fresh(kind) for _ in range(outputs)]
        self._nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else tuple(names)

    def _fresh(self, stem: str) -> str:
        return f"{stem}_{next(self._numbers)}"

    def body(self) -> Graph:
        """An empty graph for the body of a loop in this one; its weights are stored in this one."""
        inner = Graph(self.precision)
        inner._weights, inner._numbers = self._weights, self._numbers
        return inner

    def scan(
        self,
        body: Graph,
        before: Sequence[str],
        sequences: Sequence[str],
        state_names: Sequence[str],
        element_names: Sequence[str],
        after: Sequence[str],
        parts: int,
    ) -> list[str]:
        """Run a body over the first dimension of sequences.

        Args:
            body: to run, filled already.
            before: the state to begin with.
            sequences: to go through, in step.
            state_names: what the body calls the parts of the state.
            element_names: what it calls the elements.
            after: what it calls the parts of the new state.
            parts: how many of them, from the first, are asked for.

        Returns:
            those parts of the state after every step, [steps, ...].
        """
        kept = [body.node("Identity", name) for name in after[:parts]]
        graph = helper.make_graph(
            body._nodes,
            self._fresh("body"),
            [onnx.ValueInfoProto(name=name) for name in (*state_names, *element_names)],
            [onnx.ValueInfoProto(name=name) for name in (*after, *kept)],
        )
        outputs = self.node(
            "Scan", *before, *sequences, outputs=len(after) + len(kept), body=graph, num_scan_inputs=len(sequences)
        )
        return list(outputs[len(after) :])

    def constant(self, value: Any, dtype: Any = np.int64) -> str:
        """A small constant; equal ones are stored once."""
        array = np.asarray(value, dtype=dtype)
        name = f"constant_{array.dtype}_{'x'.join(map(str, array.shape))}_{'_'.join(map(str, array.ravel().tolist()))}"
        return self.weight(name, array)

    def weight(self, name: str, value: Array) -> str:
        """A tensor stored in the model as it is."""
        if name not in self._weights:
            self._weights[name] = numpy_helper.from_array(np.array(value, order="C"), name)
        return name

    def quantised(self, name: str, matrix: Array) -> tuple[str, str]:
        """Store a float matrix [inputs, outputs] as int8 with a scale per column; names of both."""
        if f"{name}.int8" not in self._weights:
            scale = np.maximum(np.abs(matrix).max(axis=0), 1e-12) / WEIGHT_STEPS
            self.weight(f"{name}.int8", np.rint(matrix / scale).astype(np.int8))
            self.weight(f"{name}.scale", scale.astype(np.float32))
        return f"{name}.int8", f"{name}.scale"

    def stored(self, name: str, tensor: Array) -> str:
        """A weight used in float32 arithmetic, stored in the graph's precision.

        It is widened once, when the model is loaded (ONNX Runtime folds constants).

        Args:
            name: of the weight.
            tensor: [..., inputs, outputs]; scales are per index of all but the last-but-one dimension.
        """
        if self.precision == "float32":
            return self.weight(name, tensor.astype(np.float32))
        scale = np.maximum(np.abs(tensor).max(axis=-2, keepdims=True), 1e-12) / WEIGHT_STEPS
        narrow = self.weight(f"{name}.int8", np.rint(tensor / scale).astype(np.int8))
        wide = self.node("Cast", narrow, to=TensorProto.FLOAT)
        return str(self.node("Mul", wide, self.weight(f"{name}.scale", scale.astype(np.float32))))

    def linear(self, inputs: Sequence[Bounded], name: str, blocks: Sequence[Array], bias: Array) -> str:
        """The sum of every input [rows, I] times its block [I, O], plus bias [O]: [rows, O].

        All of it is one product: the inputs stand side by side, each quantised by its bound, the blocks one above the
        other, each row multiplied with its input's scale before the whole is quantised per column.
        """
        whole_bias = self.weight(f"{name}.bias", bias.astype(np.float32))
        if self.precision == "float32":
            joined = self._side_by_side([one.tensor for one in inputs])
            matrix = self.weight(name, np.concatenate(blocks).astype(np.float32))
            return str(self.node("Add", self.node("MatMul", joined, matrix), whole_bias))
        scaled = [block * input_scale(one.bound) for one, block in zip(inputs, blocks, strict=True)]
        whole, scale = self.quantised(name, np.concatenate(scaled))
        return self.integer_product(
            self._side_by_side([self.narrowed(one).tensor for one in inputs]), whole, scale, whole_bias
        )

    def integer_product(self, rows: str, matrix: str, scale: str, bias: str = "") -> str:
        """Quantised rows [R, I] times int8 matrix [I, O], columns times their scales, plus bias: float32 [R, O]."""
        one, zero = self.constant(1.0, np.float32), self.constant(ACTIVATION_ZERO, np.uint8)
        return str(self.node("MatMulIntegerToFloat", rows, matrix, one, scale, zero, "", bias, domain=CONTRIB))

    def narrowed(self, wide: Bounded) -> Bounded:
        """A float tensor within its bound of zero, in 7 bits; what is beyond, if that can be, counts as the bound.

        In float32 it stays as it is.
        """
        if wide.narrow or self.precision == "float32":
            return wide
        scale, zero = self.constant(input_scale(wide.bound), np.float32), self.constant(ACTIVATION_ZERO, np.uint8)
        narrow = str(self.node("QuantizeLinear", wide.tensor, scale, zero))
        if not wide.sure:
            # Below, the operator stops at 0 itself; above, only at the end of 8 bits, where products may overflow.
            most = self.constant(ACTIVATION_ZERO + ACTIVATION_STEPS, np.uint8)
            narrow = str(self.node("Min", narrow, most))
        return wide._replace(tensor=narrow, narrow=True)

    def _side_by_side(self, tensors: Sequence[str]) -> str:
        return str(self.node("Concat", *tensors, axis=-1)) if len(tensors) > 1 else tensors[0]

    def table(self, name: str, rows: Array) -> Table:
        """Store vectors [V, E] that are looked up by number, in int8 with a scale per vector."""
        if self.precision == "float32":
            return Table(self.weight(name, rows.astype(np.float32)), None, float(np.abs(rows).max()))
        scale = (np.maximum(np.abs(rows).max(axis=1), 1e-12) / WEIGHT_STEPS).astype(np.float32)
        narrow = self.weight(f"{name}.int8", np.rint(rows / scale[:, None]).astype(np.int8))
        return Table(narrow, self.weight(f"{name}.scale", scale), float(scale.max()) * WEIGHT_STEPS)

    def embed(self, numbers: str, table: Table, factor: float) -> Bounded:
        """Vectors of a table by number, times ``factor``: numbers [R] give [R, E]."""
        rows = self.node("Gather", table.rows, numbers, axis=0)
        if table.scale is not None:
            scale = self.node("Unsqueeze", self.node("Gather", table.scale, numbers), self.constant([-1]))
            rows = self.node("Mul", self.node("Cast", rows, to=TensorProto.FLOAT), scale)
        if factor != 1:
            rows = self.node("Mul", rows, self.constant(factor, np.float32))
        return Bounded(str(rows), table.bound * factor)

    def columns_of(self, table: Table, bound: float, numbers: str = "") -> dict[str, str]:
        """Vectors of a table, all or those of given numbers, as a matrix to multiply rows within ``bound`` with.

        All of them are turned once, when the model is loaded (ONNX Runtime folds constants).

        Returns:
            names for `times_columns`: ``output_matrix`` [E, W] and in int8 ``output_scale`` [W].
        """
        chosen = self.node("Gather", table.rows, numbers, axis=0) if numbers else table.rows
        columns = {"output_matrix": self.node("Transpose", chosen, perm=[1, 0])}
        if table.scale is not None:
            scale = self.node("Gather", table.scale, numbers) if numbers else table.scale
            columns["output_scale"] = self.node("Mul", scale, self.constant(input_scale(bound), np.float32))
        return columns

    def times_columns(self, rows: Bounded, matrix: str, scale: str, bias: str) -> str:
        """Rows [R, E] times a matrix that `columns_of` made, perhaps in another graph, plus bias [W]: [R, W]."""
        if self.precision == "float32":
            return str(self.node("Add", self.node("MatMul", rows.tensor, matrix), bias))
        return self.integer_product(self.narrowed(rows).tensor, matrix, scale, bias)

    def rename(self, name: str, output: str) -> str:
        """Call a tensor by its name as an output of the graph."""
        self._nodes.append(helper.make_node("Identity", [name], [output]))
        return output

    def model(
        self,
        name: str,
        inputs: dict[str, tuple[int, list[Any]]],
        outputs: dict[str, tuple[int, list[Any]]],
        facts: dict[str, str] | None = None,
    ) -> bytes:
        """The serialised ONNX model.

        Args:
            name: of the graph.
            inputs, outputs: element type and shape by name.
            facts: metadata for whoever loads it.
        """

        def describe(values: dict[str, tuple[int, list[Any]]]) -> list[onnx.ValueInfoProto]:
            return [helper.make_tensor_value_info(key, kind, shape) for key, (kind, shape) in values.items()]

        graph = helper.make_graph(self._nodes, name, describe(inputs), describe(outputs), list(self._weights.values()))
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)], ir_version=9
        )
        model.producer_name = "translator"
        helper.set_model_props(model, dict(facts or {}))
        onnx.checker.check_model(model)
        data: bytes = model.SerializeToString()
        return data
