"""Edits: places before and after belong together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translator.text.edits import Edit, Edited


def test_places_move_with_their_text() -> None:
    edited = Edited("Voir URL et URL.", [Edit(5, 8, "http://a.fr"), Edit(12, 15, "b")])
    assert edited.text == "Voir http://a.fr et b."
    assert edited.forward((0, 4)) == (0, 4)
    assert edited.text[slice(*edited.forward((5, 8)))] == "http://a.fr"
    assert edited.text[slice(*edited.forward((9, 11)))] == "et"
    assert edited.text[slice(*edited.forward((12, 15)))] == "b"
    assert edited.back(edited.forward((9, 11))) == (9, 11)


def test_what_touches_an_edit_takes_all_of_it() -> None:
    edited = Edited("abcdef", [Edit(1, 4, "xy")])
    assert edited.forward((2, 3)) == (1, 3)
    assert edited.back((1, 2)) == (1, 4)


def test_insertions_stand_in_the_order_given_and_outside_their_neighbours() -> None:
    edited = Edited("ab", [Edit(1, 1, "<"), Edit(1, 1, ">")])
    assert edited.text == "a<>b"
    assert edited.forward((0, 1)) == (0, 1)
    assert edited.forward((1, 2)) == (3, 4)


@given(
    st.text("abc", min_size=1, max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 4), st.text("xy")))
)
def test_untouched_characters_are_found_again(text: str, wanted: list[tuple[int, int, str]]) -> None:
    edits, free = [], 0
    for start, length, new in sorted(wanted):
        if start >= free and start + length <= len(text):
            edits.append(Edit(start, start + length, new))
            free = start + length
    edited = Edited(text, edits)
    touched = {place for edit in edits for place in range(edit.start, edit.end)}
    for place in set(range(len(text))) - touched:
        start, end = edited.forward((place, place + 1))
        assert edited.text[start:end] == text[place]
        assert edited.back((start, end)) == (place, place + 1)
