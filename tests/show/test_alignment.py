"""The alignment table: nothing cropped, nothing wider than the terminal, colour never alone."""

from __future__ import annotations

import io

import numpy as np
import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from translator.decoding.translation import SentenceAttention, Translation
from translator.show.alignment import alignment_table
from translator.show.heatmap import heatmap
from translator.text.words import split_words


def make_translation(source: str, target: str, weights: list[list[float]] | None = None) -> Translation:
    source_words, target_words = split_words(source), split_words(target)
    if weights is None:
        table = np.random.default_rng(0).dirichlet(np.full(len(source_words), 0.2), len(target_words))
    else:
        table = np.array(weights)
    sentence = SentenceAttention(
        source=(0, len(source)),
        target=(0, len(target)),
        source_spans=[(word.start, word.end) for word in source_words],
        target_spans=[(word.start, word.end) for word in target_words],
        weights=np.pad(table, ((0, 0), (0, 1))).astype(np.float32),
    )
    return Translation(source, target, -0.1, "fr", "en", "test", (sentence,))


STUDENT = make_translation(
    "Je suis etudiant",
    "I am a student.",
    [[0.9, 0.05, 0.05], [0.08, 0.9, 0.02], [0.0, 0.55, 0.45], [0.0, 0.03, 0.97], [0.1, 0.1, 0.8]],
)


def render(renderable: RenderableType, width: int, *, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, color_system="standard" if colour else None)
    console.print(renderable)
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_readme_example(width: int) -> None:
    lines = [" ".join(line.split()) for line in render(alignment_table(STUDENT, width=width), width).splitlines()]
    assert lines == [
        "I → Je 0.90",
        "am → suis 0.90",
        "a → suis 0.55, etudiant 0.45",
        "student → etudiant 0.97",
    ]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
@pytest.mark.parametrize("draw", [alignment_table, heatmap])
def test_no_line_is_wider_than_the_terminal(width: int, draw: object) -> None:
    long_word = "anticonstitutionnellement" * 2
    translation = make_translation(
        f"Le {long_word} 漢字 " + "petit mot " * 12, f"The {long_word} 漢字 " + "small word " * 12
    )
    for line in render(draw(translation, width=width), width).splitlines():  # type: ignore[operator]
        assert cell_len(line) <= width


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_every_word_written_has_its_row(width: int) -> None:
    target = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    translation = make_translation("un deux trois quatre cinq six sept", target)
    shown = render(alignment_table(translation, width=width), width)
    assert shown.count("→") == 14
    assert all(word in shown for word in target.split())
    assert "…" not in shown


def test_colour_says_nothing_that_the_text_does_not() -> None:
    import re

    coloured = render(alignment_table(STUDENT, width=80), 80, colour=True)
    assert "\x1b[" in coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert plain == render(alignment_table(STUDENT, width=80), 80)


def test_words_nobody_looked_at_are_named() -> None:
    translation = make_translation("Je suis etudiant", "student", [[0.0001, 0.0002, 0.9996]])
    assert "not looked at: Je, suis" in render(alignment_table(translation, width=80), 80)


def test_a_word_looked_at_only_to_end_the_sentence_counts_as_passed_over() -> None:
    weights = [[0.9986, 0.0006, 0.0004, 0.0003], [0.0006, 0.9986, 0.0004, 0.0003], [0.001, 0.001, 0.897, 0.1]]
    translation = make_translation("Il dort ici.", "He sleeps.", weights)
    assert "not looked at: ici" in render(alignment_table(translation, width=80), 80)


def test_a_word_that_draws_on_nothing_says_so() -> None:
    words = make_translation("Je dors", "I do sleep", [[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]])
    (sentence,) = words.sentences
    sentence.weights[1, -1] = 1.0
    lines = [" ".join(line.split()) for line in render(alignment_table(words, width=80), 80).splitlines()]
    assert lines == ["I → Je 1.00", "do → nothing; end of sentence 1.00", "sleep → dors 1.00"]


def test_sources_stand_in_order_of_weight_and_those_without_a_link_in_brackets() -> None:
    translation = make_translation("le roi est mort", "the king", [[0.31, 0.69, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]])
    first = render(alignment_table(translation, width=80), 80).splitlines()[0]
    assert first.index("roi") < first.index("le") or "(looked at roi" in first
    assert "0.69" in first
    assert "0.31" in first


def test_a_weight_too_small_for_two_decimals_is_not_said_to_be_nothing() -> None:
    from translator.show.palette import weight_text

    assert [weight_text(weight) for weight in (1.0, 0.123, 0.005, 0.004)] == ["1.00", "0.12", "0.01", "<0.01"]


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_heat_map_has_all_words_along_both_sides(width: int) -> None:
    shown = render(heatmap(STUDENT, width=width), width)
    assert shown.splitlines()[0].split() == ["Je", "suis", "etudiant"]
    assert [line.split()[0] for line in shown.splitlines()[1:6]] == ["I", "am", "a", "student", "."]
    assert shown.splitlines()[1].split()[1] == "█.90"


def test_a_heat_map_too_wide_writes_its_headings_downwards_and_goes_on_below() -> None:
    translation = make_translation("un deux trois quatre cinq six sept huit neuf dix", "one two three")
    lines = render(heatmap(translation, width=30), 30).splitlines()
    assert 3 <= sum(line.startswith(("one", "two", "three")) for line in lines) <= 6
    letters = "".join(line[6:] for line in lines)
    assert all(letter in letters for letter in "quatre")


def test_an_empty_translation_draws_nothing() -> None:
    empty = Translation("", "", 0.0, "fr", "en", "test")
    assert render(alignment_table(empty, width=80), 80).strip() == ""
    assert empty.attention.shape == (0, 0)
    assert empty.pharaoh == ""
