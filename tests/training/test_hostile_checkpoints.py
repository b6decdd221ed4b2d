"""Checkpoints and run folders from strangers: refused in one line, nothing executed, nothing deleted or written."""

from __future__ import annotations

import json
import os
import pickle
import random
import shutil
import struct
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tomli_w
import torch
from safetensors.torch import save
from torch import Tensor

from tests.decoding.test_hostile_folders import Bomb
from tests.training.runs import Heard, start, train
from translator.corpus.guides import GuideBook
from translator.corpus.store import PairStore, PieceStore
from translator.errors import TranslatorError
from translator.training import checkpoint
from translator.training.handover import average_checkpoints, hand_over, run_of
from translator.training.loop import Trainer
from translator.training.preparation import reopen, reopen_recipe
from translator.training.recipe import make_recipe, read_recipe

Content = tuple[dict[str, Tensor], dict[str, Any]]
PLAIN = {"noise_accents": 0.0, "hidden": 16, "embedding": 16}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of two updates."""
    folder = tmp_path_factory.mktemp("run") / "training"
    train(start(folder, updates=2, validate_every=1, **PLAIN), folder)
    return folder


@pytest.fixture
def run(finished: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoilt."""
    shutil.copytree(finished, tmp_path / "model" / "training")
    return tmp_path / "model" / "training"


def newest(run: Path) -> Path:
    return sorted((run / "checkpoints").glob("*.safetensors"))[-1]


def export(run: Path) -> None:
    origin, paths = run_of(run)
    hand_over(origin, run.parent.parent / "out", reopen_recipe(origin), name="out", paths=paths)


def resume(run: Path) -> None:
    recipe = (run / "recipe.toml").read_text(encoding="utf-8")
    (run / "recipe.toml").write_text(recipe.replace("updates = 2", "updates = 3"), encoding="utf-8")
    Trainer(reopen(run), run, Heard()).run()


def listing(folder: Path) -> dict[str, bytes]:
    kept = [path for path in folder.rglob("*") if path.is_file() and path.name != "recipe.toml"]
    return {str(path): path.read_bytes() for path in kept}


def refused(run: Path, work: Callable[[Path], None]) -> str:
    before = listing(run.parent.parent)
    with pytest.raises(TranslatorError) as caught:
        work(run)
    assert listing(run.parent.parent) == before
    return str(caught.value)


@pytest.mark.parametrize("size", [0, 4, 8, 100, 2000, -1])
def test_truncated(run: Path, size: int) -> None:
    for path in run.rglob("*.safetensors"):
        path.write_bytes(path.read_bytes()[:size])
    assert "damaged or cut short" in refused(run, resume)
    refused(run, export)


def test_a_pickle_in_disguise_is_not_read(run: Path, tmp_path: Path) -> None:
    torch.save({"facts": Bomb(tmp_path / "canary")}, run.parent / "saved-by-torch")
    for data in (pickle.dumps(Bomb(tmp_path / "canary")), (run.parent / "saved-by-torch").read_bytes()):
        for path in run.rglob("*.safetensors"):
            path.write_bytes(data)
        refused(run, resume)
        refused(run, export)
        (run / "tokenizer.model").write_bytes(data)
        refused(run, resume)
    assert not (tmp_path / "canary").exists()


@pytest.mark.parametrize(
    "header",
    [
        b"{" * 50_000,
        b'{"a": {"dtype": "F32", "shape": [1099511627776, 1048576], "data_offsets": [0, 8]}}',
        b'{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 9999999999999]}}',
        b'{"a": {"dtype": "F32", "shape": [2], "data_offsets": [8, 0]}}',
        b'{"__metadata__": {"facts": 5}}',
        b'{"__metadata__": {"facts": "' + b"[" * 50_000 + b'"}}',
        b'{"__metadata__": {"facts": "[]"}}',
        b'{"__metadata__": {"facts": "{\\"network\\": []}"}}',
    ],
)
def test_hostile_headers(run: Path, header: bytes) -> None:
    for path in run.rglob("*.safetensors"):
        path.write_bytes(struct.pack("<Q", len(header)) + header + bytes(8))
    assert "damaged or cut short" in refused(run, resume)
    refused(run, export)


def rewrite(run: Path, change: Callable[[Content], object]) -> None:
    for path in run.rglob("*.safetensors"):
        tensors, facts = checkpoint.read_checkpoint(path)
        change((tensors, facts))
        path.write_bytes(save(tensors, {"facts": json.dumps(facts)}))


def fact(key: str, value: Any) -> Callable[[Content], object]:
    return lambda content: content[1].update({key: value})


def network(**changes: Any) -> Callable[[Content], object]:
    return lambda content: content[1]["network"].update(changes)


def every(change: Callable[[Tensor], Tensor]) -> Callable[[Content], object]:
    def spoil(content: Content) -> None:
        content[0].update({name: change(tensor) for name, tensor in content[0].items()})

    return spoil


