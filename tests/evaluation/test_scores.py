"""Scores are sacreBLEU's own: of the whole, of parts, of one sentence, and with any options."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from translator.corpus.reading import read_lines
from translator.errors import TranslatorError
from translator.evaluation import scores as scores_module
from translator.evaluation.scores import Scorer, ScoringOptions, corpus_scores, sacrebleu_seed
from translator.evaluation.workers import started_workers

REFERENCES = [*read_lines(ROOT / "data" / "samples" / "test.en")]
SECOND = [line.replace("do not", "don't").replace("It is", "It's").upper()[: 3 + len(line)] for line in REFERENCES]


def hypotheses(seed: int = 0) -> list[str]:
    """The samples, each a little wrong in one of several ways: words left out, doubled, moved, in lower case."""
    changed = []
    for i, line in enumerate(REFERENCES):
        words = line.split()
        kind = (i + seed) % 6
        if kind == 0:
            words = words[1:]
        elif kind == 1:
            words = words[:2] + words
        elif kind == 2:
            words = words[::-1]
        elif kind == 3:
            words = [word.lower() for word in words]
        elif kind == 4:
            words = [*words[:-1], "perhaps", "."]
        changed.append(" ".join(words) + (" " if i % 7 == 0 else ""))
    return changed


COMBINATIONS = [
    (ScoringOptions(), "-m bleu chrf ter"),
    (ScoringOptions(metrics=("bleu", "chrf++", "ter")), "-m bleu chrf ter --chrf-word-order 2"),
    (ScoringOptions(lowercase=True), "-m bleu chrf ter -lc --chrf-lowercase"),
    (ScoringOptions(metrics=("bleu",), tokenize="intl"), "-m bleu -tok intl"),
    (ScoringOptions(metrics=("bleu",), tokenize="none", lowercase=True), "-m bleu -tok none -lc"),
    (ScoringOptions(metrics=("bleu",), tokenize="char", smooth_method="none"), "-m bleu -tok char -s none"),
    (ScoringOptions(metrics=("bleu",), smooth_method="floor", smooth_value=0.2), "-m bleu -s floor -sv 0.2"),
    (ScoringOptions(metrics=("bleu", "chrf"), smooth_method="add-k"), "-m bleu chrf -s add-k"),
    (
        ScoringOptions(metrics=("chrf",), chrf_char_order=4, chrf_beta=3, chrf_whitespace=True),
        "-m chrf --chrf-char-order 4 --chrf-beta 3 --chrf-whitespace",
    ),
    (ScoringOptions(metrics=("ter",), ter_case_sensitive=True), "-m ter --ter-case-sensitive"),
    (
        ScoringOptions(metrics=("ter",), ter_normalized=True, ter_no_punct=True),
        "-m ter --ter-normalized --ter-no-punct",
    ),
]


def sacrebleu_command(folder: Path, arguments: str, systems: list[list[str]], references: list[list[str]]) -> str:
    """What the sacrebleu command prints, with 14 places."""
    names = [f"hyp{i}" for i in range(len(systems))], [f"ref{i}" for i in range(len(references))]
    for name, lines in zip([*names[0], *names[1]], [*systems, *references], strict=True):
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    command = [sys.executable, "-m", "sacrebleu", *names[1], "-i", *names[0], *arguments.split(), "-w", "14"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(("options", "arguments"), COMBINATIONS, ids=[text for _, text in COMBINATIONS])
@pytest.mark.parametrize("references", [[REFERENCES], [REFERENCES, SECOND]], ids=["1 reference", "2 references"])
def test_equal_to_the_sacrebleu_command_to_the_last_digit(
    tmp_path: Path, options: ScoringOptions, arguments: str, references: list[list[str]]
) -> None:
    text = sacrebleu_command(tmp_path, f"{arguments} -f text", [hypotheses()], references)
    expected = {}
    for line in text.splitlines():
        name, _, rest = line.partition(" = ")
        expected[name.strip()] = rest.split()[0]
    ours = corpus_scores(hypotheses(), references, options)
    assert {f"{score.name}|{score.signature}": f"{score.value:.14f}" for score in ours} == expected


def test_confidence_intervals_are_the_commands_too(tmp_path: Path) -> None:
    text = sacrebleu_command(
        tmp_path, "-m bleu chrf ter --confidence --confidence-n 200 -f text", [hypotheses()], [REFERENCES]
    )
    scorer = Scorer(ScoringOptions(), [REFERENCES])
    with sacrebleu_seed(12345):
        ours = scorer.scores(scorer.rows(hypotheses()), resamples=200)
    for score in ours:
        value = f"{score.value:.14f} (μ = {score.mean:.14f} ± {score.interval:.14f})"
        assert f"{score.name}|{score.signature} = {value}" in text


def test_resamples_that_score_nothing_have_an_interval_too() -> None:
    scorer = Scorer(ScoringOptions(metrics=("chrf",)), [["It rains.", "b", "It snows."]])
    (score,) = scorer.scores(scorer.rows(["It's raining.", "", "It's snowing."]), resamples=1000)
    assert score.interval is not None
    assert score.interval > 0


def test_parts_and_sentences_come_from_the_same_rows() -> None:
    scorer = Scorer(ScoringOptions(), [REFERENCES])
    lines = hypotheses()
    rows = scorer.rows(lines)
    part = scorer.values([counts[20:50] for counts in rows])
    assert part == tuple(score.value for score in corpus_scores(lines[20:50], [REFERENCES[20:50]]))
    by_sentence = scorer.sentence_values(lines, rows)
    alone = corpus_scores([lines[7]], [[REFERENCES[7]]], ScoringOptions(metrics=("chrf",)))
    assert by_sentence[7] == pytest.approx(alone[0].value)
    without_chrf = Scorer(ScoringOptions(metrics=("bleu",)), [REFERENCES])
    assert without_chrf.sentence_values(lines, without_chrf.rows(lines)) == by_sentence


def test_several_processes_count_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scores_module, "WORTH_A_PART", 10)
    alone = Scorer(ScoringOptions(), [REFERENCES, SECOND])
    with started_workers(2) as workers:
        together = Scorer(ScoringOptions(), [REFERENCES, SECOND], workers).rows(hypotheses())
    assert together == alone.rows(hypotheses())


def test_fewer_references_for_some_sentences() -> None:
    second: list[str | None] = [line if i < 50 else None for i, line in enumerate(SECOND)]
    scorer = Scorer(ScoringOptions(metrics=("bleu",)), [REFERENCES, second])
    (score,) = scorer.scores(scorer.rows(hypotheses()))
    assert "nrefs:var" in score.signature


def test_perfect_unequal_and_unknown() -> None:
    assert corpus_scores(REFERENCES, [REFERENCES])[0].value == pytest.approx(100)
    with pytest.raises(TranslatorError, match="100 translations and 2 lines in reference 1"):
        corpus_scores(hypotheses(), [REFERENCES[:2]])
    with pytest.raises(TranslatorError, match="nothing to score"):
        corpus_scores([], [[]])
    with pytest.raises(TranslatorError, match="unknown metric 'blue'; known: bleu"):
        ScoringOptions(metrics=("blue",))
    with pytest.raises(TranslatorError, match="unknown tokenisation"):
        ScoringOptions(tokenize="moses")
