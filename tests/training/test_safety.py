"""What goes wrong is skipped, backed off from, or stops the run with one clear line; what was saved stays."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from tests.training.runs import SMALL, Heard, start, train
from translator.corpus.batches import Batch
from translator.errors import TranslatorError
from translator.training import checkpoint
from translator.training.events import RunFiles, append_log
from translator.training.interrupt import Interrupt
from translator.training.loop import Trainer
from translator.training.preparation import prepare, reopen
from translator.training.recipe import make_recipe

PLAIN = {"dropout": 0.0, "noise_accents": 0.0, "ema": 0.0}


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "translator", "train", *map(str, arguments)]


def flags(values: dict[str, object]) -> list[str]:
    found = []
    for key, value in values.items():
        for each in value if isinstance(value, list) else [value]:
            found += [f"--{key.replace('_', '-')}", str(each)]
    return found


def poison(trainer: Trainer, updates: set[int]) -> None:
    """Make the gradient of some updates not a number."""
    collect = trainer.optimisation.collect

    def collect_poison() -> None:
        if trainer.update in updates:
            next(trainer.optimisation.worker.parameters()).grad.fill_(float("nan"))  # type: ignore[union-attr]
        collect()

    trainer.optimisation.collect = collect_poison  # type: ignore[method-assign]


def test_an_update_without_a_finite_gradient_is_skipped_and_said(tmp_path: Path) -> None:
    heard = Heard()
    trainer = Trainer(start(tmp_path, updates=6), tmp_path, heard)
    poison(trainer, {3})
    assert trainer.run()
    assert len(heard.warnings) == 1
    assert "update 3, after epoch" in heard.warnings[0]
    assert "skipped" in heard.warnings[0]
    assert all(bool(p.isfinite().all()) for p in trainer.optimisation.network.parameters())


def test_a_run_that_only_makes_nonsense_stops(tmp_path: Path) -> None:
    heard = Heard()
    trainer = Trainer(start(tmp_path, updates=100), tmp_path, heard)
    poison(trainer, set(range(100)))
    with pytest.raises(TranslatorError, match="20 updates in a row had no finite gradient at update 19"):
        trainer.run()


def test_a_batch_too_large_for_memory_is_halved_and_costs_nothing(tmp_path: Path) -> None:
    # Adam's first steps turn the last digits of small gradients into steps, other digits on other processors: five
    # short updates. A half left out differs a hundred times as much as is allowed here.
    settings = {**PLAIN, "updates": 5, "learning_rate": 0.0004}
    whole = train(start(tmp_path / "whole", **settings), tmp_path / "whole")
    heard = Heard()
    trainer = Trainer(start(tmp_path / "tight", **settings), tmp_path / "tight", heard)
    accumulate = trainer._accumulate

    def short_of_memory(batch: Batch) -> tuple[float, int]:
        done = accumulate(batch) if len(batch.source) <= 7 else None
        if done is None:
            first = next(trainer.optimisation.worker.parameters())
            first.grad = torch.ones_like(first)  # left by the failed pass
            raise RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory")
        return done

    trainer._accumulate = short_of_memory  # type: ignore[method-assign]
    assert trainer.run()
    assert "sentence pairs are too many for memory" in heard.warnings[0]
    for one, other in zip(
        whole.optimisation.network.parameters(), trainer.optimisation.network.parameters(), strict=True
    ):
        torch.testing.assert_close(one, other, atol=1e-5, rtol=0)


def test_one_pair_too_large_for_memory_stops_the_run(tmp_path: Path) -> None:
    trainer = Trainer(start(tmp_path, updates=5), tmp_path, Heard())

    def no_memory(batch: Batch) -> tuple[float, int]:
        raise MemoryError

    trainer._accumulate = no_memory  # type: ignore[method-assign]
    with pytest.raises(TranslatorError, match=r"one sentence pair of .* is too large for memory"):
        trainer.run()


def test_other_errors_are_not_taken_for_lack_of_memory(tmp_path: Path) -> None:
    trainer = Trainer(start(tmp_path, updates=5), tmp_path, Heard())

    def broken(batch: Batch) -> tuple[float, int]:
        raise RuntimeError("shapes do not fit")

    trainer._accumulate = broken  # type: ignore[method-assign]
    with pytest.raises(RuntimeError, match="shapes do not fit"):
        trainer.run()


def test_a_full_disk_leaves_the_last_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / checkpoint.checkpoint_name(1)
    checkpoint.write_checkpoint(path, {"a": torch.zeros(3)}, {"update": 1})
    before = path.read_bytes()
    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(TranslatorError, match="No space left on device; the one before is intact"):
        checkpoint.write_checkpoint(path, {"a": torch.ones(3)}, {"update": 2})
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def no_space(descriptor: int) -> None:
    raise OSError(28, "No space left on device")


def test_the_system_refusing_to_write_stops_the_run_in_one_line(tmp_path: Path) -> None:
    run = tmp_path / "training"
    train(start(run, updates=4), run)
    recipe = (run / "recipe.toml").read_text(encoding="utf-8")
    (run / "recipe.toml").write_text(recipe.replace("updates = 4", "updates = 8"), encoding="utf-8")

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = subprocess.run(command("--resume", tmp_path), capture_output=True, text=True, preexec_fn=small_files)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    errors = [line for line in done.stderr.splitlines() if line.startswith("error:")]
    assert len(errors) == 1
    assert "File too large; the one before is intact" in errors[0]
    found = checkpoint.read_latest(run / "checkpoints")
    assert found is not None
    assert found[1]["update"] == 4
    events = [json.loads(line) for line in (run / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert events[-1]["event"] == "stopped"
    assert "File too large" in events[-1]["message"]


def test_the_recipe_may_say_to_go_on_without_checkpoints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard()
    trainer = Trainer(start(tmp_path, updates=6, checkpoint_every=2, full_disk="go-on"), tmp_path, heard)
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: no_space(0) if trainer.update == 4 else fsync(descriptor))
    assert trainer.run()
    assert any("No space left" in warning and "goes on" in warning for warning in heard.warnings)
    found = checkpoint.read_latest(tmp_path / "checkpoints")
    assert found is not None
    assert found[1]["update"] == 6


def test_checkpoints_of_another_format_are_refused_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    train(start(tmp_path, updates=2), tmp_path)
    newest = tmp_path / "checkpoints" / checkpoint.checkpoint_name(2)
    tensors, facts = checkpoint.read_checkpoint(newest)
    monkeypatch.setattr(checkpoint, "FORMAT", 1)
    checkpoint.write_checkpoint(newest, tensors, facts)
    monkeypatch.undo()
    with pytest.raises(TranslatorError, match=r"another version of translator.*--start-from"):
        Trainer(reopen(tmp_path), tmp_path, Heard()).run()


def test_a_checkpoint_holds_all_that_a_run_is(tmp_path: Path) -> None:
    prepared = start(tmp_path, updates=2, precision="float16")
    train(prepared, tmp_path)
    tensors, facts = checkpoint.read_checkpoint(tmp_path / "checkpoints" / checkpoint.checkpoint_name(2))
    assert facts["recipe"] == prepared.recipe.to_dict()
    assert bytes(tensors["tokenizer"].tolist()) == prepared.tokenizer.model
    assert {"translator", "torch", "numpy", "python"} <= facts["versions"].keys()
    assert {"python", "numpy"} == facts["generators"].keys()
    assert {"scale", "random.cpu.0"} <= tensors.keys()
    for name in ("parameters", "averaged", "adam.exp_avg", "adam.exp_avg_sq", "adam.step"):
        assert f"{name}.target_embedding.weight" in tensors


@pytest.mark.parametrize("how", ["stop", "skip"])
def test_a_damaged_line(tmp_path: Path, how: str) -> None:
    sides = [Path(SMALL[side][0]).read_bytes().splitlines(keepends=True) for side in ("source", "target")]  # type: ignore[index]
    sides[0][16] = b"Caf\xe9 noir.\n"
    for side, lines in zip(("fr", "en"), sides, strict=True):
        (tmp_path / side).write_bytes(b"".join(lines))
    values = SMALL | {"source": str(tmp_path / "fr"), "target": str(tmp_path / "en"), "updates": 2}
    done = subprocess.run(
        command(*flags(values), "--damaged-lines", how, "--out", tmp_path / "out"), capture_output=True, text=True
    )
    assert "fr, line 17: byte 4 (0xe9) is not UTF-8" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == (1 if how == "stop" else 0)
    if how == "skip":
        log = (tmp_path / "out" / "training" / "log.jsonl").read_text(encoding="utf-8")
        assert "line 17" in log
        assert len(reopen(tmp_path / "out" / "training").corpora[0].pieces) == 199


def test_a_damaged_table_line_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(
        "Il pleut.\tIt is raining.\nIl neige.\nIl fait froid.\tIt is cold.\n", encoding="utf-8"
    )
    said: list[str] = []
    values = {"tsv": [str(tmp_path / "a.tsv")], "damaged_lines": "skip", "vocabulary": 300, "check_language": False}
    prepared = prepare(make_recipe(values), tmp_path / "run", said.append)
    assert len(prepared.corpora[0].pieces) == 2
    assert any("a.tsv, line 2: 1 columns, 2 needed" in line for line in said)


def test_the_first_signal_asks_and_the_second_stops() -> None:
    interrupt, told = Interrupt(), []
    before = signal.getsignal(signal.SIGINT)
    with interrupt.listening(lambda: told.append(1)):
        os.kill(os.getpid(), signal.SIGINT)
        assert interrupt.asked
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGTERM)
    assert told == [1]
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_saves_and_says_how_to_go_on(tmp_path: Path) -> None:
    run = tmp_path / "training"
    start(run, updates=100_000, validate_every=100_000, checkpoint_every=0)
    process = subprocess.Popen(command("--resume", tmp_path), stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if "training for" in line:
            break
    process.send_signal(signal.SIGINT)
    rest = process.stderr.read()
    assert process.wait() == 130, rest
    assert f"translator train --resume {tmp_path}" in rest
    assert "Traceback" not in rest
    found = checkpoint.read_latest(run / "checkpoints")
    assert found is not None
    assert 0 < found[1]["update"] < 100_000


def test_a_torn_line_of_the_log_is_cut_off(tmp_path: Path) -> None:
    append_log(tmp_path, "progress", update=1)
    with (tmp_path / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write('{"time": 17, "eve')
    files = RunFiles(tmp_path)
    files.warn("hello")
    events = [json.loads(line)["event"] for line in (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert events == ["progress", "warning"]