WRONG_TENSORS = [
    every(lambda t: t.reshape(-1)[:1].clone()),
    every(lambda t: t.to(torch.bool)),
    every(lambda t: torch.zeros(3, 3, 3)),
    lambda content: content[0].clear(),
]


@pytest.mark.parametrize("change", WRONG_TENSORS)
def test_tensors_of_wrong_shapes_and_kinds(run: Path, change: Callable[[Content], object]) -> None:
    rewrite(run, change)
    refused(run, resume)
    refused(run, export)


@pytest.mark.parametrize(
    "change",
    [
        network(hidden=1 << 40),
        network(hidden=10_000),
        network(vocabulary=10_000_000),
        network(encoder_layers=10_000_000),
        network(cell="__import__"),
        network(dropout="0"),
        network(unknown=1),
        network(vocabulary=499),
        fact("network", {}),
        fact("seconds", "long"),
        every(lambda t: t * float("nan") if t.is_floating_point() else t),
    ],
)
def test_facts_that_an_export_reads(run: Path, change: Callable[[Content], object]) -> None:
    rewrite(run, change)
    refused(run, export)


@pytest.mark.parametrize(
    "change",
    [
        fact("update", "many"),
        fact("update", -1),
        fact("update", 1e400),
        fact("position", [0, 0]),
        fact("position", {"epoch": 1}),
        fact("position", [0, -5, 0]),
        fact("position", [None, 0, 0]),
        fact("best_bleu", []),
        fact("seconds", None),
        fact("generators", {}),
        fact("generators", {"python": [3, [], None], "numpy": ["MT19937", []]}),
        fact("generators", {"python": [3, ["a"] * 625, None], "numpy": ["PCG", [1], 0, 0, 0.0]}),
        fact("generators", "none"),
        lambda content: content[0].update({"random.cpu.0": torch.zeros(3, dtype=torch.uint8)}),
        lambda content: content[0].update({"random.cpu.0": torch.zeros(3)}),
        lambda content: content[0].update({k: torch.zeros(7) for k in content[0] if k.startswith("adam.exp_avg.")}),
    ],
)
def test_facts_that_a_resume_reads(run: Path, change: Callable[[Content], object]) -> None:
    rewrite(run, change)
    refused(run, resume)


def test_flipped_bits_never_end_in_a_traceback(run: Path) -> None:
    chance = random.Random(9)
    path = newest(run)
    shutil.rmtree(run / "best")
    good = path.read_bytes()
    header = struct.unpack("<Q", good[:8])[0] + 8
    outcomes = set()
    for _ in range(40):
        data = bytearray(good)
        for _ in range(chance.choice((1, 20))):
            data[chance.randrange(header)] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        try:
            export(run)
            outcomes.add("exported")
        except TranslatorError:
            outcomes.add("refused")
    assert "refused" in outcomes


def test_an_export_deletes_nothing(run: Path) -> None:
    for path in (run / "best").iterdir():
        path.write_bytes(b"damaged")
    before = listing(run)
    export(run)  # from the newest checkpoint
    assert listing(run) == before


@pytest.mark.parametrize("folder", ["checkpoints", "best"])
def test_links_out_of_the_run(run: Path, tmp_path: Path, folder: str) -> None:
    for path in (run / folder).iterdir():
        path.rename(tmp_path / path.name)
        path.symlink_to(tmp_path / path.name)
    if folder == "checkpoints":
        assert "link to somewhere outside" in refused(run, resume)
    else:
        assert len(run_of(run)[1]) == 1  # the newest: those links do not count


def test_only_like_is_averaged(run: Path, tmp_path: Path) -> None:
    path = newest(run)
    tensors, facts = checkpoint.read_checkpoint(path)
    other = tmp_path / path.name
    other.write_bytes(
        save({name: tensor.reshape(-1) for name, tensor in tensors.items()}, {"facts": json.dumps(facts)})
    )
    with pytest.raises(TranslatorError, match="another architecture"):
        average_checkpoints([path, other])


