"""Corpora of files and of sacreBLEU's; a line that says what is wrong where they do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest
import sacrebleu.utils

from translator.errors import TranslatorError
from translator.evaluation.material import EvaluationSet, Material, public_set, read_set


def test_several_sets_are_one_after_the_other() -> None:
    material = Material(
        (EvaluationSet("a", ("s0", "s1"), (("r0", "r1"), ("q0", "q1"))), EvaluationSet("b", ("s2",), (("r2",),)))
    )
    assert material.sources == ["s0", "s1", "s2"]
    assert material.references == [["r0", "r1", "r2"], ["q0", "q1", None]]
    assert [(part.name, list(places)) for part, places in material.ranges()] == [("a", [0, 1]), ("b", [2])]


def test_files_must_go_in_step(tmp_path: Path) -> None:
    two, three, none = tmp_path / "two", tmp_path / "three", tmp_path / "none"
    two.write_text("a\nb\n", encoding="utf-8")
    three.write_text("a\nb\nc\n", encoding="utf-8")
    none.write_text("", encoding="utf-8")
    with pytest.raises(TranslatorError, match="two has 2 lines and the reference 3"):
        read_set("x", two, [three])
    with pytest.raises(TranslatorError, match=r"three has 3 lines and .*two 2"):
        read_set("x", two, [two, three])
    with pytest.raises(TranslatorError, match="is empty"):
        read_set("x", None, [none])


def test_unknown_public_sets_and_pairs() -> None:
    with pytest.raises(TranslatorError, match=r"sacreBLEU knows no test set 'wmt14/ful'; did you mean wmt14/full\?"):
        public_set("wmt14/ful", "fr", "en")
    with pytest.raises(TranslatorError, match=r"wmt21 has no fr-en; these have: .*wmt14/full"):
        public_set("wmt21", "fr", "en")


def test_a_public_set_is_read_and_without_a_network_it_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (("s", "un\n"), ("r", "one\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(sacrebleu.utils, "get_source_file", lambda *_: str(tmp_path / "s"))
    monkeypatch.setattr(sacrebleu.utils, "get_reference_files", lambda *_: [str(tmp_path / "r")])
    assert public_set("wmt14/full", "fr", "en") == EvaluationSet("wmt14/full", ("un",), (("one",),), public=True)

    def no_network(*_: str) -> str:
        raise OSError("Network is unreachable")

    monkeypatch.setattr(sacrebleu.utils, "get_source_file", no_network)
    with pytest.raises(TranslatorError, match=r"could not fetch .*\(Network is unreachable\); it needs the network"):
        public_set("wmt14/full", "fr", "en")
