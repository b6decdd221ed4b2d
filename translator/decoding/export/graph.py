"""A small builder of ONNX graphs: nodes by name, weights stored in int8 or float32.

Quantisation: a weight matrix has one scale per output column (8 bits, symmetric). An activation is quantised at run
time with one scale *per row*, so that the rows of a batch never influence each other and a sentence is translated alike
in any company. Activations take 7 of 8 bits: then no pair of products can overflow the 16-bit sums of processors
without VNNI instructions, and every machine computes the same integers.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[Any]
Precision = Literal["int8", "float32"]

OPSET = 18
ACTIVATION_STEPS = 63  # of 7 bits, symmetric around the zero point
ACTIVATION_ZERO = 64
WEIGHT_STEPS = 127


class Graph:
    """Collects nodes and weights; every method that adds a node gives back the name of its output."""

    def __init__(self, precision: Precision) -> None:
        self.precision = precision
        self._nodes: list[onnx.NodeProto] = []
        self._weights: dict[str, onnx.TensorProto] = {}
        self._count = 0

    def node(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> Any:
        """Add an operator; the name of its output, or a tuple of names if ``outputs`` is above 1."""
        names = [self._fresh(kind) for _ in range(outputs)]
        self._nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else tuple(names)

    def _fresh(self, stem: str) -> str:
        self._count += 1
        return f"{stem}_{self._count}"

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

    def linear(self, inputs: str, name: str, matrix: Array, bias: Array | None) -> str:
        """Inputs [rows, I] times matrix [I, O] plus bias [O]: [rows, O]."""
        if self.precision == "float32":
            product = self.node("MatMul", inputs, self.weight(name, matrix.astype(np.float32)))
        else:
            product = self._integer_product(inputs, name, matrix)
        if bias is None:
            return str(product)
        return str(self.node("Add", product, self.weight(f"{name}.bias", bias.astype(np.float32))))

    def _integer_product(self, inputs: str, name: str, matrix: Array) -> str:
        whole, scale = self.quantised(name, matrix)
        rows, row_scale = self._quantise_rows(inputs)
        product = self.node("MatMulInteger", rows, whole, self.constant(ACTIVATION_ZERO, np.uint8))
        scaled = self.node("Mul", self.node("Cast", product, to=TensorProto.FLOAT), scale)
        return str(self.node("Mul", scaled, row_scale))

    def _quantise_rows(self, inputs: str) -> tuple[str, str]:
        greatest = self.node("ReduceMax", self.node("Abs", inputs), self.constant([-1]), keepdims=1)
        safe = self.node("Max", greatest, self.constant(1e-9, np.float32))
        row_scale = self.node("Mul", safe, self.constant(1.0 / ACTIVATION_STEPS, np.float32))
        scaled = self.node("Div", inputs, row_scale)
        one, zero = self.constant(1.0, np.float32), self.constant(ACTIVATION_ZERO, np.uint8)
        return self.node("QuantizeLinear", scaled, one, zero), row_scale

    def embed(self, pieces: str, name: str, matrix: Array, factor: float) -> str:
        """Columns of matrix [E, V] by piece, times ``factor``: pieces [...] give [..., E].

        The matrix is stored with pieces as columns because the output layer shares it.
        """
        if self.precision == "float32":
            columns = self.node("Gather", self.weight(name, matrix.astype(np.float32)), pieces, axis=1)
            rows = self.node("Transpose", columns, perm=[1, 0])
        else:
            whole, scale = self.quantised(name, matrix)
            columns = self.node("Cast", self.node("Gather", whole, pieces, axis=1), to=TensorProto.FLOAT)
            rows = self.node("Transpose", self.node("Mul", columns, self.node("Gather", scale, pieces)), perm=[1, 0])
        return str(self.node("Mul", rows, self.constant(factor, np.float32))) if factor != 1 else str(rows)

    def rename(self, name: str, output: str) -> str:
        """Call a tensor by its name as an output of the graph."""
        self._nodes.append(helper.make_node("Identity", [name], [output]))
        return output

    def model(
        self, name: str, inputs: dict[str, tuple[int, list[Any]]], outputs: dict[str, tuple[int, list[Any]]]
    ) -> bytes:
        """The serialised ONNX model.

        Args:
            name: of the graph.
            inputs, outputs: element type and shape by name.
        """

        def describe(values: dict[str, tuple[int, list[Any]]]) -> list[onnx.ValueInfoProto]:
            return [helper.make_tensor_value_info(key, kind, shape) for key, (kind, shape) in values.items()]

        graph = helper.make_graph(self._nodes, name, describe(inputs), describe(outputs), list(self._weights.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
        model.producer_name = "translator"
        onnx.checker.check_model(model)
        data: bytes = model.SerializeToString()
        return data
