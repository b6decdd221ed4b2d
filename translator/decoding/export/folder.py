"""Writing a model folder from a trained network."""

from __future__ import annotations

import dataclasses
import datetime
import os
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import onnxruntime
import tomli_w
import torch
from torch import Tensor

from translator.decoding.export.cells import RESIDUAL_BOUND
from translator.decoding.export.graph import Precision
from translator.decoding.export.network import decoder_model, encoder_model
from translator.decoding.model_folder import FORMAT, LANGUAGE_NAMES, SHORTLIST
from translator.decoding.shortlist import Shortlist
from translator.errors import TranslatorError
from translator.network.config import NetworkConfig
from translator.network.seq2seq import Seq2Seq, count_parameters

CORPUS_KEYS = ("source", "target", "tsv", "links", "dev_source", "dev_target")


@dataclass(frozen=True)
class ModelFacts:
    """What a model folder says about its model.

    Attributes:
        name: of the model.
        source_language, target_language: such as "fr" and "en".
        recipe: tables of the training recipe.
        training: what became of it (updates, dev scores …).
        search: defaults for searching: ``length_penalty`` and ``coverage`` (see `SearchOptions`).
    """

    name: str
    source_language: str
    target_language: str
    recipe: Mapping[str, Any] = field(default_factory=dict)
    training: Mapping[str, Any] = field(default_factory=dict)
    search: Mapping[str, Any] = field(default_factory=lambda: {"length_penalty": 1.0})


def network_from(tensors: Mapping[str, Tensor], network: Mapping[str, Any]) -> Seq2Seq:
    """A network from the parameters and architecture that a checkpoint holds.

    Raises:
        TranslatorError: they do not fit each other.
    """
    try:
        config = NetworkConfig(**network)
        _check_size(tensors, config)
        made = Seq2Seq(config)
        with torch.no_grad():
            for name, parameter in made.named_parameters():
                _check_tensor(name, tensors[name], tuple(parameter.shape))
                parameter.copy_(tensors[name])
    except (KeyError, TypeError) as error:
        raise TranslatorError(f"the checkpoint does not hold the network it describes: {error}") from error
    return made.eval()


def _check_size(tensors: Mapping[str, Tensor], config: NetworkConfig) -> None:
    """See to it that a network is no larger than its parameters, before any memory is taken for it."""
    gates = 4 if config.cell == "lstm" else 3
    _check_tensor("target_embedding.weight", tensors["target_embedding.weight"], (config.vocabulary, config.embedding))
    for side, layers, width in (
        ("encoder", config.encoder_layers, config.hidden // 2),
        ("decoder", config.decoder_layers, config.hidden),
    ):
        for number in range(layers):
            name = f"{side}.layers.{number}.kernel.weight_hh_l0"
            _check_tensor(name, tensors[name], (gates * width, width))


def _check_tensor(name: str, tensor: Tensor, shape: tuple[int, ...]) -> None:
    if tuple(tensor.shape) != shape or not tensor.is_floating_point():
        raise TranslatorError(
            f"the checkpoint's {name} is {tuple(tensor.shape)} of {tensor.dtype}, its architecture wants {shape}; "
            "it is damaged"
        )
    if not bool(tensor.isfinite().all()):
        raise TranslatorError(f"the checkpoint's {name} holds what is no number; it is damaged")


def write_model_folder(
    network: Seq2Seq,
    tokenizer: bytes,
    folder: Path,
    facts: ModelFacts,
    precision: Precision = "int8",
    shortlist: Shortlist | None = None,
) -> None:
    """Write config, tokenizer, encoder, decoder and a model card; each file appears whole or not at all.

    Args:
        network: trained.
        tokenizer: serialised SentencePiece model.
        folder: made if need be; other files in it are left alone, a model card that is there too.
        facts: for config and card.
        precision: "int8", or "float32" for comparison.
        shortlist: of what may be written for a source; None makes a model without.
    """
    folder.mkdir(parents=True, exist_ok=True)
    limited = shortlist is not None
    files: list[tuple[str, bytes]] = [
        ("tokenizer.model", tokenizer),
        ("encoder.onnx", encoder_model(network, precision, limited=limited)),
        ("decoder.onnx", decoder_model(network, precision, limited=limited)),
    ]
    size = sum(len(data) for _, data in files)
    config = _config(network, facts, precision)
    if not (folder / "README.md").exists():
        files.append(("README.md", _card(config, facts, size).encode("utf-8")))
    if shortlist is None:
        (folder / SHORTLIST).unlink(missing_ok=True)  # of a model that was here before
    else:
        files.append((SHORTLIST, shortlist.to_bytes()))
    # The card is for people to go on writing.
    config["files"] = {name: f"{zlib.crc32(data):08x}" for name, data in files if name != "README.md"}
    files.append(("config.toml", tomli_w.dumps(config).encode("utf-8")))
    for name, data in files:
        _write_whole(folder / name, data)


def _write_whole(path: Path, data: bytes) -> None:
    descriptor, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(0o644)
        Path(part).replace(path)
    except OSError as error:
        Path(part).unlink(missing_ok=True)
        raise TranslatorError(f"cannot write {path}: {error.strerror}; what was there before is intact") from error


def _config(network: Seq2Seq, facts: ModelFacts, precision: Precision) -> dict[str, Any]:
    return {
        "model": {
            "format": FORMAT,
            "name": facts.name,
            "from": facts.source_language,
            "to": facts.target_language,
            "precision": precision,
            "residual_bound": RESIDUAL_BOUND,
            "parameters": count_parameters(network),
            "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        },
        "network": dataclasses.asdict(network.config),
        "search": dict(facts.search),
        "training": dict(facts.training),
        "recipe": {table: _without_folders(keys) for table, keys in facts.recipe.items()},
        "versions": {"torch": torch.__version__, "onnxruntime": onnxruntime.__version__},
    }


def _without_folders(keys: Mapping[str, Any]) -> dict[str, Any]:
    """A recipe's table with files by name: where they lay on the machine that trained is nobody's concern."""
    short: dict[str, Any] = {
        key: [_short(path) for path in keys[key]] for key in CORPUS_KEYS if isinstance(keys.get(key), list)
    }
    short |= {key: Path(str(keys[key])).name for key in ("start_from", "teacher", "tokenizer") if keys.get(key)}
    return {**keys, **short}


def _short(path: str) -> str:
    return f"{Path(path).parent.name}/{Path(path).name}" if path else ""


def _card(config: Mapping[str, Any], facts: ModelFacts, size: int) -> str:
    network, training = config["network"], facts.training
    names = (
        LANGUAGE_NAMES.get(facts.source_language, facts.source_language),
        LANGUAGE_NAMES.get(facts.target_language, facts.target_language),
    )
    corpora: Sequence[str] = [
        *facts.recipe.get("data", {}).get("source", []),
        *facts.recipe.get("data", {}).get("tsv", []),
    ]
    lines = [
        f"# {facts.name}",
        "",
        f"{names[0]} to {names[1]}, {network['cell'].upper()} with {network['attention']} attention, "
        f"{config['model']['parameters'] / 1e6:.1f} million parameters, "
        f"{size / 1e6:.1f} MB ({config['model']['precision']}).",
        f"Exported on {config['model']['date']} by `translator`.",
        "",
        "## Data",
        "",
        *(f"- `{_short(name)}`" for name in corpora),
        "",
        "## Training",
        "",
        *(f"- {key.replace('_', ' ')}: {value}" for key, value in training.items()),
        "",
        "The whole recipe is in `config.toml`.",
        "",
    ]
    return "\n".join(lines)
