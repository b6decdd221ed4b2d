"""Distillation: a network is taught by another's predictions beside the true pieces (word-level, Kim and Rush 2016).

    loss = (1 - share) × cross-entropy of the true pieces + share × cross-entropy against the teacher's predictions

The teacher reads the same sentences, noise included, and says of every piece how likely it was; that tells the student
which other pieces would have done. Its parameters lie in the run's folder, so that a resume needs nothing else.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import torch
from torch import Tensor

from translator.decoding.export.folder import network_from
from translator.errors import TranslatorError
from translator.network.seq2seq import Seq2Seq
from translator.text.tokenizer import Tokenizer
from translator.training.beginning import Beginning
from translator.training.checkpoint import read_checkpoint, write_checkpoint
from translator.training.objective import SoftTargets
from translator.training.recipe import TrainingRecipe

TEACHER = "teacher.safetensors"


class Teacher:
    """A network that is listened to and never changed."""

    def __init__(self, network: Seq2Seq, share: float) -> None:
        """Take a network.

        Args:
            network: of the student's pieces, in the precision and on the device of the student's passes.
            share: of the objective that its predictions are, 0 to 1.
        """
        self._network, self._share = network.eval().requires_grad_(False), share

    @torch.no_grad()
    def predictions(self, source: Tensor, lengths: Tensor, previous: Tensor) -> SoftTargets:
        """What it expects after each of the previous pieces (shapes as `Seq2Seq.teach`)."""
        readouts = self._network.teach(source, lengths, previous).readouts
        return SoftTargets(readouts, self._network.output, self._share)


def keep_teacher(teacher: Beginning, languages: tuple[str, str], tokenizer: Tokenizer, folder: Path) -> None:
    """Write the teacher into the folder of a run.

    Args:
        teacher: as opened from what the recipe names.
        languages: that the run is to translate from and to.
        tokenizer: of the run.
        folder: of the run.

    Raises:
        TranslatorError: it translates from or to another language than the run, or its pieces are others than the
            run's, so that its predictions would be of other words.
    """
    if all(teacher.languages) and teacher.languages != languages:
        theirs, ours = (" → ".join(pair) for pair in (teacher.languages, languages))
        raise TranslatorError(f"cannot learn from {teacher.origin}: it translates {theirs}, this run {ours}")
    if teacher.tokenizer.model != tokenizer.model:
        raise TranslatorError(
            f"cannot learn from {teacher.origin}: its pieces are others than this run's; begin with a model of its "
            "tokenizer, or give that tokenizer.model as --tokenizer"
        )
    write_checkpoint(folder / TEACHER, teacher.parameters, {"network": dataclasses.asdict(teacher.config)})


def open_teacher(recipe: TrainingRecipe, folder: Path, device: str, dtype: torch.dtype) -> Teacher | None:
    """The teacher of a run, None where the recipe has none.

    Raises:
        TranslatorError: its file in the folder is missing or damaged.
    """
    if not recipe.has_teacher:
        return None
    if not (folder / TEACHER).exists():
        raise TranslatorError(
            f"this run was prepared without a teacher; take teacher out of {folder / 'recipe.toml'}, or begin anew"
        )
    tensors, facts = read_checkpoint(folder / TEACHER)
    try:
        network = network_from(tensors, facts["network"])
    except (KeyError, TypeError, ValueError) as error:
        raise TranslatorError(f"{folder / TEACHER} does not say what it is ({error!r}); begin a new run") from error
    return Teacher(network.to(device=device, dtype=dtype), recipe.distillation)
