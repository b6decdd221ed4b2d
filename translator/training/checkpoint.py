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
from translator.files import check_file

PATTERN = "update-*.safetensors"
FORMAT = 2
MOST_BYTES = 1 << 40


# What safetensors and JSON raise on bytes that are none of theirs.
DAMAGE = (
    SafetensorError,
    OSError,
    AttributeError,
    KeyError,
    OverflowError,
    RecursionError,
    RuntimeError,
    ValueError,
    struct.error,
)


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
    if not path.exists():
        raise TranslatorError(f"there is no checkpoint {path}")
    check_file(path, MOST_BYTES)
    try:
        with safe_open(path, framework="pt") as file:
            facts = _facts(file)
            return {name: file.get_tensor(name) for name in file.keys()}, facts  # noqa: SIM118
    except DAMAGE as error:
        raise TranslatorError(f"the checkpoint {path} is damaged or cut short; use another one beside it") from error


def _facts(file: Any) -> dict[str, Any]:
    facts = json.loads((file.metadata() or {})["facts"])
    if not isinstance(facts, dict) or not isinstance(facts.get("network", {}), dict):
        raise ValueError("facts that are none")
    return facts


def ranked(folder: Path) -> tuple[list[Path], list[Path]]:
    """The checkpoints of a folder by their rank, best first; and those that are damaged."""
    scored: list[tuple[float, Path]] = []
    damaged = []
    for path in folder.glob(PATTERN):
        try:
            check_file(path, MOST_BYTES, folder)
            with safe_open(path, framework="pt") as file:
                scored.append((_rank(_facts(file)), path))
        except (*DAMAGE, TranslatorError, TypeError):
            damaged.append(path)
    return [path for _, path in sorted(scored, reverse=True)], damaged


def read_latest(folder: Path) -> tuple[dict[str, Tensor], dict[str, Any], list[str]] | None:
    """The newest checkpoint that is whole, and a warning for each newer one that is not; None if there is none.

    Raises:
        TranslatorError: there are checkpoints and none is whole, or they are in an older format.
    """
    paths = sorted(folder.glob(PATTERN), reverse=True)
    warnings: list[str] = []
    for path in paths:
        try:
            check_file(path, MOST_BYTES, folder)
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
    best, damaged = ranked(folder)
    for path in (*best[count:], *damaged):
        path.unlink()
    return best[:count]


def _rank(facts: dict[str, Any]) -> float:
    return float(facts["rank"] if "rank" in facts else facts["score"])
