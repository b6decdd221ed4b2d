"""Too little, too much, and the same again are counted where they are."""

from __future__ import annotations

import pytest

from translator.evaluation.diagnosis import diagnose, loop_rate
from translator.evaluation.systems import Output


def test_loops_are_counted_only_where_nobody_asked_for_them() -> None:
    loop = "he said that he said that he said that he"
    assert loop_rate([loop, "fine"], ["il dit", "bien"], ["he said", "fine"]) == 0.5
    assert loop_rate([loop], [loop], ["x"]) == 0


def test_short_long_empty_and_unattended() -> None:
    references = ["one two three four five six", "one two three four", "one two three four", "one"]
    outputs = [
        Output("one two three four", ("deux", "cinq"), 6),
        Output("one two three four five six", (), 4),
        Output("", ("Deux",), 4),
        Output("one two", (), 1),  # twice the reference, but that is one word more
    ]
    found = diagnose(outputs, [], references)
    assert (found.short, found.long, found.empty) == (pytest.approx(2 / 3), pytest.approx(1 / 3), 0.25)
    assert found.length_ratio == pytest.approx(12 / 15)
    assert found.unattended == pytest.approx(3 / 15)
    assert found.dropped == (("deux", 2), ("cinq", 1))


def test_attention_may_be_unknown() -> None:
    found = diagnose([Output("a b")], [], ["a b"])
    assert found.unattended is None
    assert found.dropped == ()
