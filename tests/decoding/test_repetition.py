"""Hypotheses that go round in circles, and those that say something twice because the source does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from translator.decoding.engine import Ints, StepResult
from translator.decoding.repetition import Trails, echoes, repeats, stammers
from translator.decoding.search import SearchOptions, search
from translator.errors import TranslatorError
from translator.text.tokenizer import EOS, Tokenizer

SPACE, INSIDE = 4, 20  # a space alone; pieces from here on write no space first
CAPITAL = 17  # is piece 8 but for case
ABC, A, BC = 9, 16, 25  # the word abc, in one piece or in two
COMMA = 26


class Pieces:
    """Pieces below 20 begin a word."""

    def begins_word(self, piece: int) -> bool:
        return piece < INSIDE

    def is_space(self, piece: int) -> bool:
        return piece == SPACE

    def regardless_of_case(self, pieces: Ints) -> Ints:
        return np.where(pieces == CAPITAL, 8, pieces)

    def alike(self, pieces: Ints) -> Ints:
        return pieces

    def goes_on(self, piece: int) -> bool:
        return piece >= INSIDE and piece not in (COMMA, EOS)

    def writing(self, texts: Sequence[str]) -> list[int]:
        return [COMMA] if "," in texts else []

    def decode(self, pieces: Sequence[int]) -> str:
        spelt = {ABC: " abc", A: " a", BC: "bc", COMMA: ","}
        return "".join(spelt.get(piece, f" w{piece}" if self.begins_word(piece) else f"x{piece}") for piece in pieces)


class Script:
    """An engine that would write its ``likely`` pieces, ``other`` next to them, and looks where it is told."""

    def __init__(self, likely: Sequence[int], other: Sequence[int], looks: Sequence[int]) -> None:
        self.likely, self.other, self.looks = likely, other, looks

    def encode(self, source: Ints, selection: object = None) -> tuple[Any, Any]:
        return source.shape[1], 0

    def step(self, previous: Ints, rows: Ints, sentences: Ints, state: Any, memory: Any, candidates: int) -> StepResult:
        pieces = np.array([[self.likely[state], self.other[state]]] * len(rows))
        attention = np.zeros((len(rows), memory), dtype=np.float32)
        attention[:, self.looks[state]] = 1
        return StepResult(np.log([[0.9, 0.1]] * len(rows)).astype(np.float32), pieces, attention, state + 1)

    def keep(self, memory: Any, sentences: Ints) -> Any:
        return memory


def written(
    likely: Sequence[int], looks: Sequence[int], source: Sequence[int], *, never_again: bool = False
) -> list[int]:
    """What greedy search makes of a script; where a piece is forbidden, 19 comes."""
    script = Script([*likely, EOS], [19] * len(likely) + [18], [*looks, 0])
    options = SearchOptions(beam=1, never_again=never_again)
    return list(search(script, [list(source)], options, vocabulary=Pieces())[0][0].pieces)


PLAIN = [5, 6, 7, 8, 9, 10]
TWICE = [5, 6, 7, 8, 5, 6, 7, 9]


@pytest.mark.parametrize(
    ("likely", "looks", "source", "expected"),
    [
        pytest.param([5, 6, 7, 8, 5, 6, 7, 8], range(8), PLAIN * 2 + [11], None, id="said-twice-elsewhere"),
        pytest.param([5, 6, 7, 8, 5, 6, 7, 8], [0, 1, 2, 3] * 2, PLAIN, [5, 6, 7, 8, 5, 6, 7, 19], id="circle"),
        pytest.param(
            [5, 6, 7, 8, 5, 6, 7, 8], [0, 1, 2, 3, 4, 5, 0, 1], PLAIN, [5, 6, 7, 8, 5, 6, 7, 19], id="drifting"
        ),
        pytest.param([5, 6, 7, 8, 5, 6, 7, 8], [0, 1, 2, 3, 4, 5, 6, 7], TWICE, None, id="looks-at-both"),
        pytest.param(
            [5, 6, 7, 8, 5, 6, 7, 8], [0, 1, 2, 3, 0, 1, 2, 3], TWICE, [5, 6, 7, 8, 5, 6, 7, 19], id="not-at-both"
        ),
        pytest.param([5, 6, 7, 5, 6, 7, 9], [0, 1, 2] * 2 + [3], PLAIN, None, id="three-pieces-may-come-again"),
        pytest.param([5, 6, 7, 8, 5, 6, 7, 17], [0] * 8, PLAIN, [5, 6, 7, 8, 5, 6, 7, 19], id="in-capitals"),
        pytest.param([5, 6, 7, 17, 5, 6, 7, 8], [0] * 8, PLAIN, [5, 6, 7, 17, 5, 6, 7, 19], id="no-longer-in-capitals"),
        pytest.param([5] * 8, [0] * 8, PLAIN, [5, 5, 5, 5, 19, 5, 5, 5], id="one-word"),
        pytest.param([5, 6, 7, 21, 5, 6, 7, 21, 8], [0] * 9, PLAIN, None, id="not-in-mid-word"),
        pytest.param(
            [6, 7, 8, 21, 9, 6, 7, 8, 21, 9], [0] * 10, PLAIN, [6, 7, 8, 21, 9, 6, 7, 8, 21, 19], id="at-the-next"
        ),
        pytest.param([21, 22, 21, 22, 21, 22], [0] * 6, PLAIN, [21, 22, 21, 22, 21, 19], id="stammer-within-a-word"),
    ],
)
def test_what_comes_again(
    likely: Sequence[int], looks: Sequence[int], source: Sequence[int], expected: list[int] | None
) -> None:
    assert written(likely, list(looks), source) == (list(likely) if expected is None else expected)


def test_what_may_never_come_again_though_the_source_says_it_twice() -> None:
    twice = [5, 6, 7, 8, 5, 6, 7, 8]
    assert written(twice, range(8), TWICE) == twice
    assert written(twice, range(8), TWICE, never_again=True) == [5, 6, 7, 8, 5, 6, 7, 19]


def test_what_may_never_come_again_however_it_is_spelt() -> None:
    guard = Trails([PLAIN], Pieces(), never_again=True)
    candidates = np.array([[[5, BC, SPACE, EOS, COMMA]]])
    for piece in (6, 7, 8, ABC, 5, 6, 7, 8, A, BC):
        found = guard.circling(np.array([[True]]), candidates[:, :, :2], np.array([[0]]))
        assert found is None or not found.any()
        guard.extend(np.array([[0]]), np.array([[piece]]), np.array([[0]]))
    # Given up, unless the word becomes another one.
    forbidden = guard.circling(np.array([[True]]), candidates, np.array([[0]]))
    assert forbidden is not None
    assert forbidden.tolist() == [[[True, False, True, True, True]]]
    script = Script([6, 7, 8, ABC, 5, 6, 7, 8, A, BC, 5, EOS], [19] * 12, [0] * 12)
    assert search(script, [PLAIN], SearchOptions(beam=1, never_again=True), vocabulary=Pieces()) == [[]]


def test_a_batch_may_have_one_that_finds_nothing() -> None:
    script = Script([6, 7, 8, ABC, 5, 6, 7, 8, A, BC, 5, EOS], [19] * 12, [0] * 12)
    options = SearchOptions(beam=1, never_again=True)
    assert search(script, [PLAIN, TWICE], options, vocabulary=Pieces()) == [[], []]
    script = Script([5, 6, EOS], [19] * 3, [0] * 3)
    assert [len(found) for found in search(script, [PLAIN, TWICE], options, vocabulary=Pieces())] == [1, 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two three four one two three four", True),
        ("One two (three four), one two three four.", True),
        ("one two three one two three", False),
        ("d'un jour à l'autre, d'un jour à l'autre", True),
        ("- - - - - - - -", False),
        ("", False),
    ],
)
def test_runs_of_words_that_come_twice(text: str, expected: bool) -> None:
    assert repeats(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It can lengthen its life life.", True),
        ("Elle a dit mercredi mercred.", True),
        ("optimises optimise the whole", True),
        ("a green and green scarf", True),
        ("un T-shirt bleu et bleu", True),
        ("of methods, methods of work", True),
        ("Vous vous trompez ; nous nous trompions.", False),
        ("I had had enough; it grew bigger and bigger, over and over.", False),
        ("Est-ce ce que tu veux ? J'en ai un, un autre aussi.", False),
        ("Il peut peut-être venir. Il le fait faire faire.", False),
        ("It's very, very cold; everyone, everyone knows.", False),
        ("the cat in the cathedral", False),
        ("", False),
    ],
)
def test_a_word_that_comes_twice_in_a_row(text: str, expected: bool) -> None:
    assert stammers(text) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Si vous voulez m'aider, aidez-moi.", True),
        ("les mots, les mots", True),
        ("tic, tic, tic", True),
        ("On peut accroître la durée de sa vie.", False),
        ("La mer est loin ; nous voyons la mer.", False),
        ("", False),
    ],
)
def test_words_that_begin_alike_near_each_other(source: str, expected: bool) -> None:
    assert echoes(source) is expected


def test_a_stammer_is_given_up_where_nothing_may_come_again() -> None:
    guard = Trails([PLAIN], Pieces(), never_again=True)
    for piece in (7, ABC, A, BC):
        guard.extend(np.array([[0]]), np.array([[piece]]), np.array([[0]]))
    forbidden = guard.circling(np.array([[True]]), np.array([[[5, BC, SPACE, EOS, COMMA]]]), np.array([[0]]))
    assert forbidden is not None
    assert forbidden.tolist() == [[[True, False, True, True, True]]]


def test_without_a_vocabulary_nothing_is_forbidden() -> None:
    script = Script([5] * 9 + [EOS], [19] * 9 + [18], [0] * 10)
    assert search(script, [PLAIN], SearchOptions(beam=1))[0][0].pieces == (5,) * 9


def test_a_space_alone_does_not_get_round_it() -> None:
    guard = Trails([PLAIN], Pieces())
    for piece in (5, 6, 7, 8, 5, 6, 7):
        guard.extend(np.array([[0]]), np.array([[piece]]), np.array([[0]]))
    forbidden = guard.circling(np.array([[True]]), np.array([[[8, SPACE, 19]]]), np.array([[0]]))
    assert forbidden is not None
    assert forbidden.tolist() == [[[True, True, False]]]


def test_something_is_always_left_to_write() -> None:
    script = Script([5] * 7 + [EOS], [SPACE] * 7 + [18], [0] * 8)
    assert search(script, [PLAIN], SearchOptions(beam=1), vocabulary=Pieces())[0][0].pieces == (5,) * 7


def test_stammering_is_better_than_nothing() -> None:
    script = Script([5, ABC, ABC, EOS], [19, 18, ABC, 18], [0, 1, 2, 3])  # after ABC a greedy search has no other
    assert search(script, [PLAIN], SearchOptions(beam=1), vocabulary=Pieces())[0][0].pieces == (5, ABC, ABC)


def test_sentences_that_leave_the_batch_take_their_pieces_with_them() -> None:
    guard = Trails([PLAIN, TWICE], Pieces())
    for first, second in zip((5, 6, 7, 8, 5, 6, 7), (9, 9, 9, 10, 9, 9, 9), strict=True):
        guard.extend(np.array([[0], [0]]), np.array([[first], [second]]), np.array([[0], [0]]))
    guard.keep(np.array([False, True]))
    forbidden = guard.circling(np.array([[True]]), np.array([[[8, 10]]]), np.array([[0]]))
    assert forbidden is not None
    assert forbidden.tolist() == [[[False, True]]]


def test_the_tokenizer_knows_where_words_begin(tokenizer: Tokenizer) -> None:
    pieces = tokenizer.encode("Je suis étudiant.")  # "étudiant" is spelt: a space alone, then its letters
    text, spans = tokenizer.decode_with_spans(pieces)
    after_space = [begin == 0 or text[begin - 1] == " " for begin, _ in spans]
    begins = [tokenizer.begins_word(piece) for piece in pieces]
    spaces = [tokenizer.is_space(piece) for piece in pieces]
    assert any(spaces)
    assert not all(begins)
    for i, follows in enumerate(after_space):
        assert follows == (begins[i] or spaces[i - 1]) or spaces[i]


def test_the_tokenizer_knows_words_that_begin_alike(tokenizer: Tokenizer) -> None:
    words = [piece for word in ("travail", "travaille", "trave", "tra", "les") for piece in tokenizer.encode(word)[:1]]
    surfaces = [tokenizer.decode_with_spans([4, piece])[0].strip() for piece in words]
    for _ in range(2):  # met for the first time, and again
        alike = tokenizer.alike(np.array([words]))[0].tolist()
        assert min(alike) >= 0
        for i, one in enumerate(surfaces):
            for j, other in enumerate(surfaces):
                same = words[i] == words[j] or (min(len(one), len(other)) >= 5 and one[:5] == other[:5])
                assert (alike[i] == alike[j]) == same
    assert max(tokenizer.alike(np.array([EOS, *tokenizer.encode(". 7")[:1]]))) < 0
    with pytest.raises(TranslatorError, match="the network wrote piece"):
        tokenizer.alike(np.array([len(tokenizer)]))


def test_the_tokenizer_knows_what_goes_on_with_a_word(tokenizer: Tokenizer) -> None:
    (space_e, *rest) = tokenizer.encode("étudiant,")
    comma = rest.pop()
    assert not tokenizer.goes_on(space_e)
    assert all(map(tokenizer.goes_on, rest))
    assert not tokenizer.goes_on(comma)
    assert not tokenizer.goes_on(EOS)


def test_the_tokenizer_knows_pieces_but_for_their_case(tokenizer: Tokenizer) -> None:
    (capital,), (small,) = (tokenizer.encode(text) for text in ("Le", "le"))
    assert capital != small
    assert tokenizer.regardless_of_case(np.array([[capital, small]])).tolist() == [[small, small]]
    with pytest.raises(TranslatorError, match="the network wrote piece"):
        tokenizer.regardless_of_case(np.array([len(tokenizer)]))
    every = tokenizer.regardless_of_case(np.arange(len(tokenizer)))
    assert (every != np.arange(len(tokenizer))).any()
    assert (tokenizer.regardless_of_case(every) == every).all()
