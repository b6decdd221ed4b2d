"""Ways to spoil files: any bytes, and with an eye to what stands in TOML, ONNX, SentencePiece and safetensors files."""

from __future__ import annotations

import gzip
import json
import lzma
import random
import re
import struct
from collections.abc import Callable

import onnx

from translator.decoding.graph_check import OPERATORS

Spoil = Callable[[random.Random, bytes], bytes]
WHOLE = (0, 1, -1, 2, 3, 127, 255, 256, 1 << 16, 1 << 31, (1 << 31) - 1, -(1 << 31), 1 << 40, (1 << 63) - 1)
VALUES = (
    *("true", "false", "nan", "inf", "-inf", "-1", "0", "1e999", "1e-999", "0x7fffffffffffffff", '""', '"\\u0000"'),
    *(
        "[]",
        "{}",
        "[[]]",
        "[1, 'a']",
        "1979-05-27",
        "'''\n'''",
        '"../../x"',
        "9" * 400,
        '"' + "x" * 3000 + '"',
        "[" * 99,
    ),
)


def any_bytes(chance: random.Random, data: bytes) -> bytes:
    """Flips, cuts, copies and numbers in odd places."""
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 60))):
        place = chance.randrange(len(spoilt) + 1)
        length = chance.choice((1, 2, 4, 8, 100))
        kind = chance.randrange(6)
        if kind <= 1 and place < len(spoilt):
            spoilt[place] ^= 1 << chance.randrange(8)
        elif kind == 2:
            spoilt[place : place + length] = chance.randbytes(length)
        elif kind == 3:
            del spoilt[place : place + length]
        elif kind == 4:
            spoilt[place:place] = spoilt[chance.randrange(len(spoilt) + 1) :][: chance.choice((4, 50, 3000))]
        else:
            spoilt[place : place + 8] = struct.pack("<q", chance.choice(WHOLE))
    return bytes(spoilt[: chance.randrange(len(spoilt) + 1)] if chance.random() < 0.1 else spoilt)


def toml(chance: random.Random, data: bytes) -> bytes:
    """Other values, lines twice, lines gone, keys that look alike."""
    if chance.random() < 0.2:
        return any_bytes(chance, data)
    lines = data.decode("utf-8").split("\n")
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(lines))
        kind = chance.randrange(6)
        if kind <= 2 and "=" in lines[at]:
            lines[at] = f"{lines[at].partition('=')[0]}= {chance.choice(VALUES)}"
        elif kind == 3:
            lines.insert(at, chance.choice(lines))
        elif kind == 4:
            del lines[at]
            lines = lines or [""]
        else:
            lines[at] = re.sub(r"\w", lambda m: chance.choice((m[0], m[0], m[0], "x", ".")), lines[at])
    return "\n".join(lines).encode("utf-8")


def graph(chance: random.Random, data: bytes) -> bytes:
    """ONNX: still a graph, but other operators, inputs, attributes, shapes and numbers."""
    if chance.random() < 0.3:
        return any_bytes(chance, data)
    model = onnx.load_from_string(data)
    nodes, tensors = model.graph.node, model.graph.initializer
    names = [name for node in nodes for name in (*node.input, *node.output) if name]
    for _ in range(chance.choice((1, 1, 2, 6))):
        node, tensor = chance.choice(nodes), chance.choice(tensors)
        kind = chance.randrange(9)
        if kind == 0:
            node.domain, _, node.op_type = chance.choice(sorted(OPERATORS)).rpartition(":")
        elif kind <= 2 and node.input:
            node.input[chance.randrange(len(node.input))] = chance.choice(names)
        elif kind == 3 and node.attribute:
            attribute = chance.choice(node.attribute)
            attribute.i = chance.choice(WHOLE[:8])
            if attribute.ints:
                attribute.ints[chance.randrange(len(attribute.ints))] = chance.choice(WHOLE)
        elif kind == 4 and tensor.dims:
            tensor.dims[:] = chance.sample(list(tensor.dims), len(tensor.dims))
        elif kind == 5:
            numbers = bytearray(tensor.raw_data)
            at = chance.randrange(len(numbers))
            numbers[at : at + 4] = chance.choice((b"\x00\x00\xc0\x7f", b"\x00\x00\x80\x7f", chance.randbytes(4)))
            tensor.raw_data = bytes(numbers[: len(tensor.raw_data)])
        elif kind == 6:
            tensor.data_type = chance.choice((1, 2, 3, 6, 7, 9, 10, 11, 99))
        elif kind == 7:
            nodes.remove(node)
        else:
            described = chance.choice((*model.graph.input, *model.graph.output))
            described.name = chance.choice(names)
    return bytes(model.SerializeToString())


