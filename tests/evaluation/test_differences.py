"""Differing words are marked and nothing is lost; the worst and most different sentences are found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translator.evaluation.differences import Example, mark_differences, most_different, nearest, worst


@given(st.text(max_size=60), st.text(max_size=60))
def test_runs_joined_are_the_text(text: str, other: str) -> None:
    runs = mark_differences(text, other)
    # A text of spaces alone has no word to mark.
    assert "".join(run for run, _ in runs) == (text if runs else "")
    assert bool(runs) == bool(text.strip())
    assert not any(differs for _, differs in mark_differences(text, text))


def test_marks() -> None:
    assert mark_differences("A black cat sleeps.", "A cat is sleeping.") == (
        ("A ", False),
        ("black ", True),
        ("cat ", False),
        ("sleeps", True),
        (".", False),
    )
    assert nearest("a small dog", ["the cat", "a big dog"]) == "a big dog"


def example(index: int, values: tuple[float, ...], outputs: tuple[str, ...] = ("x", "y")) -> Example:
    return Example(index, "c", f"source {index}", ("r",), outputs, values)


def test_worst_and_most_different() -> None:
    examples = [example(0, (10.0, 90.0)), example(1, (20.0, 20.0)), example(2, (95.0, 90.0))]
    assert [e.index for e in worst(examples, 2)] == [1, 0]
    assert [e.index for e in most_different(examples, 5)] == [0, 2]


def test_the_same_sentence_comes_once() -> None:
    twice = [Example(i, "c", "same", ("r",), ("x",), (5.0,)) for i in range(3)]
    assert [e.index for e in worst(twice, 3)] == [0]
