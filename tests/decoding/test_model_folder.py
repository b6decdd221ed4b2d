from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from translator.decoding import model_folder
from translator.decoding.model_folder import FORMAT, ModelFolder, model_for
from translator.errors import TranslatorError


@pytest.mark.parametrize(("number", "remedy"), [(FORMAT - 1, "export it again"), (FORMAT + 1, "update translator")])
def test_another_format_is_refused_with_the_way_out(
    untrained_folder: Path, tmp_path: Path, number: int, remedy: str
) -> None:
    folder = tmp_path / "other"
    shutil.copytree(untrained_folder, folder)
    config = (folder / "config.toml").read_text(encoding="utf-8")
    (folder / "config.toml").write_text(config.replace(f"format = {FORMAT}", f"format = {number}"), encoding="utf-8")
    with pytest.raises(TranslatorError, match=remedy):
        ModelFolder.open(folder)


def test_a_direction_or_cell_without_a_model_says_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = model_folder.known_models()
    monkeypatch.setattr(model_folder, "known_models", lambda: [path for path in shipped if path.name == "fr-en-lstm"])
    with pytest.raises(TranslatorError, match="no GRU model from French to English is installed; use --cell lstm"):
        model_for("fr", "en", "gru")
    with pytest.raises(TranslatorError, match="no LSTM model from English to French is installed; train one"):
        model_for("en", "fr", "lstm")
