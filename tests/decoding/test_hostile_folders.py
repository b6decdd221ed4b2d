"""Model folders from strangers: refused in one line, nothing executed, nothing written, nothing read elsewhere."""

from __future__ import annotations

import io
import os
import pickle
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.decoding.hostile import in_config, refused, translate, without_checksums
from translator.decoding.model_folder import FILES
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
        ("length_penalty = 1.0", "coverage = -0.1"),
        ("length_penalty = 1.0", "coverage = nan"),
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
