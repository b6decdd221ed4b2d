"""Averaging: the mean of networks of which one began with another is often better than either."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from translator.decoding.model_folder import ModelFolder
from translator.errors import TranslatorError
from translator.training.beginning import languages_in, model_folder, open_beginning
from translator.training.handover import TOKENIZER, Part, best_of, mean_of, parameters_of, run_of, tokenizer_bytes

Kept = tuple[str, Tensor | None, tuple[str, str]]  # an origin, its tokenizer and its languages, where they are known


def average(origins: Sequence[str]) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """Tensors and facts of a checkpoint that is the mean of others; its tokenizer comes along, as it may lie anywhere.

    Args:
        origins: checkpoint files, folders of runs (whose best checkpoints are one mean), and models by name or folder.

    Raises:
        TranslatorError: one is none of these or damaged, or they are of different architectures, pieces or languages.
    """
    opened: list[Kept] = []

    def parts() -> Iterator[Part]:
        for origin in origins:
            part, tokenizer = _open(origin)
            opened.append((origin, tokenizer, languages_in(part.facts)))
            yield part

    tensors, facts = mean_of(parts())
    _check(opened)
    tokenizer = next((kept for _, kept, _ in opened if kept is not None), None)
    if tokenizer is not None:
        tensors[TOKENIZER] = tokenizer
    return tensors, {**facts, "averaged_from": [Path(origin).name for origin in origins]}


def files_of(origin: str) -> list[Path]:
    """The files that a mean of this is read from, and others beside them."""
    path = model_folder(origin) or Path(origin)
    return [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]


def _check(opened: Sequence[Kept]) -> None:
    first, pieces, languages = opened[0]
    for origin, others, other_languages in opened[1:]:
        if pieces is not None and others is not None and not torch.equal(pieces, others):
            raise TranslatorError(f"{origin} has other pieces than {first}; only like can be averaged")
        if all(languages) and all(other_languages) and languages != other_languages:
            (one, two), (three, four) = languages, other_languages
            raise TranslatorError(
                f"{first} translates from {one} to {two}, {origin} from {three} to {four}; only like can be averaged"
            )


def _open(origin: str) -> tuple[Part, Tensor | None]:
    path = Path(origin)
    if path.is_file():
        return Part(origin, *parameters_of(path)), tokenizer_bytes(path)
    folder = model_folder(origin)
    if folder is not None:
        model = open_beginning(origin)
        facts = _facts(ModelFolder.open(folder).config) | {"network": dataclasses.asdict(model.config)}
        return Part(origin, model.parameters, facts), torch.tensor(list(model.tokenizer.model), dtype=torch.uint8)
    if not path.exists():
        raise TranslatorError(f"{origin} is no checkpoint, no training run and no model; see translator models")
    best = best_of(run_of(path)[0])
    return Part(origin, *mean_of(Part(str(one), *parameters_of(one)) for one in best)), tokenizer_bytes(best[0])


def _facts(config: dict[str, Any]) -> dict[str, Any]:
    """What a model's folder says of its training, as a checkpoint says it."""
    training = config.get("training")
    training = training if isinstance(training, dict) else {}
    hours = training.get("hours", 0.0)
    return {
        "model": True,
        "recipe": config.get("recipe"),
        "update": training.get("updates", 0),
        "seconds": 3600 * hours if isinstance(hours, int | float) else 0.0,
    }