def tokenizer(chance: random.Random, data: bytes) -> bytes:
    """SentencePiece: still a model, but other pieces, kinds, scores and settings."""
    if chance.random() < 0.3:
        return any_bytes(chance, data)
    from sentencepiece import sentencepiece_model_pb2

    model = sentencepiece_model_pb2.ModelProto.FromString(data)
    for _ in range(chance.choice((1, 2, 30))):
        piece = chance.choice(model.pieces)
        kind = chance.randrange(6)
        if kind == 0:
            piece.piece = chance.choice(
                ("", "\n", "\x1b[2J", "▁", "<0xZZ>", "<0x>", "\u202e", "a" * 5000, "\ufffd", "e")
            )
        elif kind == 1:
            piece.type = chance.choice((1, 2, 3, 4, 5, 6))
        elif kind == 2:
            piece.score = chance.choice((float("nan"), float("inf"), -float("inf"), 0.0, 1e38))
        elif kind == 3:
            model.normalizer_spec.precompiled_charsmap = chance.randbytes(chance.choice((0, 3, 4, 100)))
        elif kind == 4:
            model.trainer_spec.model_type = chance.choice((1, 2, 3, 4))
        else:
            model.normalizer_spec.add_dummy_prefix = chance.random() < 0.5
            model.normalizer_spec.escape_whitespaces = chance.random() < 0.5
            model.trainer_spec.treat_whitespace_as_suffix = chance.random() < 0.5
    return bytes(model.SerializeToString())


def safetensors(chance: random.Random, data: bytes) -> bytes:
    """A header in which one thing is other than it was, and the bytes after it."""
    if chance.random() < 0.3:
        return any_bytes(chance, data)
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + size])
    facts = json.loads(header["__metadata__"]["facts"])
    for _ in range(chance.choice((1, 1, 3))):
        kind = chance.randrange(4)
        if kind == 0:
            entry = header[chance.choice([name for name in header if name != "__metadata__"])]
            entry[chance.choice(list(entry))] = chance.choice(
                ("F32", "I64", "BOOL", "F16", [1 << 40], [0, 8], [], [3, 3])
            )
        elif kind == 1 and len(header) > 2:
            del header[chance.choice([name for name in header if name != "__metadata__"])]
        else:
            _json(chance, facts)
    header["__metadata__"]["facts"] = json.dumps(facts)
    text = json.dumps(header).encode("utf-8")
    return struct.pack("<Q", len(text)) + text + data[8 + size :]


def _json(chance: random.Random, facts: dict[str, object]) -> None:
    key = chance.choice(list(facts) or ["update"])
    inner = facts.get(key)
    if isinstance(inner, dict) and inner and chance.random() < 0.8:
        _json(chance, inner)
        return
    odd = (None, True, -1, 0, 1 << 70, 1e308, float("nan"), "x", "", [], [[]], {}, [1, 2, 3], "lstm", 3.5)
    facts[key] = chance.choice(odd)


def corpus(chance: random.Random, data: bytes) -> bytes:
    """Lines, packed or not, and then spoilt or not."""
    plain = any_bytes(chance, data) if chance.random() < 0.7 else data
    packed = chance.choice((bytes, gzip.compress, lzma.compress))(plain)
    return any_bytes(chance, packed) if chance.random() < 0.6 else packed
