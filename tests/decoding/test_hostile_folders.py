"""Model folders from strangers: refused in one line, nothing executed, nothing written, nothing read elsewhere."""

from __future__ import annotations

import io
import os
import pickle
import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from translator.decoding.aligner import Aligner
from translator.decoding.model_folder import FILES, ModelFolder
from translator.decoding.translation import Translation
from translator.decoding.translator import Translator
from translator.errors import TranslatorError

Spoil = Callable[[Path], None]
FILES_OF_A_MODEL = (*FILES, "shortlist.npz")


class Bomb:
    """A pickle of it runs a command when it is read."""

    def __init__(self, canary: Path) -> None:
        self.canary = canary

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.canary),)


@pytest.fixture
def folder(untrained_folder: Path, tmp_path: Path) -> Path:
    """A copy of a good model folder, to be spoilt."""
    copy = tmp_path / "model"
    shutil.copytree(untrained_folder, copy)
    return copy


def translate(folder: Path) -> Translation:
    return Translator.load(folder, threads=1).translate("Il pleut.")


def align(folder: Path) -> None:
    list(Aligner.load(ModelFolder.open(folder), workers=1).align([("Il pleut.", "It rains.")]))


def refused(folder: Path, *, aligning: bool = False) -> str:
    """Why a folder is refused, after checking that nothing changed in it or around it."""
    before = {path: path.lstat().st_mtime_ns for path in folder.parent.rglob("*")}
    with pytest.raises(TranslatorError) as caught:
        align(folder) if aligning else translate(folder)
    assert {path: path.lstat().st_mtime_ns for path in folder.parent.rglob("*")} == before
    return str(caught.value)


def without_checksums(folder: Path) -> None:
    """As a stranger who wants it to be loaded would leave it."""
    config = (folder / "config.toml").read_text(encoding="utf-8")
    (folder / "config.toml").write_text(config[: config.index("[files]")], encoding="utf-8")


def in_config(folder: Path, old: str, new: str) -> None:
    path = folder / "config.toml"
    config = path.read_text(encoding="utf-8")
    assert old in config
    path.write_text(config.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_truncated(folder: Path, name: str, share: float) -> None:
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[: int(share * len(data))])
    refused(folder)


@pytest.mark.parametrize("name", ["tokenizer.model", "encoder.onnx", "decoder.onnx"])
def test_a_flipped_bit_shows_by_the_checksum(folder: Path, name: str) -> None:
    for place in (0.1, 0.5, 0.9):
        data = bytearray((folder / name).read_bytes())
        data[int(place * len(data))] ^= 4
        (folder / name).write_bytes(data)
        refused(folder)


