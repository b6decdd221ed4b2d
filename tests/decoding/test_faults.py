"""What is searched again: translations that lost a name, go in circles, or say a word twice in a row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from translator import Translator
from translator.decoding import jobs as module
from translator.decoding.faults import with_items
from translator.decoding.model_folder import ModelFolder
from translator.decoding.search import Hypothesis
from translator.text.items import Item
from translator.text.segments import Segment
from translator.text.tokenizer import Tokenizer


@pytest.mark.parametrize(
    ("found", "searched"),
    [("thoroughly", [(5, False)]), ("never again", [(5, False), (15, True)]), ("not at all", [(5, False), (15, True)])],
)
def test_what_goes_in_circles_is_searched_again(
    untrained_folder: Path, monkeypatch: pytest.MonkeyPatch, found: str, searched: list[tuple[int, bool]]
) -> None:
    once = "un deux trois quatre"
    tokenizer = Tokenizer.load(untrained_folder / "tokenizer.model")
    searches = []

    def search(_engine: Any, sources: Sequence[Sequence[int]], options: Any, *_rest: Any) -> Any:
        searches.append(options)
        straight = options.nbest > 1 and (found == "thoroughly" or (found == "never again" and options.never_again))
        texts = [f"{once} {once}", *([once] if straight else [])]
        return [[hypothesis(one, len(source)) for one in texts] for source in sources]

    def hypothesis(text: str, length: int) -> Hypothesis:
        pieces = tuple(tokenizer.encode(text))
        return Hypothesis(pieces, -1.0, -1.0, np.full((len(pieces), length + 1), 1 / (length + 1), dtype=np.float32))

    monkeypatch.setattr(module, "search", search)
    translator = Translator(None, tokenizer, ModelFolder.open(untrained_folder))  # type: ignore[arg-type]
    written = f"{once} {once}" if found == "not at all" else once
    assert translator.translate("one two three four").text.lower() == written
    assert [(options.nbest, options.never_again) for options in searches] == [(1, False), *searched]
    for twice in ("one two three four " * 2, "C'est le début d'un jour, c'est le début d'un mois."):
        searches.clear()
        translator.translate(twice)  # a source that says it twice may have a translation that does
        assert [options.nbest for options in searches] == [1]


@pytest.mark.parametrize(
    ("second", "written"),
    [
        ("un deux trois quatre", "un deux trois quatre"),
        ("un deux trois trois quatre", None),
        ("un deux", None),  # too little
    ],
)
def test_what_stammers_is_searched_again(
    untrained_folder: Path, monkeypatch: pytest.MonkeyPatch, second: str, written: str | None
) -> None:
    first = "un deux trois quatre quatre"
    tokenizer = Tokenizer.load(untrained_folder / "tokenizer.model")
    searches = []

    def search(_engine: Any, sources: Sequence[Sequence[int]], options: Any, *_rest: Any) -> Any:
        searches.append(options)
        pieces = tuple(tokenizer.encode(second if options.never_again else first))
        weights = [
            np.full((len(pieces), len(source) + 1), 1 / (len(source) + 1), dtype=np.float32) for source in sources
        ]
        return [[Hypothesis(pieces, -1.0, -1.0, one)] for one in weights]

    monkeypatch.setattr(module, "search", search)
    translator = Translator(None, tokenizer, ModelFolder.open(untrained_folder))  # type: ignore[arg-type]
    assert translator.translate("one two three four").text.lower() == (written or first)
    again = [(5, 1, True)] if written else [(5, 1, True), (5, 5, True)]
    assert [(options.beam, options.nbest, options.never_again) for options in searches] == [(5, 1, False), *again]
    searches.clear()
    translator.translate("one two three four, four")  # a source that echoes may have a translation that does
    assert [options.never_again for options in searches] == [False]


def test_each_text_keeps_its_own_way_out_of_a_circle(untrained_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tokenizer = Tokenizer.load(untrained_folder / "tokenizer.model")
    asked: list[tuple[int, bool, int]] = []

    def search(_engine: Any, sources: Sequence[Sequence[int]], options: Any, *_rest: Any) -> Any:
        asked.append((options.beam, options.never_again, len(sources)))
        found = []
        for source in sources:
            said = tokenizer.decode(source)
            late = "late" in said
            straight = options.never_again if late else options.nbest > 1
            text = f"{said} in the end" if straight else "un deux trois quatre " * 2
            pieces = tuple(tokenizer.encode(text))
            weights = np.full((len(pieces), len(source) + 1), 1 / (len(source) + 1), dtype=np.float32)
            found.append([Hypothesis(pieces, -1.0, -1.0, weights)])
        return found

    monkeypatch.setattr(module, "search", search)
    translator = Translator(None, tokenizer, ModelFolder.open(untrained_folder))  # type: ignore[arg-type]
    texts = ["this one comes late", "this one comes soon", "that one is late as well"]
    written = [one.text for one in translator.translate_many(texts)]
    assert [text.lower() for text in written] == [f"{text} in the end" for text in texts]
    assert asked == [(5, False, 3), (5, False, 3), (15, True, 2)]


def test_what_stammers_is_searched_again_with_the_names_that_were_found(
    untrained_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokenizer = Tokenizer.load(untrained_folder / "tokenizer.model")
    read: list[str] = []

    def search(_engine: Any, sources: Sequence[Sequence[int]], options: Any, *_rest: Any) -> Any:
        read.extend(tokenizer.decode(source) for source in sources)
        name = next((word for word in read[-1].split() if word in ("Tom", "Kate", "John")), "xkqzw")
        said = f"je vois {name} ici" if options.never_again else f"je vois {name} ici ici"
        pieces = tuple(tokenizer.encode(said))
        weights = [np.full((len(pieces), len(one) + 1), 1 / (len(one) + 1), dtype=np.float32) for one in sources]
        return [[Hypothesis(pieces, -1.0, -1.0, one)] for one in weights]

    monkeypatch.setattr(module, "search", search)
    translator = Translator(None, tokenizer, ModelFolder.open(untrained_folder))  # type: ignore[arg-type]
    assert translator.translate("I see Davutoglu here").text == "Je vois Davutoglu ici"
    assert ["Davutoglu" in one for one in read] == [True, False, False]  # with a stand-in, and again with it


def test_items_take_the_place_of_those_within_them() -> None:
    number, tag = Item(4, 6, "number"), Item(10, 12, "open", 14)
    segment = Segment(0, 20, spoken=True, items=(number, tag))
    name = Item(3, 8, "name", writes="l'ONU")
    assert with_items(segment, [name]).items == (name, tag)
    assert with_items(segment, []).items == (number, tag)
