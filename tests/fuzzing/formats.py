"""Fuzzes the readers of whole files that are our own Python, led by what they execute: graphs, archives, TOML, stores.

pip install atheris, then: python -m tests.fuzzing.formats [FOLDER] [-max_total_time=120]

FOLDER keeps inputs that led somewhere new; good files are put into it to begin with. A finding is any exception but
TranslatorError. `tests.fuzzing.readers` goes further, through ONNX Runtime, SentencePiece and torch.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["translator"]):
    from translator.arrays import DamagedArraysError, read_arrays
    from translator.corpus.store import PairStore
    from translator.decoding.graph_check import check_graph
    from translator.decoding.model_folder import ModelFolder, find_model
    from translator.decoding.shortlist import Shortlist
    from translator.errors import TranslatorError
    from translator.files import read_toml
    from translator.training.recipe import make_recipe, read_recipe

PLACE = Path(tempfile.mkdtemp(prefix="formats-"))
SMALL = PLACE / "model"


def graph(path: Path) -> None:
    """As an encoder and as a decoder of a small model."""
    folder = ModelFolder.open(SMALL)
    for part in ("encoder", "decoder"):
        check_graph(path, part, folder.network, "int8")  # type: ignore[arg-type]


def archive(path: Path) -> None:
    """As a shortlist, and as any arrays."""
    path.rename(PLACE / "shortlist.npz")
    try:
        read_arrays(PLACE / "shortlist.npz", {"likely": ("iuf", 2), "scale": ("f", 0)})
    except (DamagedArraysError, OSError):
        Shortlist.load(PLACE)


def toml(path: Path) -> None:
    """As a recipe and as a model's config."""
    read_toml(path)
    make_recipe(read_recipe(path)).network.config(500)


def config(path: Path) -> None:
    """As a model's config."""
    content = read_toml(path)
    ModelFolder._described(SMALL, content)


def store(path: Path) -> None:
    """As a store's two files, the first byte saying where one ends."""
    data = path.read_bytes()
    cut = 8 * (data[0] if data else 0)
    (PLACE / "s.offsets").write_bytes(data[1 : cut + 1])
    (PLACE / "s.values").write_bytes(data[cut + 1 :])
    list(PairStore(PLACE / "s"))


READERS: list[Callable[[Path], None]] = [graph, archive, toml, config, store]


def check(data: bytes) -> None:
    """One input; its first byte says what it is read as."""
    if not data:
        return
    path = PLACE / "input"
    path.write_bytes(data[1:])
    try:
        READERS[data[0] % len(READERS)](path)
    except TranslatorError:
        return
    except (KeyError, TypeError, ValueError, AttributeError):
        if READERS[data[0] % len(READERS)] is not config:  # these `ModelFolder.open` makes a line of
            raise


def good_files(folder: Path) -> None:
    """Something to begin with."""
    from tests.fuzzing.readers import make_good

    with tempfile.TemporaryDirectory() as place:
        good = Path(place) / "good"
        make_good(good)
        (good / "model").rename(SMALL)
        files = [
            *((0, SMALL / f"{part}.onnx") for part in ("encoder", "decoder")),
            (1, SMALL / "shortlist.npz"),
            (2, good / "recipe.toml"),
            (3, SMALL / "config.toml"),
            (3, find_model("fr-en-lstm").path / "config.toml"),
        ]
        for number, (kind, path) in enumerate(files):
            (folder / f"good-{number}").write_bytes(bytes([kind]) + path.read_bytes())
        offsets = (good / "run" / "training" / "dev.offsets").read_bytes()[:88]
        values = (good / "run" / "training" / "dev.values").read_bytes()[:2000]
        (folder / "good-store").write_bytes(bytes([4, len(offsets) // 8]) + offsets + values)


def main() -> None:
    """Fuzz."""
    given = [word for word in sys.argv[1:] if not word.startswith("-")]
    folder = Path(given[0]) if given else Path(tempfile.mkdtemp(prefix="formats-seeds-"))
    folder.mkdir(parents=True, exist_ok=True)
    good_files(folder)
    options = [word for word in sys.argv[1:] if word.startswith("-")]
    atheris.Setup([sys.argv[0], str(folder), "-max_len=200000", "-timeout=20", "-rss_limit_mb=3000", *options], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
