"""Checkpoints: everything a run needs to go on, in one safetensors file that appears whole or not at all.

Tensors are in safetensors; counters and scores are JSON in its header. Nothing is ever unpickled.
"""

from __future__ import annotations

import json
import os
import struct
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from translator.errors import TranslatorError

PATTERN = "update-*.safetensors"
FORMAT = 2


class CannotWriteError(TranslatorError):
    """A checkpoint could not be written: the disk is full, or not ours."""


def checkpoint_name(update: int) -> str:
    """File name of the checkpoint after that many updates; names sort by age."""
    return f"update-{update:08d}.safetensors"


def write_checkpoint(path: Path, tensors: dict[str, Tensor], facts: dict[str, Any]) -> None:
    """Write a checkpoint: to a temporary file, flushed to the disk, renamed.

    Raises:
        CannotWriteError: the disk is full or cannot be written; what was there before is untouched.
    """
    facts = {**facts, "format": FORMAT}
    part = path.with_suffix(".part")
    # A tied matrix is one tensor under two names only if named twice; clone views so that each is written whole.
    data = save({name: tensor.contiguous().cpu() for name, tensor in tensors.items()}, {"facts": json.dumps(facts)})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _flush_folder(path.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CannotWriteError(
            f"cannot write the checkpoint {path}: {error.strerror}; the one before is intact: make room, then --resume"
        ) from error


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_checkpoint(path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """Tensors and facts of a checkpoint.

    Raises:
        TranslatorError: it is missing, cut short or no checkpoint.
    """
    try:
        with safe_open(path, framework="pt") as file:
            facts = json.loads((file.metadata() or {})["facts"])
            return {name: file.get_tensor(name) for name in file.keys()}, facts  # noqa: SIM118
    except FileNotFoundError as error:
        raise TranslatorError(f"there is no checkpoint {path}") from error
    except (SafetensorError, OSError, KeyError, ValueError, struct.error) as error:
        raise TranslatorError(f"the checkpoint {path} is damaged or cut short; use another one beside it") from error


def read_latest(folder: Path) -> tuple[dict[str, Tensor], dict[str, Any], list[str]] | None:
    """The newest checkpoint that is whole, and a warning for each newer one that is not; None if there is none.

    Raises:
        TranslatorError: there are checkpoints and none is whole, or they are in an older format.
    """
    paths = sorted(folder.glob(PATTERN), reverse=True)
    warnings: list[str] = []
    for path in paths:
        try:
            tensors, facts = read_checkpoint(path)
        except TranslatorError as error:
            warnings.append(str(error))
            continue
        if facts.get("format") != FORMAT:
            raise TranslatorError(
                f"{path} was written by another version of translator (format {facts.get('format', 1)}, ours is "
                f"{FORMAT}); begin a new run from its parameters: --start-from {path}"
            )
        return tensors, facts, warnings
    if warnings:
        raise TranslatorError(f"no checkpoint in {folder} is whole: {warnings[0]}")
    return None


def keep_newest(folder: Path, count: int) -> None:
    """Delete all but the newest ``count`` checkpoints, and what a killed run left half written."""
    for path in sorted(folder.glob(PATTERN))[:-count]:
        path.unlink()
    for part in folder.glob("*.part"):
        part.unlink()


def keep_best(folder: Path, count: int) -> list[Path]:
    """Delete all but the ``count`` best checkpoints by their rank (greater is better); the rest, best first."""
    scored = []
    for path in folder.glob(PATTERN):
        try:
            with safe_open(path, framework="pt") as file:
                scored.append((_rank(json.loads(file.metadata()["facts"])), path))
        except (SafetensorError, OSError, KeyError, ValueError):
            path.unlink()
    scored.sort(reverse=True)
    for _, path in scored[count:]:
        path.unlink()
    return [path for _, path in scored[:count]]


def _rank(facts: dict[str, Any]) -> float:
    return float(facts["rank"] if "rank" in facts else facts["score"])
