"""Whether an ONNX file may be run: a graph like those that we write, with all its weights inside and no surprises.

Model folders come from strangers, and ONNX Runtime does what a graph says: it reads weights from other files, works out
constants of any size, and has hundreds of operators that ours never use. So before it sees a file, the file's
structure is walked here. Importing `onnx` would cost as much time as a translation; the wire format of protocol
buffers is five kinds of field, and weights are stepped over unread.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from math import prod
from pathlib import Path

from translator.decoding.graph_signature import INT64, Described, Part, signature
from translator.errors import TranslatorError
from translator.files import check_file
from translator.network.config import NetworkConfig

Field = tuple[int, int, int, int]  # number, kind, and for a run of bytes where it starts and ends, else its value twice

NAMES = """
Add Cast Concat Equal Expand Gather GatherElements GatherND Identity Log MatMul Min Mul Not Pad QuantizeLinear Range
ReduceMax ReduceSum Reshape ReverseSequence Scan Shape Sigmoid Softmax Split Squeeze Sub Tanh TopK Transpose Unsqueeze
Where com.microsoft:MatMulIntegerToFloat
"""
OPERATORS = frozenset(NAMES.split())
# Constants may be widened and scaled when a graph is loaded; nothing made of constants alone may grow.
FOLDABLE = ("Cast", "Mul", "Transpose")
ITEM_BYTES = {1: 4, 2: 1, 3: 1, 6: 4, 7: 8, 9: 1}  # float32, uint8, int8, int32, int64, bool
NODES, NODES_PER_LAYER = 200, 100  # more than ours ever have
SLACK = 1 << 20  # bytes of a file besides its weights
MOST_CONSTANTS = 1 << 12  # numbers in an int64 tensor

# Fields, by the names that onnx.proto gives them.
GRAPH, METADATA = 7, 14
MODEL_FIELDS = {1, 2, 3, 4, 5, 6, GRAPH, 8, METADATA}
NODE, INITIALIZER, INPUT, OUTPUT = 1, 5, 11, 12
GRAPH_FIELDS = {NODE, 2, INITIALIZER, 10, INPUT, OUTPUT, 13}
NODE_INPUT, NODE_OUTPUT, OP_TYPE, ATTRIBUTE, DOMAIN = 1, 2, 4, 5, 7
NODE_FIELDS = {NODE_INPUT, NODE_OUTPUT, 3, OP_TYPE, ATTRIBUTE, 6, DOMAIN}
ATTRIBUTE_GRAPH, ATTRIBUTE_FIELDS = 6, {1, 2, 3, 4, 6, 7, 8, 13, 20}
DIMS, DATA_TYPE, TENSOR_NAME, RAW_DATA, TENSOR_FIELDS = 1, 2, 8, 9, {1, 2, 8, 9, 12}
RUN = 2  # the kind of a field that is a run of bytes


class _RefusedError(ValueError):
    """Why a graph is not run."""


class _Graph:
    """What is known of a graph on the way through it.

    Attributes:
        data: the file.
        dimension: the greatest that the config allows.
        nodes: how many more there may be.
        constants: shapes by name, of weights and of what is made of them alone.
    """

    def __init__(self, data: mmap.mmap, dimension: int, nodes: int) -> None:
        self.data, self.dimension, self.nodes = data, dimension, nodes
        self.constants: dict[str, tuple[int, ...]] = {}


def check_graph(path: Path, part: Part, network: NetworkConfig, precision: str) -> bool:
    """Refuse a file that is no graph of ours.

    Args:
        path: of the ONNX file.
        part: which of a model's two graphs.
        network: what the config says that it holds.
        precision: of its weights, as the config says.

    Returns:
        whether the graph is one with a shortlist.

    Raises:
        TranslatorError: the file is damaged, or holds what no graph of ours does.
    """
    check_file(path, _most_bytes(network))
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return _check_model(data, part, network, precision)
    except (_RefusedError, IndexError, UnicodeDecodeError, ValueError) as error:
        raise TranslatorError(f"{path} is damaged or no ONNX model of ours ({error}); restore it") from error
    except OSError as error:
        raise TranslatorError(f"cannot read {path}: {error.strerror}") from error


def _most_bytes(network: NetworkConfig) -> int:
    """More than the weights of such a network take in float32."""
    widest = max(network.embedding, network.hidden)
    layers = network.encoder_layers + network.decoder_layers
    numbers = 3 * network.vocabulary * (network.embedding + 2) + (layers + 2) * 32 * widest * (widest + 1)
    return 4 * numbers + SLACK


def _check_model(data: mmap.mmap, part: Part, network: NetworkConfig, precision: str) -> bool:
    model = list(_fields(data, 0, len(data), MODEL_FIELDS))
    graphs = [one for one in model if one[0] == GRAPH]
    if len(graphs) != 1:
        raise _RefusedError(f"{len(graphs)} graphs")
    _, _, start, end = graphs[0]
    layers = network.encoder_layers + network.decoder_layers
    dimension = network.vocabulary + 16 + 8 * network.hidden + 2 * network.embedding
    graph = _Graph(data, dimension, NODES + NODES_PER_LAYER * layers)
    _check_constants(graph, start, end, network)
    loops = _check_nodes(graph, start, end, inner=False)
    if loops > network.encoder_layers:
        raise _RefusedError(f"{loops} loops")
    inputs, outputs = (dict(_described(data, start, end, kind)) for kind in (INPUT, OUTPUT))
    limited = "vocabulary" in inputs
    taken, given = signature(part, network, precision, limited=limited)
    _compare("takes", inputs, taken)
    _compare("gives", outputs, given)
    return limited


def _varint(data: mmap.mmap, at: int, end: int) -> tuple[int, int]:
    if at < end and (value := data[at]) < 128:  # as nearly all are
        return value, at + 1
    value = shift = 0
    while at < end and shift < 70:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
    raise _RefusedError("cut short")


def _fields(data: mmap.mmap, at: int, end: int, allowed: set[int] | None = None) -> Iterator[Field]:
    """The fields of a message."""
    while at < end:
        key = data[at]
        if key < 128:
            at += 1
        else:
            key, at = _varint(data, at, end)
        number, kind = key >> 3, key & 7
        if allowed is not None and number not in allowed:
            raise _RefusedError(f"field {number} where ours have none")
        if kind == RUN:
            size, at = _varint(data, at, end)
            if at + size > end:
                raise _RefusedError("cut short")
            yield number, kind, at, at + size
            at += size
        elif kind == 0:
            value, at = _varint(data, at, end)
            yield number, kind, value, value
        elif kind in (1, 5):
            at += 8 if kind == 1 else 4
            yield number, kind, 0, 0
        else:
            raise _RefusedError(f"field of kind {kind}")
    if at != end:
        raise _RefusedError("cut short")


def _text(data: mmap.mmap, one: Field) -> str:
    return data[one[2] : one[3]].decode("utf-8") if one[1] == RUN else ""


def _numbers(data: mmap.mmap, one: Field) -> list[int]:
    """The whole numbers of a field that may be repeated or packed."""
    if one[1] != RUN:
        return [one[2]]
    found, at = [], one[2]
    while at < one[3]:
        value, at = _varint(data, at, one[3])
        found.append(value)
    return found


def _check_constants(graph: _Graph, start: int, end: int, network: NetworkConfig) -> None:
    tables = {
        f"{name}{suffix}": (network.vocabulary, network.embedding)
        for name in ("embedding", "target_embedding", "output")
        for suffix in ("", ".int8")
    }
    for number, _, at, stop in _fields(graph.data, start, end, GRAPH_FIELDS):
        if number == INITIALIZER:
            name, dims = _tensor(graph, at, stop)
            if name in graph.constants:
                raise _RefusedError(f"two tensors called {name}")
            if name in tables and dims != tables[name]:
                raise _RefusedError(f"{name} is {dims}, config.toml says {tables[name]}")
            graph.constants[name] = dims


def _tensor(graph: _Graph, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """Name and shape of a tensor, all of whose numbers stand in the file."""
    data, dims, name, kind = graph.data, [], "", 0
    raw: tuple[int, int] | None = None
    for one in _fields(data, start, end, TENSOR_FIELDS):  # so neither external nor in segments
        if one[0] == DIMS:
            dims += _numbers(data, one)
        elif one[0] == DATA_TYPE:
            kind = one[2]
        elif one[0] == TENSOR_NAME:
            name = _text(data, one)
        elif one[0] == RAW_DATA:
            if raw is not None or one[1] != RUN:
                raise _RefusedError(f"{name} has two contents")
            raw = one[2], one[3]
    size = raw[1] - raw[0] if raw else 0
    if kind not in ITEM_BYTES or len(dims) > 4 or prod(dims) * ITEM_BYTES[kind] != size:
        raise _RefusedError(f"{name} has {size:,} bytes for {dims} of type {kind}")
    if any(not 0 < dim <= graph.dimension for dim in dims):
        raise _RefusedError(f"{name} is {dims}")
    if kind == INT64 and raw:
        _check_whole_numbers(graph, name, raw)
    return name, tuple(dims)


def _check_whole_numbers(graph: _Graph, name: str, raw: tuple[int, int]) -> None:
    """Whole numbers are shapes, axes and places: none is larger than the largest dimension."""
    if raw[1] - raw[0] > 8 * MOST_CONSTANTS:
        raise _RefusedError(f"{name} is too large")
    for at in range(raw[0], raw[1], 8):
        value = int.from_bytes(graph.data[at : at + 8], "little", signed=True)
        if abs(value) > graph.dimension:
            raise _RefusedError(f"{name} holds {value}")


def _check_nodes(graph: _Graph, start: int, end: int, *, inner: bool) -> int:
    """Check all nodes of a graph; how many loops there are."""
    loops = 0
    for number, kind, at, stop in _fields(graph.data, start, end, GRAPH_FIELDS):
        if inner and number == INITIALIZER:
            raise _RefusedError("a loop with weights of its own")
        if number == NODE and kind == RUN:
            graph.nodes -= 1
            if graph.nodes < 0:
                raise _RefusedError("too many nodes")
            loops += _check_node(graph, at, stop, inner=inner)
    return loops


def _check_node(graph: _Graph, start: int, end: int, *, inner: bool) -> int:
    data, inputs, outputs, operator, domain = graph.data, [], [], "", ""
    bodies: list[Field] = []
    for one in _fields(data, start, end, NODE_FIELDS):
        if one[0] == NODE_INPUT:
            inputs.append(_text(data, one))
        elif one[0] == NODE_OUTPUT:
            outputs.append(_text(data, one))
        elif one[0] == OP_TYPE:
            operator = _text(data, one)
        elif one[0] == DOMAIN:
            domain = _text(data, one)
        elif one[0] == ATTRIBUTE and one[1] == RUN:
            bodies += [f for f in _fields(data, one[2], one[3], ATTRIBUTE_FIELDS) if f[0] == ATTRIBUTE_GRAPH]
    name = f"{domain}:{operator}" if domain else operator
    if name not in OPERATORS:
        raise _RefusedError(f"the foreign operator {name!r}")
    if bodies and (inner or operator != "Scan" or len(bodies) > 1):
        raise _RefusedError("a loop within a loop")
    _fold(graph, operator, inputs, outputs)
    for body in bodies:
        _check_nodes(graph, body[2], body[3], inner=True)
    return int(operator == "Scan")


def _fold(graph: _Graph, operator: str, inputs: list[str], outputs: list[str]) -> None:
    """Follow what is worked out of constants alone: it must not grow."""
    if set(outputs) & graph.constants.keys():
        raise _RefusedError(f"two tensors called {outputs[0]}")
    if not all(name in graph.constants for name in inputs if name):
        return
    shapes = [graph.constants[name] for name in inputs if name]
    if operator not in FOLDABLE or not shapes or len(outputs) != 1:
        raise _RefusedError(f"{operator} of constants")
    shape = shapes[0][::-1] if operator == "Transpose" else _broadcast(shapes)
    if prod(shape) > max(map(prod, shapes)):
        raise _RefusedError(f"{operator} makes {shape} of constants {shapes}")
    graph.constants[outputs[0]] = shape


def _broadcast(shapes: list[tuple[int, ...]]) -> tuple[int, ...]:
    rank = max(map(len, shapes))
    padded = [(1,) * (rank - len(shape)) + shape for shape in shapes]
    return tuple(max(dims) for dims in zip(*padded, strict=True))


def _described(data: mmap.mmap, start: int, end: int, which: int) -> Iterator[tuple[str, Described]]:
    """Names, element types and shapes of a graph's inputs or outputs."""
    for number, kind, at, stop in _fields(data, start, end):
        if number != which or kind != RUN:
            continue
        name, element, shape = "", 0, []
        for one in _fields(data, at, stop):
            if one[0] == 1:
                name = _text(data, one)
            elif one[0] == 2:
                tensor = [t for t in _fields(data, one[2], one[3]) if t[0] == 1]
                inside = [f for t in tensor for f in _fields(data, t[2], t[3])]
                element = next((f[2] for f in inside if f[0] == 1), 0)
                dims = [d for f in inside if f[0] == 2 for d in _fields(data, f[2], f[3]) if d[0] == 1]
                shape = [_dimension(data, dim) for dim in dims]
        yield name, (element, tuple(shape))


def _dimension(data: mmap.mmap, dim: Field) -> int | None:
    return next((f[2] for f in _fields(data, dim[2], dim[3]) if f[0] == 1), None)


def _compare(what: str, found: dict[str, Described], wanted: dict[str, Described]) -> None:
    if found != wanted:
        odd = sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))
        raise _RefusedError(f"it {what} {odd[0]!r} other than config.toml says")
