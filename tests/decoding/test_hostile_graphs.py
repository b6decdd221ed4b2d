"""ONNX graphs from strangers: what is not like ours is refused before ONNX Runtime sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from tests.decoding.hostile import refused, without_checksums
from translator.decoding.translator import Translator
from translator.errors import TranslatorError


def spoil_graph(folder: Path, name: str, spoil: Callable[[onnx.ModelProto], None]) -> None:
    """Change a graph as a stranger would who knows what ours look like."""
    without_checksums(folder)
    model = onnx.load(str(folder / name))
    spoil(model)
    (folder / name).write_bytes(model.SerializeToString())


def external(location: str) -> Callable[[onnx.ModelProto], None]:
    def spoil(model: onnx.ModelProto) -> None:
        tensor = model.graph.initializer[3]
        size = len(tensor.raw_data)
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in (("location", location), ("offset", "0"), ("length", str(size))):
            tensor.external_data.add(key=key, value=value)

    return spoil


@pytest.mark.parametrize("location", ["../secret", "/etc/passwd", "tokenizer.model", "../../../../etc/passwd"])
@pytest.mark.parametrize("name", ["encoder.onnx", "decoder.onnx"])
def test_weights_in_other_files(folder: Path, name: str, location: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(bytes(1 << 20))
    spoil_graph(folder, name, external(location))
    assert "field 13" in refused(folder)
    assert "field 13" in refused(folder, aligning=True)


def node(kind: str, inputs: list[str], domain: str = "", **attributes: Any) -> Callable[[onnx.ModelProto], None]:
    def spoil(model: onnx.ModelProto) -> None:
        model.graph.node.append(helper.make_node(kind, inputs, [f"hostile{len(model.graph.node)}"], domain=domain))
        model.graph.node[-1].attribute.extend(helper.make_attribute(k, v) for k, v in attributes.items())

    return spoil


def initializer(array: np.ndarray, name: str = "hostile") -> Callable[[onnx.ModelProto], None]:
    return lambda model: model.graph.initializer.append(numpy_helper.from_array(array, name))


def outer_product(model: onnx.ModelProto) -> None:
    initializer(np.ones((700, 1), np.float32), "a")(model)
    initializer(np.ones((1, 700), np.float32), "b")(model)
    node("Mul", ["a", "b"])(model)


def lying_dimensions(model: onnx.ModelProto) -> None:
    model.graph.initializer[3].dims[:] = [1 << 40, 1 << 20]


def overflowing_dimensions(model: onnx.ModelProto) -> None:
    model.graph.initializer[3].dims[:] = [-1, -len(model.graph.initializer[3].raw_data)]


def constant_node(model: onnx.ModelProto) -> None:
    node("Constant", [], value=numpy_helper.from_array(np.ones(3, np.float32)))(model)


def inner_graph(model: onnx.ModelProto) -> None:
    scan = next(n for n in model.graph.node if n.op_type == "Scan")
    body = next(a for a in scan.attribute if a.name == "body").g
    inner = helper.make_node("Scan", ["x"], ["y"], num_scan_inputs=1)
    inner.attribute.append(helper.make_attribute("body", helper.make_graph([], "b", [], [])))
    body.node.append(inner)


def endless_nodes(model: onnx.ModelProto) -> None:
    for number in range(5000):
        model.graph.node.append(helper.make_node("Identity", ["source"], [f"copy{number}"]))


def functions(model: onnx.ModelProto) -> None:
    model.functions.append(helper.make_function("evil", "F", ["x"], ["y"], [helper.make_node("Exp", ["x"], ["y"])], []))


def training(model: onnx.ModelProto) -> None:
    model.training_info.add()


def sparse(model: onnx.ModelProto) -> None:
    values = numpy_helper.from_array(np.ones(1, np.float32), "huge")
    places = numpy_helper.from_array(np.zeros(1, np.int64), "i")
    model.graph.sparse_initializer.append(helper.make_sparse_tensor(values, places, [1 << 40]))


def extra_input(model: onnx.ModelProto) -> None:
    model.graph.input.append(helper.make_tensor_value_info("password", TensorProto.FLOAT, [1]))


def extra_output(model: onnx.ModelProto) -> None:
    model.graph.output.append(helper.make_tensor_value_info("next_extra", TensorProto.FLOAT, ["R"]))


def renamed_output(model: onnx.ModelProto) -> None:
    model.graph.output[0].name = "somewhere"


def other_type(model: onnx.ModelProto) -> None:
    model.graph.input[0].type.tensor_type.elem_type = TensorProto.STRING


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (node("Evil", ["source"], domain="com.evil"), "foreign operator 'com.evil:Evil'"),
        (node("ConstantOfShape", ["source"]), "foreign operator 'ConstantOfShape'"),
        (node("Tile", ["source", "source"]), "foreign operator"),
        (node("PyOp", ["source"], domain="ai.onnx.contrib"), "foreign operator"),
        (node("Expand", ["embedding.int8", "constant_int64_1_1"]), "Expand of constants"),
        (constant_node, "field 5"),
        (outer_product, "Mul makes"),
        (initializer(np.array([1 << 40])), "holds 1099511627776"),
        (initializer(np.zeros((90, 90), np.int64)), "too large"),
        (initializer(np.zeros((1, 1, 1, 1, 1), np.float32)), "bytes for"),
        (initializer(np.zeros(3, np.float64)), "of type 11"),
        (initializer(np.zeros(3, np.float32), "embedding.int8"), "embedding.int8"),
        (lying_dimensions, "bytes for"),
        (overflowing_dimensions, ""),
        (inner_graph, "a loop within a loop"),
        (endless_nodes, "too many nodes"),
        (functions, "field 25"),
        (training, "field 20"),
        (sparse, "field 15"),
        (extra_input, "takes 'password' other than"),
        (extra_output, "gives 'next_extra' other than"),
        (renamed_output, "gives"),
        (other_type, "takes 'source' other than"),
        (lambda model: model.ClearField("graph"), "0 graphs"),
    ],
)
def test_graphs_that_are_not_ours(folder: Path, spoil: Callable[[onnx.ModelProto], None], complaint: str) -> None:
    spoil_graph(folder, "encoder.onnx", spoil)
    message = refused(folder)
    assert "encoder.onnx is damaged or no ONNX model of ours" in message
    assert complaint in message


def test_graphs_of_two_models_do_not_mix(folder: Path) -> None:
    without_checksums(folder)
    (folder / "encoder.onnx").write_bytes((folder / "decoder.onnx").read_bytes())
    assert "other than config.toml says" in refused(folder)


def fill(value: float) -> Callable[[onnx.ModelProto], None]:
    """All scales and biases are that number: a graph like ours that computes nonsense."""

    def spoil(model: onnx.ModelProto) -> None:
        for tensor in model.graph.initializer:
            if tensor.data_type == TensorProto.FLOAT and tensor.dims:
                array = np.full(tuple(tensor.dims), value, dtype=np.float32)
                tensor.CopyFrom(numpy_helper.from_array(array, tensor.name))

    return spoil


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
@pytest.mark.parametrize("name", ["encoder.onnx", "decoder.onnx"])
def test_weights_that_are_no_numbers(folder: Path, name: str, value: float) -> None:
    spoil_graph(folder, name, fill(value))
    assert "computes nonsense" in refused(folder)


def test_pieces_that_the_tokenizer_lacks(folder: Path) -> None:
    def beyond(model: onnx.ModelProto) -> None:
        wanted = next(n for n in model.graph.node if n.output[0] == "pieces")
        initializer(np.array([600]), "more")(model)
        model.graph.node.append(helper.make_node("Add", [wanted.input[0], "more"], ["pieces"]))
        model.graph.node.remove(wanted)

    spoil_graph(folder, "decoder.onnx", beyond)
    message = refused(folder)
    assert "computes nonsense" in message or "the tokenizer has 700" in message


def test_the_torch_engine_checks_as_much(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(bytes(1 << 20))
    spoil_graph(folder, "encoder.onnx", external("../secret"))
    with pytest.raises(TranslatorError, match="field 13"):
        Translator.load(folder, engine="torch", threads=1)
