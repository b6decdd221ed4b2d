"""The README's pictures say what the shipped model says now; ``python -m tests.pictures`` makes them anew."""

from __future__ import annotations

from tests import pictures
from tests.conftest import ROOT
from translator import Translator


def test_the_pictures_are_true() -> None:
    drawn = pictures.pictures(Translator.load("fr-en-lstm", threads=1).translate(pictures.SENTENCE))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, svg in drawn.items():
        kept = (pictures.FOLDER / name).read_text(encoding="utf-8")
        assert pictures.words_of(kept) == pictures.words_of(svg), f"run: python -m tests.pictures ({name})"
        assert f"tests/pictures/{name}" in readme
