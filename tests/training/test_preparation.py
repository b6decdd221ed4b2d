"""Preparation that is killed or fails: nothing of it passes for a run, and nothing of it joins the next one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.training.runs import SMALL, start, train
from translator.corpus.batches import BatchPlan, BatchStream, Position
from translator.errors import TranslatorError
from translator.training import preparation
from translator.training.preparation import START, prepare, reopen
from translator.training.recipe import Recipe, make_recipe, write_recipe


class KilledError(BaseException):
    """Stands for a kill: nothing catches it."""


def test_the_recipe_that_marks_a_preparation_done_has_its_length(tmp_path: Path) -> None:
    prepared = prepare(make_recipe(SMALL | {"epochs": 2}), tmp_path, lambda line: None)
    assert prepared.recipe.training.updates > 0
    assert reopen(tmp_path).recipe == prepared.recipe


def test_a_kill_while_the_length_is_settled_leaves_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(prepared: object) -> tuple[int, int]:
        raise KilledError

    monkeypatch.setattr(preparation, "settle_length", killed)
    with pytest.raises(KilledError):
        start(tmp_path)
    with pytest.raises(TranslatorError, match="holds no training run to resume"):
        reopen(tmp_path)
    monkeypatch.undo()
    start(tmp_path)  # the same command again


@pytest.mark.parametrize("recipe", ["", "[training]\nupdates = 0\n"])
def test_a_run_without_a_length_is_refused(tmp_path: Path, recipe: str) -> None:
    run = tmp_path / "training"
    start(run)
    (run / "recipe.toml").write_text(recipe, encoding="utf-8")
    with pytest.raises(TranslatorError, match=r"did not finish; delete .*training and train anew"):
        reopen(run)


def test_a_recipe_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_recipe(Recipe(), tmp_path / "recipe.toml")
    assert not list(tmp_path.iterdir())


def test_a_corpus_of_nothing_but_long_pairs_is_refused_every_time(tmp_path: Path) -> None:
    for side in ("fr", "en"):
        (tmp_path / side).write_text("".join(f"{'abc ' * 300}{i}\n" for i in range(20)), encoding="utf-8")
    values = SMALL | {
        "source": [str(tmp_path / "fr")],
        "target": [str(tmp_path / "en")],
        "clean": False,
        "vocabulary": 280,
    }
    for _ in range(2):
        with pytest.raises(TranslatorError, match="every sentence pair has more than 200 pieces"):
            prepare(make_recipe(values), tmp_path / "run", lambda line: None)


def test_batches_of_a_corpus_of_nothing_but_long_pairs_are_an_error(tmp_path: Path) -> None:
    prepared = start(tmp_path)
    stream = BatchStream(prepared.corpora, prepared.tokenizer, BatchPlan(longest=0))
    with pytest.raises(TranslatorError, match="every sentence pair has more than 0 pieces"):
        next(stream.batches(Position()))


def test_what_a_killed_preparation_left_joins_no_other_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, run = tmp_path / "first", tmp_path / "run"
    train(start(first, updates=1), first)

    def killed(prepared: object) -> tuple[int, int]:
        raise KilledError

    monkeypatch.setattr(preparation, "settle_length", killed)
    twice = {side: SMALL[side] * 2 for side in ("source", "target")}  # type: ignore[operator]
    with pytest.raises(KilledError):
        start(run, start_from=str(first), **twice)
    monkeypatch.undo()
    (run / "corpus" / "mine.txt").write_text("not ours to delete", encoding="utf-8")
    assert (run / START).exists()
    start(run, updates=1)
    assert not (run / START).exists()
    assert len(reopen(run).corpora) == 1
    assert not list((run / "corpus").glob("1*"))
    assert (run / "corpus" / "mine.txt").exists()


def test_a_recipe_decides_what_of_the_folder_is_its_run(tmp_path: Path) -> None:
    first, run = tmp_path / "first", tmp_path / "run"
    train(start(first, updates=1), first)
    prepared = start(run, updates=1)
    for ending in ("values", "offsets"):
        shutil.copy(run / "corpus" / f"0.pieces.{ending}", run / "corpus" / f"1.pieces.{ending}")
    shutil.copy(next((first / "checkpoints").iterdir()), run / START)  # of another kind: to take it up would fail
    assert len(reopen(run).corpora) == 1
    train(prepared, run)


def test_damaged_lines_of_dev_files_and_links_are_skipped_too(tmp_path: Path) -> None:
    sides = {side: Path(SMALL[side][0]).read_bytes().splitlines() for side in ("dev_source", "dev_target")}  # type: ignore[index]
    sides["dev_source"][2] = b"Caf\xe9"
    size = len(Path(SMALL["source"][0]).read_bytes().splitlines())  # type: ignore[index]
    sides["links"] = [b"0-0"] * size
    sides["links"][3:5] = [b"\xff", b"nonsense"]
    for name, lines in sides.items():
        (tmp_path / name).write_bytes(b"\n".join(lines) + b"\n")
    values = SMALL | {name: [str(tmp_path / name)] for name in sides} | {"guidance": 1.0, "updates": 1}
    with pytest.raises(TranslatorError, match="dev_source, line 3"):
        prepare(make_recipe(values), tmp_path / "stop", lambda line: None)
    said: list[str] = []
    prepared = prepare(make_recipe(values | {"damaged_lines": "skip"}), tmp_path / "skip", said.append)
    assert len(prepared.dev) == len(sides["dev_source"]) - 1
    assert [line.split("; ")[1] for line in said if "unguided" in line] == ["the pair goes unguided"] * 2
    assert any("links, line 4" in line for line in said)
    assert any("links, line 5" in line for line in said)
    assert any("dev_source, line 3" in line for line in said)