def test_a_checkpoint_may_have_any_name_but_says_its_updates(run: Path) -> None:
    odd = newest(run).with_name("update-x.safetensors")
    newest(run).rename(odd)
    hand_over(run, run.parent / "out", reopen_recipe(run), name="out", paths=[odd])
    tensors, facts = checkpoint.read_checkpoint(odd)
    del facts["update"]
    checkpoint.write_checkpoint(odd, tensors, facts)
    with pytest.raises(TranslatorError, match="does not say what it is"):
        hand_over(run, run.parent / "out", reopen_recipe(run), name="out", paths=[odd])


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a = " + "[" * 20_000, "nested too deeply"),
        ("a" + ".a" * 20_000 + " = 1", "dots"),
        ("#" * (1 << 19), "larger than"),
        ("[training]\nlearning_rate = nan", "must be a number"),
        ("[training]\nlearning_rate = inf", "at most"),
        ("[training]\nepochs = 1" + "0" * 400, "must be of type float"),
        ("[training]\nupdates = 1" + "0" * 400, "at most"),
        ("[training]\nupdates = 1" + "0" * 5000, "not valid TOML"),
        ("[network]\ncell = ['lstm']", "must be one of"),
        ("[data]\nsource = [[1]]", "must be of type str"),
        ("[data]\nsource = {a = 1}", "must be of type str"),
        ("network = 5", "unknown table"),
        ("[data]\ntemperature = 0", "must be above 0"),
        ("[training]\nbatch_tokens = 0", "must be above 0"),
        ("[training]\nlabel_smoothing = 1.5", "from 0 to 1"),
        ("[noise]\nnoise_typos = 2", "from 0 to 1"),
        ("[[network]]\nhidden = 5", "unknown table"),
        ('[data]\nsource = "\\u0000"\ntarget = "a"', "null"),
    ],
)
def test_hostile_recipes(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "r.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TranslatorError, match=complaint):
        make_recipe(read_recipe(tmp_path / "r.toml"))


@pytest.mark.parametrize(
    ("key", "value"), [("source", 5), ("dev_source", True), ("weights", [1.0, 2.0]), ("temperature", 0)]
)
def test_the_recipe_of_a_hostile_run(run: Path, key: str, value: Any) -> None:
    content = tomllib.loads((run / "recipe.toml").read_text(encoding="utf-8"))
    content["data"][key] = value
    (run / "recipe.toml").write_text(tomli_w.dumps(content), encoding="utf-8")
    refused(run, resume)


def test_a_recipe_that_never_ends_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "r.toml")
    with pytest.raises(TranslatorError, match="no plain file"):
        read_recipe(tmp_path / "r.toml")
    with pytest.raises(TranslatorError, match="no plain file"):
        read_recipe(Path("/dev/zero"))


def offsets(run: Path, change: Callable[[np.ndarray], np.ndarray]) -> None:
    path = run / "corpus" / "0.pieces.offsets"
    path.write_bytes(change(np.fromfile(path, dtype=np.int64)).tobytes())


@pytest.mark.parametrize(
    "change",
    [
        lambda a: a[:0],
        lambda a: -a,
        lambda a: np.concatenate([a[:5], [1 << 60], a[6:]]),
        lambda a: np.concatenate([[-9], a[1:]]),
        lambda a: a[:-1],
        lambda a: np.delete(a, 5),
    ],
)
def test_stores_with_hostile_offsets(run: Path, change: Callable[[np.ndarray], np.ndarray]) -> None:
    offsets(run, change)
    assert "prepared corpus" in refused(run, resume)


def test_stores_with_pieces_that_are_none(run: Path) -> None:
    path = run / "corpus" / "0.pieces.values"
    path.write_bytes(b"\xff" * path.stat().st_size)
    assert "prepared corpus" in refused(run, resume)


def test_stored_text_that_is_none(tmp_path: Path) -> None:
    PairStore.write(tmp_path / "dev", [("été", "summer")])
    (tmp_path / "dev.values").write_bytes(b"\xff" * (tmp_path / "dev.values").stat().st_size)
    store = PairStore(tmp_path / "dev")
    for read in (lambda: store[0], lambda: list(store)):
        with pytest.raises(TranslatorError, match="damaged"):
            read()


def test_a_tokenizer_whose_own_complaint_is_no_text(run: Path) -> None:
    path = run / "tokenizer.model"
    path.write_bytes(path.read_bytes().replace(b"<0x1F>", b"<0x\xfa\xe6>"))
    assert "not a SentencePiece model" in refused(run, resume)


def test_stores_of_odd_sizes(tmp_path: Path) -> None:
    for data in (b"", b"12345", bytes(8), bytes(16)):
        (tmp_path / "x.offsets").write_bytes(data)
        (tmp_path / "x.values").write_bytes(b"123")
        with pytest.raises(TranslatorError, match="prepared corpus"):
            PieceStore(tmp_path / "x", 100)


@pytest.mark.parametrize("name", ["keys", "starts", "links"])
def test_hostile_links(tmp_path: Path, name: str) -> None:
    GuideBook.write(tmp_path, [("a", "b", [(0, 0)])])
    good = np.load(tmp_path / f"{name}.npy")
    for array in (good[:0], good.astype(np.float64), good.reshape(-1, 1, 1), np.array([Bomb(tmp_path / "c")], object)):
        np.save(tmp_path / f"{name}.npy", array, allow_pickle=True)
        with pytest.raises(TranslatorError, match="prepared links"):
            GuideBook(tmp_path)
    (tmp_path / f"{name}.npy").write_bytes(b"\x93NUMPY\x01\x00\x10\x00{'descr': '<i8'" + bytes(99))
    with pytest.raises(TranslatorError, match="prepared links"):
        GuideBook(tmp_path)
    assert not (tmp_path / "c").exists()
