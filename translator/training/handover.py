"""Handing over: from a run's best checkpoints to a model folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor

from translator.decoding.export.folder import ModelFacts, network_from, write_model_folder
from translator.decoding.export.graph import Precision
from translator.decoding.shortlist import Shortlist
from translator.errors import TranslatorError
from translator.text.tokenizer import Tokenizer
from translator.training import checkpoint
from translator.training.recipe import Recipe, recipe_from

# What a model says of itself to be searched with, if its attention was taught where to look: on the dev sets 4 to 16 %
# fewer words are passed over, of law 9 and 23 %, for -0.1 to +0.4 BLEU (models/README.md). Untaught, it is too smeared.
COVERAGE = 0.1
TOKENIZER = "tokenizer"  # its name among the tensors of a checkpoint that can go on, or be exported, by itself


def parameters_of(path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """Parameters, by their names in the network, and facts of a checkpoint of either kind.

    From a full checkpoint the moving average is taken where there is one.
    """
    tensors, facts = checkpoint.read_checkpoint(path)
    for prefix in ("averaged.", "parameters."):
        chosen = {name.removeprefix(prefix): t for name, t in tensors.items() if name.startswith(prefix)}
        if chosen:
            return chosen, facts
    return {name: tensor for name, tensor in tensors.items() if name != TOKENIZER}, facts


class Part(NamedTuple):
    """One of the networks that a mean is of: how to call it, its parameters, and what is known of it."""

    name: str
    parameters: dict[str, Tensor]
    facts: dict[str, Any]


def average_checkpoints(paths: Sequence[Path]) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """As `mean_of`, of checkpoint files."""
    return mean_of(Part(str(path), *parameters_of(path)) for path in paths)


def mean_of(parts: Iterable[Part]) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """The mean of several networks' parameters, and facts: of the first that has a recipe, but the most updates.

    Raises:
        TranslatorError: they are of different architectures, or there are none.
    """
    rest = iter(parts)
    first = next(rest, None)
    if first is None:
        raise TranslatorError("no checkpoint is given; name at least one")
    shapes = {name: tensor.shape for name, tensor in first.parameters.items()}
    if not all(tensor.is_floating_point() for tensor in first.parameters.values()):
        raise TranslatorError(f"{first.name} holds no parameters of a network; use another checkpoint")
    sums = {name: tensor.to(torch.float64) for name, tensor in first.parameters.items()}
    all_facts = [first.facts]
    for part in rest:
        alike = {name: tensor.shape for name, tensor in part.parameters.items()} == shapes
        if not alike or _but_for_dropout(part.facts.get("network")) != _but_for_dropout(first.facts.get("network")):
            raise TranslatorError(
                f"{part.name} is of another architecture than {first.name}; only like can be averaged"
            )
        for name, tensor in part.parameters.items():
            sums[name] += tensor
        all_facts.append(part.facts)
    # A run's own say more than a model's; what a run began with says nothing.
    telling = [each for each in all_facts if isinstance(each.get("recipe"), dict)]
    facts = next((each for each in telling if "model" not in each), telling[0] if telling else first.facts)
    counts = [each["update"] for each in all_facts if isinstance(each.get("update"), int) and "model" not in each]
    if counts:
        facts = {**facts, "update": max(counts)}
    return {name: (tensor / len(all_facts)).to(torch.float32) for name, tensor in sums.items()}, facts


def _but_for_dropout(network: Any) -> Any:
    """What a checkpoint says its network is, without the dropout: that is how it was trained, not what it computes."""
    return {key: value for key, value in network.items() if key != "dropout"} if isinstance(network, dict) else network


def best_of(run: Path) -> list[Path]:
    """The run's best checkpoints, best first; its newest one if it never validated.

    Raises:
        TranslatorError: there is none.
    """
    best, _ = checkpoint.ranked(run / "best")
    newest = sorted((run / "checkpoints").glob(checkpoint.PATTERN))[-1:]
    if not best and not newest:
        raise TranslatorError(f"{run} holds no checkpoint to export")
    return best or newest


def run_of(checkpoint_or_run: Path) -> tuple[Path, list[Path]]:
    """The run folder and the checkpoints meant by a checkpoint file, a run folder or the folder around it.

    Raises:
        TranslatorError: it is none of these.
    """
    if checkpoint_or_run.is_file():
        return checkpoint_or_run.resolve().parent.parent, [checkpoint_or_run]
    for run in (checkpoint_or_run, checkpoint_or_run / "training"):
        if (run / "recipe.toml").is_file():
            return run, best_of(run)
    raise TranslatorError(f"{checkpoint_or_run} is neither a checkpoint nor the folder of a training run")


def hand_over(
    run: Path,
    folder: Path,
    recipe: Recipe,
    *,
    name: str,
    precision: Precision = "int8",
    paths: Sequence[Path] | None = None,
    shortlist: Shortlist | None = None,
    tokenizer: Tokenizer | None = None,
) -> None:
    """Average checkpoints and write the model folder.

    Args:
        run: the run folder, with ``best/`` and ``checkpoints/``.
        folder: of the model.
        recipe: as run.
        name: of the model.
        precision: of the exported weights.
        paths: checkpoints to average; None takes the run's best.
        shortlist: of what may be written for a source; None makes a model without.
        tokenizer: of the checkpoints; None takes the run's.
    """
    paths = paths or best_of(run)
    tensors, facts = average_checkpoints(paths)
    try:
        training = {
            "updates": int(facts["update"]),
            "averaged_checkpoints": len(facts["averaged_from"]) if is_average(facts) else len(paths),
            "hours": round(float(facts["seconds"]) / 3600, 2),
            **({"dev_bleu_greedy": round(float(facts["score"]), 2)} if "score" in facts else {}),
            **({"dev_loss": round(float(facts["loss"]), 4)} if "loss" in facts else {}),
        }
        network = network_from(tensors, facts["network"])
    except (KeyError, TypeError, ValueError) as error:
        raise TranslatorError(f"the checkpoint {paths[0]} does not say what it is ({error!r}); use another") from error
    search = {"length_penalty": 1.0, "coverage": COVERAGE if recipe.training.guidance else 0.0}
    languages = recipe.data.source_language, recipe.data.target_language
    model = ModelFacts(name, *languages, recipe.to_dict(), training, search)
    origin = paths[0] if tokenizer else run / "tokenizer.model"
    tokenizer = tokenizer or Tokenizer.load(run / "tokenizer.model")
    if len(tokenizer) != network.config.vocabulary:
        raise TranslatorError(
            f"{origin} has {len(tokenizer):,} pieces and the network {network.config.vocabulary:,}; "
            "they do not belong together"
        )
    write_model_folder(network, tokenizer.model, folder, model, precision, shortlist)


def is_average(facts: dict[str, Any]) -> bool:
    """Whether a checkpoint is one that `translator average` wrote, which may lie anywhere."""
    return isinstance(facts.get("averaged_from"), list)


def tokenizer_bytes(path: Path) -> Tensor | None:
    """The tokenizer that goes with a checkpoint, uint8: the one it holds, or else its run's; None where neither is."""
    kept = checkpoint.read_checkpoint(path)[0].get(TOKENIZER)
    if kept is not None:
        return kept
    run = run_of(path)[0]
    if not (run / "recipe.toml").is_file() or not (run / "tokenizer.model").is_file():
        return None
    return torch.frombuffer(bytearray(Tokenizer.load(run / "tokenizer.model").model), dtype=torch.uint8)


