"""Alignment error rate: Och & Ney's formulas by hand, gold links in two formats, and what does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.errors import TranslatorError
from translator.evaluation.alignment_error import GoldLinks, alignment_score, check_in_range, naacl_text, read_gold

GOLD = [GoldLinks(frozenset({(0, 0), (1, 1)}), frozenset({(0, 0), (1, 1), (1, 2)}))]


def test_worked_by_hand() -> None:
    # A = 3 links: 1 sure, 1 possible, 1 wrong. |A∩S| = 1, |A∩P| = 2, |S| = 2.
    score = alignment_score([[(0, 0), (1, 2), (2, 2)]], GOLD)
    assert score.precision == pytest.approx(2 / 3)
    assert score.recall == pytest.approx(1 / 2)
    assert score.error_rate == pytest.approx(1 - (1 + 2) / (3 + 2))


def test_a_possible_link_costs_nothing_made_or_left_out() -> None:
    for links in ([(0, 0), (1, 1)], [(0, 0), (1, 1), (1, 2)]):
        assert alignment_score([links], GOLD).error_rate == 0


def test_pairs_are_summed_not_averaged() -> None:
    gold = [
        GoldLinks(frozenset({(0, 0)}), frozenset({(0, 0)})),
        GoldLinks(
            frozenset({(0, 0)} | {(i, i) for i in range(1, 9)}), frozenset({(0, 0)} | {(i, i) for i in range(1, 9)})
        ),
    ]
    score = alignment_score([[], [(i, i) for i in range(9)]], gold)
    assert score.recall == pytest.approx(0.9)


def test_no_links_at_all() -> None:
    assert alignment_score([[]], GOLD).error_rate == 1
    assert alignment_score([[]], [GoldLinks(frozenset(), frozenset())]).error_rate == 0


def test_pharaoh_and_naacl_say_the_same(tmp_path: Path) -> None:
    pharaoh, naacl = tmp_path / "pharaoh", tmp_path / "naacl"
    pharaoh.write_text("0-0 1?2\n\n2-1\n", encoding="utf-8")
    naacl.write_text("0001 1 1 S\n1 2 3 P\n3 3 2\n3 0 1 S\n", encoding="utf-8")
    assert read_gold(pharaoh, 3) == read_gold(naacl, 3)
    assert read_gold(pharaoh, 3)[0] == GoldLinks(frozenset({(0, 0)}), frozenset({(0, 0), (1, 2)}))
    assert read_gold(naacl, 3, reverse=True)[2].sure == {(1, 2)}


def test_naacl_confidence_and_text(tmp_path: Path) -> None:
    path = tmp_path / "naacl"
    path.write_text("1 1 1 P 0.5\n", encoding="utf-8")
    assert read_gold(path, 1)[0] == GoldLinks(frozenset(), frozenset({(0, 0)}))
    assert naacl_text('<s snum="0001"> l\' homme </s>') == "l' homme"
    assert naacl_text("<s snum=12>oui</s>") == "oui"
    assert naacl_text("oui <s>") == "oui <s>"


@pytest.mark.parametrize(
    ("content", "pairs", "complaint"),
    [
        ("0-0\n", 2, "has 1 lines for 2 pairs"),
        ("0-0\n0=0\n", 2, "line 2: '0=0' is no link"),
        ("1 1 1\n3 1 1\n", 2, "line 2: sentence 3, but there are 2"),
        ("1 1 1\n1 1\n", 1, "line 2: expected"),
    ],
)
def test_gold_that_does_not_fit(tmp_path: Path, content: str, pairs: int, complaint: str) -> None:
    path = tmp_path / "gold"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TranslatorError, match=complaint):
        read_gold(path, pairs)


def test_links_past_the_end_say_what_may_be_wrong() -> None:
    with pytest.raises(TranslatorError, match=r"pair 1: link 1-2.*--reverse.*--tokenised"):
        check_in_range(GOLD, [(2, 2)], Path("gold"))
    check_in_range(GOLD, [(2, 3)], Path("gold"))
