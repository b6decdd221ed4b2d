"""Recipes: round trip, and every mistake in one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.errors import TranslatorError
from translator.training.recipe import make_recipe, read_recipe, recipe_keys, write_recipe


def test_round_trip(tmp_path: Path) -> None:
    recipe = make_recipe({"cell": "gru", "hidden": 64, "source": ["/x/a.fr"], "target": ["/x/a.en"], "dropout": 0})
    write_recipe(recipe, tmp_path / "r.toml")
    assert make_recipe(read_recipe(tmp_path / "r.toml")) == recipe


def test_every_key_is_unique_over_all_tables() -> None:
    from dataclasses import fields

    from translator.training.recipe import TABLES

    names = [key.name for kind in TABLES.values() for key in fields(kind)]
    assert len(names) == len(set(names)) == len(recipe_keys())


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[network]\nhiden = 5\n", "unknown key 'hiden' in .network.; did you mean 'hidden'"),
        ("[training]\nhidden = 5\n", "unknown key 'hidden' in .training.; it belongs in .network."),
        ("[netwrk]\nhidden = 5\n", "unknown table .netwrk.; did you mean 'network'"),
        ("[network\n", "not valid TOML"),
    ],
)
def test_mistakes_in_files(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "r.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TranslatorError, match=complaint):
        read_recipe(path)


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"cell": "rnn"}, "cell is 'rnn'; it must be one of lstm, gru"),
        ({"hidden": "big"}, "hidden is 'big'; it must be of type int"),
        ({"learning_rate": -1.0}, "must not be negative"),
        ({"clean": 1}, "must be of type bool"),
    ],
)
def test_mistakes_in_values(values: dict[str, object], complaint: str) -> None:
    with pytest.raises(TranslatorError, match=complaint):
        make_recipe(values)


def test_paths_are_relative_to_the_recipe(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    text = '[data]\nsource = ["a.fr"]\n[training]\nstart_from = "run"\nteacher = "fr-en-lstm"\n'
    path.write_text(text, encoding="utf-8")
    (tmp_path / "run").mkdir()
    values = read_recipe(path)
    assert values["teacher"] == "fr-en-lstm"  # a model's name, as no such folder is there
    assert values["source"] == [str(tmp_path / "a.fr")]
    assert values["start_from"] == str(tmp_path / "run")
