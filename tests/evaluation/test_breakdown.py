"""Groups hold every sentence once, and their scores are those of the group alone."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.test_scores import REFERENCES, hypotheses
from translator.evaluation.breakdown import (
    Group,
    by_length,
    by_rare_words,
    in_many_pieces,
    score_groups,
    seen_seldom,
)
from translator.evaluation.scores import Scorer, ScoringOptions, corpus_scores


@given(st.lists(st.text(alphabet="ab ", max_size=300), max_size=20))
def test_groups_hold_every_sentence_once(lines: list[str]) -> None:
    for groups in (by_length(lines), by_rare_words(lines, lambda word: "b" in word)):
        assert sorted(i for group in groups for i in group.indices) == list(range(len(lines)))


def test_groups_by_length_and_by_rare_words() -> None:
    lines = ["", "un", "un deux trois quatre", "a " * 5, "a " * 19, "a " * 60]
    found = {group.name: group.indices for group in by_length(lines)}
    assert found["1-4 words"] == (0, 1, 2)
    assert found["5-9 words"] == (3,)
    assert found["15-19 words"] == (4,)
    assert found["60+ words"] == (5,)
    rare = by_rare_words(["L'ornithorynque dort.", "Il dort !", "x x x x"], {"ornithorynque", "x"}.__contains__)
    assert [group.indices for group in rare] == [(1,), (0,), (), (2,)]


def test_what_is_rare(tmp_path: Path) -> None:
    path = tmp_path / "train.fr"
    path.write_text("Le chat.\n" * 5 + "Un tapir.\n", encoding="utf-8")
    is_rare = seen_seldom([path])
    assert [is_rare(word) for word in ("chat", "tapir", "zèbre")] == [False, True, True]
    assert in_many_pieces(list, 3)("abc")
    assert not in_many_pieces(list, 3)("ab")


def test_a_groups_score_is_that_of_its_sentences_alone() -> None:
    scorer = Scorer(ScoringOptions(), [REFERENCES])
    lines = hypotheses()
    chosen = (3, 5, 8, 40, 41)
    (found,) = score_groups(
        [Group("some", chosen), Group("none", ())], [scorer.rows(lines)], [lines], REFERENCES, scorer
    )
    alone = corpus_scores([lines[i] for i in chosen], [[REFERENCES[i] for i in chosen]])
    assert found.values == (tuple(score.value for score in alone),)
    assert found.sentences == 5
    written, wanted = (sum(len(side[i].split()) for i in chosen) for side in (lines, REFERENCES))
    assert found.length_ratios == (written / wanted,)
