"""The loop: toy tasks are learnt; a killed run goes on bit for bit; checkpoints survive and damage is noticed."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.conftest import ROOT
from tests.training.runs import SMALL, start, train
from translator.decoding.search import SearchOptions, search
from translator.decoding.torch_engine import TorchEngine
from translator.errors import TranslatorError
from translator.network.config import NetworkConfig
from translator.network.seq2seq import Seq2Seq
from translator.training import checkpoint
from translator.training.events import AllEvents
from translator.training.handover import average_checkpoints, best_of, hand_over
from translator.training.loop import Trainer
from translator.training.objective import cross_entropy
from translator.training.optimisation import Optimisation
from translator.training.preparation import reopen
from translator.training.recipe import make_recipe


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_reversal_is_learnt(cell: str) -> None:
    """A toy task that needs attention: write the source backwards."""
    torch.manual_seed(0)
    generator = np.random.default_rng(0)
    network = Seq2Seq(NetworkConfig(vocabulary=14, cell=cell, embedding=32, hidden=64, dropout=0.0))  # type: ignore[arg-type]
    optimisation = Optimisation(network, precision=torch.float32, weight_decay=0.0, clip=1.0, ema_decay=0.0)
    for update in range(500):
        source = torch.from_numpy(generator.integers(4, 14, (32, 6)))
        ends, begins = torch.full((32, 1), 2), torch.full((32, 1), 1)
        target = source.flip(1)
        taught = network.teach(torch.cat([source, ends], 1), torch.full((32,), 7), torch.cat([begins, target], 1))
        loss = cross_entropy(taught.readouts, network.output, torch.cat([target, ends], 1), 0.0)
        loss.smoothed.backward()  # type: ignore[no-untyped-call]
        optimisation.collect()
        optimisation.step(0.005, loss.tokens, update)
    sources = generator.integers(4, 14, (40, 6)).tolist()
    found = search(TorchEngine(network), sources, SearchOptions(beam=2))
    right = sum(list(one[0].pieces) == source[::-1] for one, source in zip(found, sources, strict=True))
    assert right >= 38
    # And it looks where it should: writing the first piece, at the last one read.
    attention = np.mean([one[0].attention[0] for one in found], axis=0)
    assert attention[5:].sum() > 0.5


@pytest.mark.parametrize(
    ("cell", "precision"), [("lstm", "float32"), ("gru", "float32"), ("lstm", "bfloat16"), ("gru", "float16")]
)
def test_stopping_half_way_changes_nothing(tmp_path: Path, cell: str, precision: str) -> None:
    """With dropout, noise, subword sampling, accumulation and averaging on."""
    common = {"cell": cell, "precision": precision, "accumulate": 2, "subword_sampling": 0.3}
    whole = train(start(tmp_path / "whole", updates=12, checkpoint_every=4, **common), tmp_path / "whole")
    half = start(tmp_path / "half", updates=12, checkpoint_every=4, **common)
    interrupted = Trainer(half, tmp_path / "half", AllEvents([]))
    one_update = interrupted._one_update

    def stop_after_six(batches: object) -> None:
        one_update(batches)  # type: ignore[arg-type]
        interrupted._stop = interrupted.update == 6

    interrupted._one_update = stop_after_six  # type: ignore[method-assign, assignment]
    assert not interrupted.run()
    np.random.random(3)  # a resumed process starts with other generators than the killed one had
    torch.rand(3)
    resumed = train(reopen(tmp_path / "half"), tmp_path / "half")
    assert whole.optimisation.scale.value == resumed.optimisation.scale.value
    for one, other in zip(whole.optimisation.tensors().items(), resumed.optimisation.tensors().items(), strict=True):
        assert one[0] == other[0]
        assert torch.equal(one[1], other[1]), one[0]


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_killed_runs_end_as_an_undisturbed_one(cell: str) -> None:
    """SIGKILL at random moments, then resume: the end is the same, bit for bit (a hundred kills: tests/benchmarks)."""
    command = [sys.executable, "-m", "tests.benchmarks.kills", "--kills", "5", "--updates", "40", "--cell", cell]
    done = subprocess.run([*command, "--longest", "0.3"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "bit for bit" in done.stdout


def test_a_cut_checkpoint_is_passed_over_and_nothing_whole_is_an_error(tmp_path: Path) -> None:
    prepared = start(tmp_path, updates=8, checkpoint_every=4)
    train(prepared, tmp_path)
    newest = tmp_path / "checkpoints" / checkpoint.checkpoint_name(8)
    newest.write_bytes(newest.read_bytes()[:1000])
    found = checkpoint.read_latest(tmp_path / "checkpoints")
    assert found is not None
    assert found[1]["update"] == 4
    assert "damaged or cut short" in found[2][0]
    older = tmp_path / "checkpoints" / checkpoint.checkpoint_name(4)
    older.write_bytes(b"")
    with pytest.raises(TranslatorError, match="is whole"):
        checkpoint.read_latest(tmp_path / "checkpoints")


def test_best_checkpoints_are_averaged_and_handed_over(tmp_path: Path) -> None:
    run = tmp_path / "training"
    prepared = start(run, updates=12, validate_every=3, keep_best=2)
    train(prepared, run)
    paths = best_of(run)
    assert len(paths) == 2
    tensors, _ = average_checkpoints(paths)
    parts = [checkpoint.read_checkpoint(path)[0] for path in paths]
    name = "target_embedding.weight"
    torch.testing.assert_close(tensors[name], (parts[0][name] + parts[1][name]) / 2)
    hand_over(run, tmp_path, prepared.recipe, name="small")
    from translator.decoding.translator import Translator

    untaught = Translator.load(tmp_path).folder.config
    assert untaught["training"]["averaged_checkpoints"] == 2
    assert untaught["search"] == {"length_penalty": 1.0, "coverage": 0.0}
    guided = dataclasses.replace(prepared.recipe.training, guidance=0.3)
    hand_over(run, tmp_path / "taught", dataclasses.replace(prepared.recipe, training=guided), name="taught")
    assert Translator.load(tmp_path / "taught").folder.config["search"]["coverage"] > 0


def test_fine_tuning_begins_with_the_parameters_of_another_run(tmp_path: Path) -> None:
    first = tmp_path / "first" / "training"
    train(start(first, updates=6, validate_every=3), first)
    folder = tmp_path / "second"
    prepared = start(folder, updates=1, learning_rate=0.0, start_from=str(tmp_path / "first"), ema=0.0)
    assert prepared.tokenizer.model == (first / "tokenizer.model").read_bytes()
    trainer = train(prepared, folder)
    expected, _ = average_checkpoints(best_of(first))
    for name, parameter in trainer.optimisation.network.named_parameters():
        assert torch.equal(parameter, expected[name]), name


def test_another_architecture_is_refused(tmp_path: Path) -> None:
    train(start(tmp_path, updates=2), tmp_path)
    wider = make_recipe(SMALL | {"hidden": 64, "updates": 4})
    other = dataclasses.replace(reopen(tmp_path), recipe=wider)
    with pytest.raises(TranslatorError, match="another architecture"):
        Trainer(other, tmp_path, AllEvents([])).run()


def test_a_second_run_never_overwrites_the_first(tmp_path: Path) -> None:
    start(tmp_path / "run" / "training")
    with pytest.raises(TranslatorError, match=r"holds a training run; go on with: translator train --resume"):
        start(tmp_path / "run" / "training")