def kept_in(path: Path) -> tuple[Recipe, Tokenizer] | None:
    """Recipe and tokenizer of a checkpoint file that must say them itself; None where its run folder does.

    Raises:
        TranslatorError: it is in no run folder, and does not hold them.
    """
    tensors, facts = checkpoint.read_checkpoint(path)
    run = run_of(path)[0]
    in_run = (run / "recipe.toml").is_file()
    if in_run and not (is_average(facts) and TOKENIZER in tensors):
        return None
    if TOKENIZER not in tensors:
        raise TranslatorError(
            f"{path} holds parameters alone and lies outside its run, whose recipe and tokenizer it needs; put it "
            "into the best/ folder of its run, or average it from there anew"
        )
    try:
        return recipe_from(facts.get("recipe")), Tokenizer(bytes(tensors[TOKENIZER].tolist()), str(path))
    except (TypeError, ValueError, TranslatorError) as error:
        raise TranslatorError(f"the checkpoint {path} does not say what it is ({error}); use another") from error


def tokenizer_of(checkpoint_or_run: Path) -> Tokenizer:
    """The tokenizer of a checkpoint file, a run folder or the folder around it.

    Raises:
        TranslatorError: there is none.
    """
    kept = kept_in(checkpoint_or_run) if checkpoint_or_run.is_file() else None
    return kept[1] if kept else Tokenizer.load(run_of(checkpoint_or_run)[0] / "tokenizer.model")