def test_flipped_bits_without_checksum_never_end_in_a_traceback(folder: Path) -> None:
    without_checksums(folder)
    chance = random.Random(9)
    outcomes = set()
    for _ in range(40):
        name = chance.choice(FILES)
        good = (folder / name).read_bytes()
        data = bytearray(good)
        for _ in range(chance.choice((1, 1, 30))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        (folder / name).write_bytes(data)
        try:
            translate(folder)
            outcomes.add("translated")  # nonsense, which only a checksum tells from sense
        except TranslatorError:
            outcomes.add("refused")
        (folder / name).write_bytes(good)
    assert "refused" in outcomes


@pytest.mark.parametrize(
    ("name", "size", "complaint"),
    [
        ("config.toml", 1 << 20, "larger than"),
        ("config.toml", 1 << 34, "more than"),
        ("tokenizer.model", 1 << 30, "more than"),
        ("encoder.onnx", 1 << 36, "more than"),
        ("decoder.onnx", 1 << 29, "more than"),
    ],
)
def test_oversized(folder: Path, name: str, size: int, complaint: str) -> None:
    without_checksums(folder)
    os.truncate(folder / name, size)  # holes: it takes no room on the disk
    assert complaint in refused(folder)


@pytest.mark.parametrize("name", FILES_OF_A_MODEL)
def test_a_link_out_of_the_folder(folder: Path, name: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes((folder / name).read_bytes() if (folder / name).exists() else b"")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to("../elsewhere")
    assert "link to somewhere outside" in refused(folder)


def test_a_link_within_the_folder_and_to_the_folder_are_fine(folder: Path, tmp_path: Path) -> None:
    (folder / "config.toml").rename(folder / "other.toml")
    (folder / "config.toml").symlink_to("other.toml")
    (tmp_path / "by-link").symlink_to(folder)
    assert Translator.load(tmp_path / "by-link", threads=1).translate("Il pleut.").source == "Il pleut."


def test_pipes_and_folders_are_no_files(folder: Path) -> None:
    (folder / "shortlist.npz").mkdir()
    assert "no plain file" in refused(folder)
    (folder / "encoder.onnx").unlink()
    os.mkfifo(folder / "encoder.onnx")
    assert "lacks encoder.onnx" in refused(folder)


@pytest.mark.parametrize("name", FILES_OF_A_MODEL)
def test_a_pickle_in_disguise_is_not_read(folder: Path, name: str, tmp_path: Path) -> None:
    without_checksums(folder)
    (folder / name).write_bytes(pickle.dumps(Bomb(tmp_path / "canary")))
    refused(folder)
    assert not (tmp_path / "canary").exists()


def test_a_pickle_within_an_archive_is_not_read(folder: Path, tmp_path: Path) -> None:
    array = np.array([[Bomb(tmp_path / "canary")]], dtype=object)
    np.savez(folder / "shortlist.npz", likely=array, common=np.zeros(1, dtype=np.int64), allow_pickle=True)
    assert "shortlist.npz is damaged" in refused(folder)
    assert not (tmp_path / "canary").exists()


def npz(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(f"{name}.npy", data)
    return out.getvalue()


def npy(shape: tuple[int, ...], data: bytes) -> bytes:
    out = io.BytesIO()
    np.lib.format.write_array_header_1_0(out, {"descr": "<i8", "fortran_order": False, "shape": shape})
    return out.getvalue() + data


@pytest.mark.parametrize(
    "data",
    [
        npz({"likely": npy((10**9, 10**9), b"12345678"), "common": npy((1,), bytes(8))}),
        npz({"likely": npy((2, 1), bytes(300_000_000)), "common": npy((1,), bytes(8))}),
        npz({"likely": npy((-2, -1), bytes(16)), "common": npy((1,), bytes(8))}),
        npz({"likely": npy((2, 1), b"\xff" * 16), "common": npy((1,), bytes(8))}),
        npz({"likely": npy((2, 1), bytes(16)), "common": npy((1,), bytes(8))}),
        npz({"../likely": npy((2, 1), bytes(16))}),
        npz({"likely": b"\x93NUMPY\x01\x00\x10\x00{'descr': '<i8'" + bytes(99), "common": npy((1,), bytes(8))}),
        b"PK\x03\x04 and no more",
    ],
    ids=["lies", "bomb", "negative", "pieces", "vocabulary", "names", "header", "zip"],
)
def test_hostile_shortlists(folder: Path, data: bytes) -> None:
    (folder / "shortlist.npz").write_bytes(data)
    assert "shortlist.npz" in refused(folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format = 2", 'format = "2"'),
        ("format = 2", "format = inf"),
        ("format = 2", "format = true"),
        ('name = "untrained"', "name = 5"),
        ('name = "untrained"', 'name = "\\u001b]0;owned\\u0007"'),
        ('name = "untrained"', f'name = "{"x" * 5000}"'),
        ('from = "fr"', 'from = "../../etc"'),
        ('from = "fr"', "from = []"),
        ('precision = "int8"', "precision = []"),
        ("hidden = 32", "hidden = 1000000000"),
        ("hidden = 32", "hidden = 64"),
        ("hidden = 32", "hidden = 32.0"),
        ("hidden = 32", "hidden = true"),
        ("hidden = 32", 'hidden = "32"'),
        ("hidden = 32", "hidden = 32\nbackdoor = 1"),
        ("decoder_layers = 2", "decoder_layers = 1000000"),
        ("embedding = 16", "embedding = 8"),
        ("embedding = 16", "embedding = -16"),
        ("vocabulary = 700", "vocabulary = 701"),
        ('cell = "lstm"', 'cell = "gru"'),
        ('cell = "lstm"', "cell = ['lstm']"),
        ('attention = "general"', 'attention = "additive"'),
        ("input_feeding = false", "input_feeding = true"),
        ("tied = true", "tied = 1"),
        ("length_penalty = 1.0", "length_penalty = nan"),
        ("length_penalty = 1.0", 'length_penalty = "long"'),
        ("[search]", "[[search]]"),
        ("[files]", "[[files]]"),
        ("[files]", "[files]\nx = 5"),
        ("[model]", "model = 3\n[modell]"),
        ("[model]", "deep = " + "[" * 50_000 + "\n[model]"),
        ("[model]", "a" + ".a" * 100_000 + " = 1\n[model]"),
        ("[model]", "x = " + "1" * 5000 + "\n[model]"),
        ("[network]", "[network]\n[other]"),
    ],
)
def test_configs_of_wrong_types_and_sizes(folder: Path, old: str, new: str) -> None:
    in_config(folder, old, new)
    message = refused(folder)
    assert "config.toml" in message or "format" in message or "tokenizer.model has" in message


def test_a_config_that_is_no_text(folder: Path) -> None:
    (folder / "config.toml").write_bytes(b"\xff\xfe" * 50)
    assert "config.toml is not valid TOML" in refused(folder)


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
