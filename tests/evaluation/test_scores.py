"""Scores are sacreBLEU's own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from translator.errors import TranslatorError
from translator.evaluation.scores import corpus_scores, loop_rate

HYPOTHESES = ["The cat sat on the mat.", "He is a student of law.", "It rains"]
REFERENCES = ["The cat is on the mat.", "He studies law at the university.", "It is raining."]


def test_equal_to_the_sacrebleu_command(tmp_path: Path) -> None:
    for name, lines in (("hyp", HYPOTHESES), ("ref", REFERENCES)):
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    scores = corpus_scores(HYPOTHESES, [REFERENCES])
    for score, metric in zip(scores, ("bleu", "chrf", "ter"), strict=True):
        command = [sys.executable, "-m", "sacrebleu", "ref", "-i", "hyp", "-m", metric, "-b", "-w", "6"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert score.value == pytest.approx(float(done.stdout), abs=1e-5)
        assert "version:" in score.signature


def test_perfect_and_unequal() -> None:
    assert corpus_scores(REFERENCES, [REFERENCES])[0].value == pytest.approx(100)
    with pytest.raises(TranslatorError, match="3 translations and 2 lines in reference 1"):
        corpus_scores(HYPOTHESES, [REFERENCES[:2]])
    with pytest.raises(TranslatorError, match="nothing to score"):
        corpus_scores([], [[]])


def test_loops_are_counted_only_where_nobody_asked_for_them() -> None:
    loop = "he said that he said that he said that he"
    assert loop_rate([loop, "fine"], ["il dit", "bien"], ["he said", "fine"]) == 0.5
    assert loop_rate([loop], [loop], ["x"]) == 0
