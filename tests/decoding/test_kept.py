"""What must not be translated comes through a network that loses it, swaps words, or copies badly."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from translator.decoding import jobs as module
from translator.decoding.model_folder import ModelFolder
from translator.decoding.passage import Passage
from translator.decoding.reading import StandIn, read
from translator.decoding.search import Hypothesis
from translator.decoding.translator import Translator, _different
from translator.decoding.writing import Written, _beside, _break, _stand_ins_in
from translator.text.edits import Edit, Edited
from translator.text.items import Item
from translator.text.segments import Segment, segments
from translator.text.tokenizer import Tokenizer
from translator.text.words import split_words

Rewrite = Callable[[list[str]], list[str]]


@pytest.fixture
def with_network(untrained_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Rewrite], Translator]:
    """A translator whose network rewrites the words of its source; each word looks at the source word it equals."""
    tokenizer = Tokenizer.load(untrained_folder / "tokenizer.model")

    def make(rewrite: Rewrite) -> Translator:
        def search(_engine: Any, sources: Sequence[Sequence[int]], options: Any, *_rest: Any) -> Any:
            return [[hypothesis(source)] * options.nbest for source in sources]

        def hypothesis(source: Sequence[int]) -> Hypothesis:
            words = tokenizer.decode(source).split(" ")
            pieces = tokenizer.encode(" ".join(rewrite(list(words))))
            weights = np.zeros((len(pieces), len(source) + 1), dtype=np.float32)
            for row, piece in enumerate(pieces):
                same = [column for column, other in enumerate(source) if other == piece]
                weights[row, same or [len(source)]] = 1 / max(1, len(same))
            return Hypothesis(tuple(pieces), -1.0, -1.0, weights)

        monkeypatch.setattr(module, "search", search)
        return Translator(None, tokenizer, ModelFolder.open(untrained_folder))  # type: ignore[arg-type]

    return make


TEXT = "Je vais voir jean@exemple.fr et http://a.fr/b?c=d demain à 18h30."
ITEMS = ("jean@exemple.fr", "http://a.fr/b?c=d", "18h30")


@pytest.mark.parametrize(
    "rewrite",
    [
        pytest.param(lambda words: words, id="copies"),
        pytest.param(lambda words: words[::-1], id="swaps"),
        pytest.param(lambda words: [word for word in words if word.islower()], id="loses all that is no common word"),
        pytest.param(lambda words: words + words, id="repeats all"),
        pytest.param(lambda words: [], id="writes nothing"),
        pytest.param(lambda words: [re.sub(r"[A-Z]", "X", word) for word in words], id="misspells names"),
    ],
)
def test_every_item_arrives_once(with_network: Callable[[Rewrite], Translator], rewrite: Rewrite) -> None:
    translation = with_network(rewrite).translate(TEXT)
    for item in ITEMS:
        assert translation.text.count(item) == 1
    assert translation.attention.shape == (len(translation.target_words), len(translation.source_words))


@pytest.mark.parametrize(
    ("original", "said", "kept"),
    [
        ("1,200", "Il y a 1 200 gens.", True),
        ("1,200", "Il y a 1 200 000 gens.", False),
        ("€200", "Il y a 1 200 € ici.", False),
        ("500%", "Il y a 1 500 % ici.", False),
        ("200", "En 2015 200 gens sont venus.", True),
        ("2015", "En 2015 $5 ont suffi.", True),
        ("20", "Il a $20 sur lui.", False),
        ("20 €", "It costs €20 €.", False),
    ],
)
def test_a_number_counts_as_copied_in_either_writing_but_not_as_a_part_of_another(
    original: str, said: str, kept: bool
) -> None:
    stand_in = StandIn(original, Item(0, len(original), "number"), original)
    found = _stand_ins_in(said, (stand_in,), "fr")
    assert (found is not None) == kept


def test_a_sentence_that_was_divided_is_still_one(with_network: Callable[[Rewrite], Translator]) -> None:
    def as_a_sentence(words: list[str]) -> list[str]:
        kept = [re.sub(r"[.!?]", "", word) for word in words if not any(character.isdigit() for character in word)]
        return [" ".join(kept).capitalize() + "."]

    translator = with_network(as_a_sentence)
    assert translator.translate("Il a 20 chats et 50 chiens.").text == "Il a 20 chats et 50 chiens."
    assert translator.translate("Avez-vous 20 chats ?").text == "Avez-vous 20 chats ?"


def test_signs_arrive(with_network: Callable[[Rewrite], Translator]) -> None:
    for rewrite in (lambda words: words, lambda words: [word for word in words if word.islower()]):
        text = (
            with_network(rewrite)
            .translate("Le pain & le beurre de la R&D chez acme® (© 2020), pas chez truc™ ici.")
            .text
        )
        assert [text.count(sign) for sign in (" & ", "R&D", "acme®", "© 2020", "truc™")] == [1] * 5


def test_an_ampersand_ends_no_sentence(with_network: Callable[[Rewrite], Translator]) -> None:
    translator = with_network(lambda words: [" ".join(words).rstrip(".").capitalize() + "."])
    assert translator.translate("Il mange & il dort.").text == "Il mange & il dort."


def test_the_item_looks_at_itself(with_network: Callable[[Rewrite], Translator]) -> None:
    translation = with_network(lambda words: words).translate("Je vais voir jean@exemple.fr demain.")
    row = [word.text for word in translation.target_words].index("jean@exemple.fr")
    column = [word.text for word in translation.source_words].index("jean@exemple.fr")
    assert translation.attention[row, column] == pytest.approx(1)


def test_markup_goes_where_its_words_went(with_network: Callable[[Rewrite], Translator]) -> None:
    swapped = with_network(lambda words: [words[1], words[0], *words[2:]])
    assert swapped.translate("chat <b>noir</b> dort ici").text == "<b>noir</b> chat dort ici"
    nested = swapped.translate("le <i>petit <b>chat</b></i> dort").text
    assert re.sub("<[^>]*>", "", nested) == "petit le chat dort"
    assert re.findall("<[^>]*>", nested) == ["<i>", "<b>", "</b>", "</i>"]
    assert "<b>chat</b>" in nested


def test_spacing_and_lines_stay(with_network: Callable[[Rewrite], Translator]) -> None:
    same = with_network(lambda words: words)
    for text in (
        "Il dort.  Elle lit.",
        "  Il dort.",
        "Un.\n\n\nDeux.",
        "- un chat\n  - un chien",
        "1. Il dort.\n2. Elle lit.",
    ):
        assert same.translate(text).text == text


def test_nothing_to_translate_is_copied_without_the_network(with_network: Callable[[Rewrite], Translator]) -> None:
    def never(words: list[str]) -> list[str]:
        raise AssertionError(words)

    for text in ("", "123", "http://a.fr", "😀 👍🏽", "你好", "?!"):
        assert with_network(never).translate(text).text == text


PARTS = st.sampled_from(
    ["je", "vais", "http://a.fr", "{x}", "<b>", "</b>", "😀", "3", ".", "\n", "a@b.fr", "**", "`c`", "LE"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(parts=st.lists(PARTS, max_size=14), turn=st.integers(0, 5))
def test_whatever_the_text_items_arrive(
    with_network: Callable[[Rewrite], Translator], parts: list[str], turn: int
) -> None:
    text = " ".join(parts)
    translation = with_network(lambda words: [*words[turn:], *words[:turn]]).translate(text)
    for item in ("http://a.fr", "{x}", "<b>", "</b>", "😀", "a@b.fr", "**", "`c`"):
        assert translation.text.count(item) == text.count(item), (text, translation.text)
    assert translation.text.count("\n") == text.strip().count("\n") or text.strip() != text


def test_no_tag_comes_between_signs_that_are_one(with_network: Callable[[Rewrite], Translator]) -> None:
    text = with_network(lambda words: words).translate("<b> ** </b> ** LE http://a.fr").text
    assert text.count("**") == 2, text


@pytest.mark.parametrize(("language", "written"), [("fr", "20:00"), ("en", "8 p.m.")])
def test_french_keeps_the_hours_that_the_network_read_for_a_half_day(language: str, written: str) -> None:
    edits = _stand_ins_in(
        "à 20:00 demain", (StandIn("20:00", Item(0, 6, "number", reads="20:00"), "8 p.m."),), language
    )
    assert edits is not None
    assert [edit.new for edit in edits] == [written]


def test_centuries_are_read_in_figures_outside_of_what_is_kept(tokenizer: Tokenizer) -> None:
    text = "Au XIIe siècle, voir `du XVe siècle` et http://a.fr/XIXe siècle."
    segment = next(one for one in segments(text, len, 500) if one.spoken)
    reading = read(text, segment, tokenizer, "en")
    assert reading.masked.text.startswith("Au 12e siècle")
    assert "15e" not in reading.masked.text
    assert "19e" not in reading.masked.text
    assert text[slice(*reading.source_spans()[-1])] == "."


@pytest.mark.parametrize(
    ("original", "written", "language", "text", "expected"),
    [
        ("2nd", "2nd", "fr", "au 2e étage", "au 2e étage"),
        ("2nd", "2nd", "fr", "au 2 étage", "au 2e étage"),
        ("2nd", "2nd", "fr", "au deuxième étage", "au deuxième étage"),
        ("2nd", "2nd", "fr", "au 20 étage", None),
        ("2nd", "30th", "fr", "au 30e étage", "au 2e étage"),
        ("2nd", "2nd", "fr", "2 ans", "2e"),
        ("5th", "5th", "fr", "le 5 mai", "le 5 mai"),
        ("1st", "1st", "fr", "le 1 mai", "le 1 mai"),
        ("2e", "2e", "en", "on the 2th floor", "on the 2nd floor"),
        ("2e", "2e", "en", "the second time", "the second time"),
        ("1er", "1er", "en", "on May 1", "on May 1"),
        ("21e", "21e", "en", "the 21st and 21st", None),
        ("21e", "21e", "en", "the twenty-first", None),
        ("1er", "20e", "en", "the 20 of us", "the 1st of us"),
        ("1er", "20e", "en", "on 20 May", "on 1 May"),
        ("2nd", "2nd", "de", "im 2. Stock", "im 2. Stock"),
        ("2nd", "30th", "de", "im 30. Stock", None),
    ],
)
def test_an_ordinal_counts_as_copied_in_figures_or_in_words(
    original: str, written: str, language: str, text: str, expected: str | None
) -> None:
    edits = _stand_ins_in(text, (StandIn(written, Item(0, len(original), "number"), original),), language)
    assert (None if edits is None else Edited(text, edits).text) == expected


def test_a_later_attempt_reads_another_ordinal(tokenizer: Tokenizer) -> None:
    text = "On the 2nd floor."
    segment = next(one for one in segments(text, len, 500) if one.spoken)
    assert read(text, segment, tokenizer, "en").masked.text == text
    assert re.fullmatch(r"On the \d\dth floor\.", read(text, segment, tokenizer, "en", 1).masked.text)


def test_one_known_word_in_capitals_is_read_in_small_letters(tokenizer: Tokenizer) -> None:
    def as_read(text: str) -> str:
        return read(text, next(iter(segments(text, len, 500))), tokenizer, "en").masked.text

    assert [as_read(text) for text in ("OUI !", "YES", "NATO", "IT", "HHH")] == ["Oui !", "Yes", "NATO", "IT", "HHH"]


@pytest.mark.parametrize(("tag", "place"), [("</b>", 4), ("<b>", 0), ("**", 4)])
def test_a_tag_does_not_divide_what_is_put_back(tag: str, place: int) -> None:
    assert _beside(Edit(3, 3, tag), [Edit(0, 4, "$20")]) == Edit(place, place, tag)
    assert _beside(Edit(4, 4, tag), [Edit(0, 4, "$20")]) == Edit(4, 4, tag)


def test_a_line_does_not_end_within_what_is_put_back() -> None:
    text = "It is 5 000 dollars."
    assert _break(text, split_words(text), 3, "\n", [Edit(6, 11, "5,000")]) == Edit(5, 6, "\n")
    assert _break(text, split_words(text), 4, "\n", [Edit(6, 11, "5,000")]) == Edit(11, 12, "\n")


def test_what_an_apostrophe_joined_is_parted() -> None:
    text = "la voix de l'ONU"
    passage = Passage(text)
    for start, end, written in ((0, 13, "the voice of the"), (13, 16, "ONU")):
        weights = np.ones((1, 2), dtype=np.float32)
        part = Written(written, (start, end), [(start, end)], [(0, len(written))], weights, None)
        passage.add(Segment(start, end, (), spoken=True), [part])
    assert passage.text == "the voice of the ONU"
    assert passage.text[slice(*passage.attention[1].target_spans[0])] == "ONU"


def test_a_headings_first_word_is_read_in_the_spelling_that_is_known(tokenizer: Tokenizer) -> None:
    def as_read(text: str) -> str:
        return read(text, next(iter(segments(text, len, 500))), tokenizer, "en").masked.text

    rare = next(
        word
        for word in ("Étudiant", "Gens", "Pluie", "Sortie")
        if len(tokenizer.encode(word)) > len(tokenizer.encode(word.lower()))
    )
    assert as_read(f"{rare} de jour") == f"{rare.lower()} de jour"
    assert as_read(f"{rare} de jour.") == f"{rare} de jour."
    known = next(word for word in ("Je", "Il", "Le") if len(tokenizer.encode(word)) == 1)
    assert as_read(f"{known} jour") == f"{known} jour"


def test_what_stands_alone_with_a_capital_is_read_as_the_word_it_is(tokenizer: Tokenizer) -> None:
    def as_read(text: str) -> str:
        return read(text, next(iter(segments(text, len, 500))), tokenizer, "en").masked.text

    for word in ("Fork", "Poireau", "Annuler"):
        assert as_read(word) == word.lower()
    for name in ("Suisse", "Paris", "Toronto", "Monday"):  # names, though "suisse" and "paris" are words
        assert as_read(name) == name
    assert as_read("To swim") == "to swim"
    assert as_read("To whom it may concern") == "To whom it may concern"
    assert as_read("Wet paint") == "wet paint"
    assert as_read("Wet paint.") == "Wet paint."


def test_a_headings_capital_is_written_again(with_network: Callable[[Rewrite], Translator]) -> None:
    translator = with_network(lambda words: words)
    texts = ("Étudiants de jour", "étudiants de jour", "Étudiants de jour.")
    assert [translator.translate(text).text for text in texts] == list(texts)


def test_a_picture_stands_in_a_full_stops_place(with_network: Callable[[Rewrite], Translator]) -> None:
    translator = with_network(lambda words: [*words[:-1], f"{words[-1]}."])
    assert translator.translate("Je viens 😀").text == "Je viens 😀"
    assert translator.translate("Je viens").text == "Je viens."


def test_of_like_texts_the_best_ones_place_counts(with_network: Callable[[Rewrite], Translator]) -> None:
    first = with_network(lambda words: words).translate("un deux")
    others = [dataclasses.replace(first, text=text, score=score) for text, score in (("b", -2.0), ("un deux", -3.0))]
    assert _different([first, *others]) == [first, others[0]]
