"""The model folder: the one thing that the training wing hands to the running wing.

NAME/config.toml (what the model is) · tokenizer.model · encoder.onnx · decoder.onnx · README.md (the model card)
"""

from __future__ import annotations

import difflib
import os
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.errors import TranslatorError
from translator.files import check_file, printable, read_toml
from translator.network.config import NetworkConfig
from translator.shipped import shipped_folder

if TYPE_CHECKING:
    from translator.decoding.shortlist import Shortlist
    from translator.text.tokenizer import Tokenizer

FORMAT = 2  # 2: the encoder hands the decoder its output layer; 1 was never released
FILES = ("config.toml", "tokenizer.model", "encoder.onnx", "decoder.onnx")
SHORTLIST = "shortlist.npz"
MOST_BYTES = 1 << 31  # of a file: no ONNX model can be larger; `graph_check` holds them to less
LANGUAGE_NAMES = {"fr": "French", "en": "English"}


@dataclass(frozen=True)
class ModelFolder:
    """A model folder whose files are all there, and whose config can be believed.

    Attributes:
        path: the folder.
        name: of the model.
        source_language, target_language: such as "fr" and "en".
        network: its architecture.
        config: all of config.toml.
    """

    path: Path
    name: str
    source_language: str
    target_language: str
    network: NetworkConfig
    config: dict[str, Any]

    @classmethod
    def open(cls, path: Path) -> ModelFolder:
        """Open a model folder.

        Raises:
            TranslatorError: it is missing or incomplete, or its config is damaged or of a newer format; or a file of
                it is none that should be read, such as a link to elsewhere.
        """
        if not path.is_dir():
            raise TranslatorError(f"there is no model folder {path}")
        missing = [name for name in FILES if not (path / name).is_file()]
        if missing:
            raise TranslatorError(f"the model folder {path} lacks {', '.join(missing)}; restore it, or export it again")
        for name in (*FILES, SHORTLIST):
            if name != SHORTLIST or os.path.lexists(path / name):
                check_file(path / name, MOST_BYTES, path)
        try:
            config = read_toml(path / "config.toml")
        except TranslatorError as error:
            raise TranslatorError(f"{error}; it is damaged: restore it") from error
        except OSError as error:
            raise TranslatorError(f"cannot read {path / 'config.toml'}: {error.strerror}") from error
        try:
            return cls._described(path, config)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise TranslatorError(f"{path / 'config.toml'} is damaged ({error!r}); restore it") from error

    @classmethod
    def _described(cls, path: Path, config: dict[str, Any]) -> ModelFolder:
        model = config["model"]
        if type(model["format"]) is not int or model["format"] != FORMAT:
            newer = type(model["format"]) is int and model["format"] > FORMAT
            remedy = "update translator to read it" if newer else "export it again"
            raise TranslatorError(f"the model {path} is of format {model['format']!r}, not {FORMAT}; {remedy}")
        name, languages = model["name"], (model["from"], model["to"])
        if not isinstance(name, str) or not 0 < len(name) <= 200 or name != printable(name) or "\n" in name:
            raise ValueError("the name")
        if not all(isinstance(one, str) and re.fullmatch("[a-z]{2,3}", one) for one in languages):
            raise ValueError("the languages")
        penalty = config.get("search", {}).get("length_penalty", 1.0)
        if type(penalty) not in (int, float) or not 0 <= penalty <= 10:
            raise ValueError("the length_penalty")
        coverage = config.get("search", {}).get("coverage", 0.0)
        if type(coverage) not in (int, float) or not 0 <= coverage <= 10:
            raise ValueError("the coverage")
        if model.get("precision") not in ("int8", "float32"):
            raise ValueError("the precision")
        sums = config.get("files", {}).values()
        if not all(isinstance(one, str) and re.fullmatch("[0-9a-f]{8}", one) for one in sums):
            raise ValueError("the checksums of files")
        try:
            network = NetworkConfig(**config["network"])
        except TranslatorError as error:
            raise TranslatorError(f"{path / 'config.toml'} is damaged ({error}); restore it") from error
        return cls(path, name, *languages, network, config)

    def verify(self, name: str) -> None:
        """Compare a file with the checksum that the config has of it, if it has one.

        Raises:
            TranslatorError: they differ.
        """
        wanted = self.config.get("files", {}).get(name)
        if wanted is None or not (self.path / name).is_file():
            return
        found = 0
        with (self.path / name).open("rb") as file:
            while data := file.read(1 << 20):
                found = zlib.crc32(data, found)
        if f"{found:08x}" != wanted:
            raise TranslatorError(f"{self.path / name} is damaged: it is not the file that was exported; restore it")

    def tokenizer(self) -> Tokenizer:
        """The model's tokenizer.

        Raises:
            TranslatorError: it is damaged, or of another vocabulary than the network.
        """
        from translator.text.tokenizer import Tokenizer

        self.verify("tokenizer.model")
        tokenizer = Tokenizer.load(self.path / "tokenizer.model")
        if len(tokenizer) != self.network.vocabulary:
            raise TranslatorError(
                f"{self.path / 'tokenizer.model'} has {len(tokenizer):,} pieces and the network "
                f"{self.network.vocabulary:,}; they do not belong together: export the model again"
            )
        return tokenizer

    def shortlist(self) -> Shortlist | None:
        """The model's shortlist, if it has one.

        Raises:
            TranslatorError: it is damaged, or of another vocabulary than the network.
        """
        from translator.decoding.shortlist import Shortlist

        self.verify(SHORTLIST)
        shortlist = Shortlist.load(self.path)
        if shortlist is not None and len(shortlist.likely) != self.network.vocabulary:
            raise TranslatorError(f"{self.path / SHORTLIST} is of another vocabulary; restore it, or delete it")
        return shortlist


