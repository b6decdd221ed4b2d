"""A model folder to be spoilt, and what is asked of whoever opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.decoding.aligner import Aligner
from translator.decoding.model_folder import ModelFolder
from translator.decoding.translation import Translation
from translator.decoding.translator import Translator
from translator.errors import TranslatorError


def translate(folder: Path) -> Translation:
    return Translator.load(folder, threads=1).translate("Il pleut.")


def align(folder: Path) -> None:
    list(Aligner.load(ModelFolder.open(folder), workers=1).align([("Il pleut.", "It rains.")]))


def refused(folder: Path, *, aligning: bool = False) -> str:
    """Why a folder is refused, after checking that nothing changed in it or around it."""
    before = {path: path.lstat().st_mtime_ns for path in folder.parent.rglob("*")}
    with pytest.raises(TranslatorError) as caught:
        align(folder) if aligning else translate(folder)
    assert {path: path.lstat().st_mtime_ns for path in folder.parent.rglob("*")} == before
    return str(caught.value)


def without_checksums(folder: Path) -> None:
    """As a stranger who wants it to be loaded would leave it."""
    config = (folder / "config.toml").read_text(encoding="utf-8")
    (folder / "config.toml").write_text(config[: config.index("[files]")], encoding="utf-8")


def in_config(folder: Path, old: str, new: str) -> None:
    path = folder / "config.toml"
    config = path.read_text(encoding="utf-8")
    assert old in config
    path.write_text(config.replace(old, new, 1), encoding="utf-8")
