"""What a run begins with when it does not begin afresh: another run's parameters, a checkpoint's or a shipped model's.

They need not be of the same architecture to the last layer. A deeper encoder gets layers that say little at first, so
that it begins about as good as what it comes from; a shallower decoder goes without its upper layers; where the cell
is another, the recurrent layers are drawn afresh and all else is taken over, the vectors of the pieces above all.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from translator.decoding.export.folder import network_from
from translator.decoding.export.rebuild import rebuild_network
from translator.decoding.model_folder import ModelFolder, known_models
from translator.errors import TranslatorError
from translator.network.config import NetworkConfig
from translator.network.seq2seq import Seq2Seq
from translator.text.tokenizer import Tokenizer
from translator.training.checkpoint import read_checkpoint
from translator.training.handover import average_checkpoints, run_of, tokenizer_of

QUIET = 2.0  # how far a new LSTM layer's output gates begin towards closed
SCALE = 0.2  # of what a new GRU layer's new gate draws on


@dataclasses.dataclass(frozen=True)
class Beginning:
    """Parameters to begin with.

    Attributes:
        parameters: by their names in the network.
        config: of the network that they are of.
        tokenizer: of its pieces.
        origin: how to call it.
        languages: it was trained to translate from and to; empty where that is not known.
    """

    parameters: dict[str, Tensor]
    config: NetworkConfig
    tokenizer: Tokenizer
    origin: str
    languages: tuple[str, str] = ("", "")


def open_beginning(origin: str) -> Beginning:
    """Of a checkpoint, the folder of a run or of its model, or a model by name or folder.

    Raises:
        TranslatorError: it is none of these, or damaged.
    """
    model = model_folder(origin)
    if model is not None:
        return _of_model(model)
    _, paths = run_of(Path(origin))
    parameters, facts = average_checkpoints(paths)
    try:
        config = NetworkConfig(**facts["network"])
        network_from(parameters, facts["network"])
    except (KeyError, TypeError, ValueError) as error:
        raise TranslatorError(f"the checkpoint {paths[0]} does not say what it is ({error!r}); use another") from error
    name = f"{origin} ({len(paths)} checkpoints averaged)"
    return Beginning(parameters, config, tokenizer_of(Path(origin)), name, languages_in(facts))


def languages_in(facts: dict[str, Any]) -> tuple[str, str]:
    """That a checkpoint's network translates from and to, empty where its recipe does not say so."""
    recipe = facts.get("recipe")
    data = recipe.get("data") if isinstance(recipe, dict) else None
    if not isinstance(data, dict):
        return "", ""
    return str(data.get("source_language", "")), str(data.get("target_language", ""))


def architecture_of(origin: str) -> dict[str, Any]:
    """The network's settings alone, as a recipe has them, of what `open_beginning` opens.

    Raises:
        TranslatorError: as `open_beginning`.
    """
    model = model_folder(origin)
    if model is not None:
        config = ModelFolder.open(model).network
    else:
        best = run_of(Path(origin))[1][0]
        try:
            config = NetworkConfig(**read_checkpoint(best)[1]["network"])
        except (KeyError, TypeError) as error:
            raise TranslatorError(f"the checkpoint {best} does not say what it is ({error!r}); use another") from error
    return {key: value for key, value in dataclasses.asdict(config).items() if key != "vocabulary"}


def model_folder(origin: str) -> Path | None:
    """The model's folder if it is one, and has no run inside, whose parameters would be exacter."""
    path = Path(origin)
    if not path.exists():
        return {known.name: known for known in known_models()}.get(origin)
    has_run = (path / "training" / "recipe.toml").is_file()
    return path if (path / "encoder.onnx").is_file() and not has_run else None


def _of_model(path: Path) -> Beginning:
    folder = ModelFolder.open(path)
    network = rebuild_network(folder)
    parameters = {name: parameter.detach().clone() for name, parameter in network.named_parameters()}
    languages = (folder.source_language, folder.target_language)
    return Beginning(parameters, folder.network, folder.tokenizer(), f"the model {folder.name}", languages)


def fit(beginning: Beginning, wanted: NetworkConfig, seed: int) -> dict[str, Tensor]:
    """The parameters as a network of ``wanted`` takes them; what it has beyond them is drawn by ``seed``.

    Raises:
        TranslatorError: they differ in more than layers to be added or left out, or the cell.
    """
    had = beginning.config
    _check(beginning, wanted)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        fresh = Seq2Seq(wanted)
    # An LSTM's gates in a GRU's place were slower to learn with than fresh ones (models/README.md).
    keeps_kernels = had.cell == wanted.cell
    if keeps_kernels:
        _quieten(fresh, had, wanted)
    parameters = {name: parameter.detach().clone() for name, parameter in fresh.named_parameters()}
    for name in parameters:
        if name in beginning.parameters and (keeps_kernels or ".kernel." not in name):
            parameters[name] = beginning.parameters[name].clone()
    return parameters


def _check(beginning: Beginning, wanted: NetworkConfig) -> None:
    had: dict[str, Any] = dataclasses.asdict(beginning.config)
    asked: dict[str, Any] = dataclasses.asdict(wanted)
    free = {"dropout", "cell"}
    if wanted.encoder_layers >= beginning.config.encoder_layers:
        free.add("encoder_layers")
    if wanted.decoder_layers <= beginning.config.decoder_layers:
        free.add("decoder_layers")
    for key, value in asked.items():
        if key not in free and value != had[key]:
            raise TranslatorError(
                f"cannot begin with {beginning.origin}: its {key} is {had[key]}, the recipe asks for {value}; "
                f"set {key} = {had[key]}, or begin afresh"
            )


def _quieten(network: Seq2Seq, had: NetworkConfig, wanted: NetworkConfig) -> None:
    """Have the encoder's added layers add little to what they pass on."""
    width = wanted.hidden // 2
    with torch.no_grad():
        for layer in list(network.encoder.layers)[had.encoder_layers :]:
            for suffix in ("", "_reverse"):
                if wanted.cell == "lstm":
                    getattr(layer.kernel, f"bias_ih_l0{suffix}")[3 * width :] = -QUIET
                else:
                    for side in ("ih", "hh"):
                        getattr(layer.kernel, f"weight_{side}_l0{suffix}")[2 * width :] *= SCALE