def model_places() -> list[Path]:
    """Folders that models are looked for in by name: the user's own first, then the shipped ones."""
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return [Path(home) / "translator" / "models", shipped_folder("models")]


def known_models() -> list[Path]:
    """All model folders in those places; the first of a name counts."""
    found: dict[str, Path] = {}
    for place in model_places():
        if place.is_dir():
            for path in sorted(place.iterdir()):
                if (path / "config.toml").is_file() and (path / "encoder.onnx").is_file():
                    found.setdefault(path.name, path)
    return list(found.values())


def find_model(name_or_folder: str) -> ModelFolder:
    """A model by the name of a known one, or by its folder.

    Raises:
        TranslatorError: there is none (the nearest known name is suggested), or it is damaged.
    """
    known = {path.name: path for path in known_models()}
    if name_or_folder in known:
        return ModelFolder.open(known[name_or_folder])
    path = Path(name_or_folder)
    if path.exists() or "/" in name_or_folder or os.sep in name_or_folder:
        return ModelFolder.open(path)
    near = difflib.get_close_matches(name_or_folder, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(known) or 'none'}; or give a folder"
    raise TranslatorError(f"there is no model {name_or_folder!r}; {hint}")


def open_model(model: str | Path | ModelFolder) -> ModelFolder:
    """A model by its name or folder, or as it is.

    Raises:
        TranslatorError: there is no such model, or it is damaged.
    """
    if isinstance(model, ModelFolder):
        return model
    return ModelFolder.open(model) if isinstance(model, Path) else find_model(model)


def model_for(source: str, target: str, cell: str) -> ModelFolder:
    """The known model for a direction and cell.

    Raises:
        TranslatorError: there is none.
    """
    name = f"{source}-{target}-{cell}"
    known = {path.name: path for path in known_models()}
    if name in known:
        return ModelFolder.open(known[name])
    languages = f"{LANGUAGE_NAMES.get(source, source)} to {LANGUAGE_NAMES.get(target, target)}"
    same_way = sorted((other for other in known if other.startswith(f"{source}-{target}-")), reverse=True)
    hint = (
        f"use --cell {' or '.join(other.rsplit('-', 1)[-1] for other in same_way)}"
        if same_way
        else f"train one (translator train --from {source} --to {target} --cell {cell} …) and give it with --model"
    )
    raise TranslatorError(f"no {cell.upper()} model from {languages} is installed; {hint}")
