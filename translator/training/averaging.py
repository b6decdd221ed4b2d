"""Averaging: the mean of networks that one another was begun with is often better than any of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from translator.errors import TranslatorError
from translator.training.beginning import model_folder, open_beginning
from translator.training.handover import TOKENIZER, Part, best_of, mean_of, parameters_of, run_of, tokenizer_bytes


def average(origins: Sequence[str]) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """Tensors and facts of a checkpoint that is the mean of others; its tokenizer comes along, as it may lie anywhere.

    Args:
        origins: checkpoint files, folders of runs (whose best checkpoints are one mean), and models by name or folder.

    Raises:
        TranslatorError: one is none of these or damaged, or they are of different architectures or pieces.
    """
    tokenizers: list[tuple[str, Tensor | None]] = []

    def parts() -> Iterator[Part]:
        for origin in origins:
            part, tokenizer = _open(origin)
            tokenizers.append((origin, tokenizer))
            yield part

    tensors, facts = mean_of(parts())
    known = [(origin, tokenizer) for origin, tokenizer in tokenizers if tokenizer is not None]
    for origin, tokenizer in known[1:]:
        if not torch.equal(tokenizer, known[0][1]):
            raise TranslatorError(f"{origin} has other pieces than {known[0][0]}; only like can be averaged")
    if known:
        tensors[TOKENIZER] = known[0][1]
    return tensors, {**facts, "averaged_from": [Path(origin).name for origin in origins]}


def _open(origin: str) -> tuple[Part, Tensor | None]:
    path = Path(origin)
    if path.is_file():
        return Part(origin, *parameters_of(path)), tokenizer_bytes(path)
    if model_folder(origin) is not None:
        model = open_beginning(origin)
        facts = {"network": dataclasses.asdict(model.config)}
        return Part(origin, model.parameters, facts), torch.tensor(list(model.tokenizer.model), dtype=torch.uint8)
    best = best_of(run_of(path)[0])
    return Part(origin, *mean_of(Part(str(one), *parameters_of(one)) for one in best)), tokenizer_bytes(best[0])
