"""Learning from another network's predictions: its knowledge arrives, and a run with a teacher resumes exactly."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest
import torch

from tests.training.runs import SMALL, start, train
from translator.errors import TranslatorError
from translator.training.distillation import TEACHER, open_teacher
from translator.training.loop import Trainer
from translator.training.preparation import reopen

UNTAUGHT = {"noise_accents": 0.0, "dropout": 0.0, "ema": 0.0, "label_smoothing": 0.0}


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that has learnt its 200 sentences in part."""
    folder: Path = tmp_path_factory.mktemp("teacher")
    train(start(folder / "training", **UNTAUGHT, updates=40, learning_rate=0.01), folder / "training")
    return folder


def _away_from(teacher: Path, trainer: Trainer) -> float:
    """Mean squared distance of the network's log-probabilities from the teacher's on the first dev sentences."""
    prepared = trainer.prepared
    recipe = dataclasses.replace(prepared.recipe.training, teacher=str(teacher), distillation=1.0)
    opened = open_teacher(recipe, trainer.folder, "cpu", torch.float32)
    assert opened is not None
    network = trainer.optimisation.network.eval()
    total = 0.0
    for source, target in prepared.dev[:10]:
        read = torch.tensor([prepared.tokenizer.encode(source)])
        previous = torch.tensor([[1, *prepared.tokenizer.encode(target)[:-1]]])
        lengths = torch.tensor([read.shape[1]])
        with torch.no_grad():
            soft = opened.predictions(read, lengths, previous)
            theirs = soft.output(soft.readouts).softmax(-1)
            ours = network.output(network.teach(read, lengths, previous).readouts).softmax(-1)
        total += float((theirs - ours).abs().sum(-1).mean())
    return total / 10


def test_a_student_comes_nearer_to_its_teacher_than_the_text_alone_brings_it(tmp_path: Path, teacher: Path) -> None:
    distances = []
    for share in (1e-6, 1.0):
        run = tmp_path / str(share)
        prepared = start(
            run, **UNTAUGHT, cell="gru", updates=30, learning_rate=0.01, teacher=str(teacher), distillation=share
        )
        distances.append(_away_from(teacher, train(prepared, run)))
    assert distances[1] < 0.85 * distances[0]


def test_a_run_with_a_teacher_resumes_bit_for_bit_though_the_teacher_is_gone(tmp_path: Path, teacher: Path) -> None:
    gone = tmp_path / "gone"
    shutil.copytree(teacher, gone)
    whole, halves = tmp_path / "whole", tmp_path / "halves"
    for run in (whole, halves):
        start(run, updates=8, warmup=1, schedule="constant", teacher=str(gone))
    shutil.rmtree(gone)
    once = train(reopen(whole), whole)
    prepared = reopen(halves)
    half = dataclasses.replace(prepared.recipe, training=dataclasses.replace(prepared.recipe.training, updates=4))
    train(dataclasses.replace(prepared, recipe=half), halves)
    twice = train(prepared, halves)
    assert once.update == twice.update == 8
    expected = dict(once.optimisation.network.named_parameters())
    for name, parameter in twice.optimisation.network.named_parameters():
        assert torch.equal(parameter, expected[name]), name


def test_a_teacher_of_other_pieces_is_refused(tmp_path: Path, teacher: Path) -> None:
    other = tmp_path / "other"
    train(start(other / "training", updates=1, vocabulary=400), other / "training")
    with pytest.raises(TranslatorError, match="its pieces are others than this run's"):
        start(tmp_path / "run", teacher=str(teacher), tokenizer=str(other / "training" / "tokenizer.model"))


def test_a_teacher_of_another_direction_is_refused(tmp_path: Path, teacher: Path) -> None:
    swapped = {"source_language": "en", "target_language": "fr"}
    with pytest.raises(TranslatorError, match="it translates fr → en, this run en → fr"):
        start(tmp_path / "run", teacher=str(teacher), **swapped)


def test_without_weight_there_is_no_teacher(tmp_path: Path, teacher: Path) -> None:
    prepared = start(tmp_path / "run", updates=1, teacher=str(teacher), distillation=0.0)
    assert not (tmp_path / "run" / TEACHER).exists()
    assert train(prepared, tmp_path / "run").teacher is None


def test_a_teacher_that_a_run_was_not_prepared_with_is_told_of(tmp_path: Path, teacher: Path) -> None:
    prepared = start(tmp_path / "run", updates=1)
    training = dataclasses.replace(prepared.recipe.training, teacher=str(teacher))
    changed = dataclasses.replace(prepared, recipe=dataclasses.replace(prepared.recipe, training=training))
    with pytest.raises(TranslatorError, match="prepared without a teacher"):
        train(changed, tmp_path / "run")


def test_a_student_takes_its_teachers_pieces(tmp_path: Path, teacher: Path) -> None:
    prepared = start(tmp_path / "run", teacher=str(teacher), vocabulary=int(SMALL["vocabulary"]) - 100)  # type: ignore[call-overload]
    assert prepared.tokenizer.model == (teacher / "training" / "tokenizer.model").read_bytes()


def test_a_damaged_teacher_is_told_of(tmp_path: Path, teacher: Path) -> None:
    prepared = start(tmp_path / "run", updates=2, teacher=str(teacher))
    (tmp_path / "run" / TEACHER).write_bytes(b"nothing")
    with pytest.raises(TranslatorError, match=f"{TEACHER} is damaged"):
        train(prepared, tmp_path / "run")
