"""Links: symmetrisation against examples worked by hand, Pharaoh format in and out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.links import (
    from_pharaoh,
    grow_diag_final_and,
    in_order,
    intersection,
    to_pharaoh,
    transpose,
    union,
)

LINKS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=15).map(in_order)

#   Forward, a source word for each target word:      Backward, a target word for each source word:
#      le chat noir dort                                 le chat noir dort
#  the  x                                            the  x
#  black         x                                   black         x
#  cat      x                                        cat      x
#  is            x   (wrong)                         is
#  asleep             x                              asleep              x
CHAT_FORWARD = in_order([(0, 0), (2, 1), (1, 2), (2, 3), (3, 4)])
CHAT_BACKWARD = in_order([(0, 0), (1, 2), (2, 1), (3, 4)])


def test_intersection_and_union() -> None:
    assert intersection(CHAT_FORWARD, CHAT_BACKWARD) == ((0, 0), (2, 1), (1, 2), (3, 4))
    assert union(CHAT_FORWARD, CHAT_BACKWARD) == ((0, 0), (2, 1), (1, 2), (2, 3), (3, 4))


def test_growing_takes_a_neighbour_whose_word_is_free() -> None:
    # noir-is touches chat-cat and dort-asleep at a corner, and "is" has no link yet.
    assert grow_diag_final_and(CHAT_FORWARD, CHAT_BACKWARD) == union(CHAT_FORWARD, CHAT_BACKWARD)


def test_growing_leaves_a_link_whose_words_are_both_taken() -> None:
    forward = in_order([(0, 0), (1, 1), (0, 1)])
    backward = in_order([(0, 0), (1, 1)])
    assert grow_diag_final_and(forward, backward) == ((0, 0), (1, 1))


def test_the_final_step_takes_links_far_off_only_if_both_words_are_free() -> None:
    forward = in_order([(0, 0), (5, 5), (0, 4)])  # 5-5: both free, touches nothing; 0-4: word 0 is taken
    backward = in_order([(0, 0), (4, 2)])  # 4-2: both free
    assert grow_diag_final_and(forward, backward) == ((0, 0), (4, 2), (5, 5))


def test_growing_goes_on_from_what_it_took() -> None:
    forward = in_order([(0, 0), (0, 1), (0, 2)])
    backward = in_order([(0, 0)])
    assert grow_diag_final_and(forward, backward) == ((0, 0), (0, 1), (0, 2))


def test_with_nothing_in_common_the_forward_links_come_first() -> None:
    assert grow_diag_final_and([(0, 0)], [(0, 3)]) == ((0, 0),)
    assert grow_diag_final_and([], []) == ()


@given(LINKS, LINKS)
def test_the_result_lies_between_intersection_and_union(forward: object, backward: object) -> None:
    grown = set(grow_diag_final_and(forward, backward))  # type: ignore[arg-type]
    assert set(intersection(forward, backward)) <= grown <= set(union(forward, backward))  # type: ignore[arg-type]


@given(LINKS)
def test_what_both_directions_say_stays_as_it_is(links: object) -> None:
    assert grow_diag_final_and(links, links) == links  # type: ignore[arg-type]
    assert transpose(transpose(links)) == links  # type: ignore[arg-type]


@given(LINKS)
def test_pharaoh_there_and_back(links: object) -> None:
    assert from_pharaoh(to_pharaoh(links)) == (links, ())  # type: ignore[arg-type]


def test_possible_links_in_every_spelling() -> None:
    assert from_pharaoh("0-0 1?1 2-2? 3p4") == (((0, 0),), ((1, 1), (2, 2), (3, 4)))
    assert from_pharaoh("") == ((), ())


@pytest.mark.parametrize("wrong", ["0:0", "0-", "a-b", "0-0-0", "-1-0"])
def test_what_is_no_link_is_named(wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        from_pharaoh(f"0-0 {wrong}")
