"""Small runs for tests."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import EVERYDAY
from translator.training.events import AllEvents
from translator.training.loop import Trainer
from translator.training.preparation import Prepared, prepare
from translator.training.recipe import make_recipe
from translator.training.validation import Validation

SMALL = {
    "source": [str(EVERYDAY / "train.fr")],
    "target": [str(EVERYDAY / "train.en")],
    "dev_source": [str(EVERYDAY / "dev.fr")],
    "dev_target": [str(EVERYDAY / "dev.en")],
    "vocabulary": 500,
    "embedding": 32,
    "hidden": 48,
    "batch_tokens": 400,
    "warmup": 5,
    "threads": 1,
    "noise_accents": 0.2,
    "dropout": 0.2,
    "precision": "float32",
}


def start(folder: Path, **changes: object) -> Prepared:
    return prepare(make_recipe(SMALL | changes), folder, lambda line: None)


def train(prepared: Prepared, folder: Path) -> Trainer:
    trainer = Trainer(prepared, folder, AllEvents([]))
    assert trainer.run()
    return trainer


class Heard(AllEvents):
    """Remembers what a run said."""

    def __init__(self) -> None:
        super().__init__([])
        self.warnings: list[str] = []
        self.validations: list[tuple[Validation, bool]] = []

    def warn(self, message: str) -> None:
        self.warnings.append(message)

    def validated(self, update: int, result: Validation, better: bool) -> None:
        self.validations.append((result, better))
