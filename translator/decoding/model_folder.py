"""The model folder: the one thing that the training wing hands to the running wing.

NAME/config.toml (what the model is) · tokenizer.model · encoder.onnx · decoder.onnx · README.md (the model card)
"""

from __future__ import annotations

import difflib
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translator.errors import TranslatorError
from translator.shipped import shipped_folder

FORMAT = 2  # 2: the encoder hands the decoder its output layer; 1 was never released
FILES = ("config.toml", "tokenizer.model", "encoder.onnx", "decoder.onnx")
LANGUAGE_NAMES = {"fr": "French", "en": "English"}


@dataclass(frozen=True)
class ModelFolder:
    """A model folder whose files are all there.

    Attributes:
        path: the folder.
        name: of the model.
        source_language, target_language: such as "fr" and "en".
        config: all of config.toml.
    """

    path: Path
    name: str
    source_language: str
    target_language: str
    config: dict[str, Any]

    @classmethod
    def open(cls, path: Path) -> ModelFolder:
        """Open a model folder.

        Raises:
            TranslatorError: it is missing or incomplete, or its config is damaged or of a newer format.
        """
        if not path.is_dir():
            raise TranslatorError(f"there is no model folder {path}")
        missing = [name for name in FILES if not (path / name).is_file()]
        if missing:
            raise TranslatorError(f"the model folder {path} lacks {', '.join(missing)}; restore it, or export it again")
        try:
            config = tomllib.loads((path / "config.toml").read_text(encoding="utf-8"))
            model = config["model"]
            if int(model["format"]) != FORMAT:
                remedy = "update translator to read it" if int(model["format"]) > FORMAT else "export it again"
                raise TranslatorError(f"the model {path} is of format {model['format']}, not {FORMAT}; {remedy}")
            return cls(path, str(model["name"]), str(model["from"]), str(model["to"]), config)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
            raise TranslatorError(f"{path / 'config.toml'} is damaged ({error!r}); restore it") from error


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
    same_way = [other for other in known if other.startswith(f"{source}-{target}-")]
    hint = (
        f"use --cell {same_way[0].rsplit('-', 1)[-1]}"
        if same_way
        else f"train one (translator train --from {source} --to {target} --cell {cell} …) and give it with --model"
    )
    raise TranslatorError(f"no {cell.upper()} model from {languages} is installed; {hint}")
