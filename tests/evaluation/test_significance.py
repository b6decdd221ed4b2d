"""Paired tests are sacreBLEU's own, and what they say is put in words that hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest

from tests.evaluation.test_scores import REFERENCES, hypotheses, sacrebleu_command
from translator.evaluation.scores import Scorer, ScoringOptions, sacrebleu_seed
from translator.evaluation.significance import Comparison, Trials, compare


def comparisons(systems: list[list[str]], trials: Trials, seed: int = 12345) -> list[Comparison]:
    scorer = Scorer(ScoringOptions(), [REFERENCES])
    names = [f"hyp{i}" for i in range(len(systems))]
    with sacrebleu_seed(seed):
        rows = [scorer.rows(lines) for lines in systems]
        jobs = [(names, [of_system[n] for of_system in rows], metric) for n, metric in enumerate(scorer.metrics)]
        by_metric = compare(jobs, trials)
    return [comparison for of_system in zip(*by_metric, strict=True) for comparison in of_system]


@pytest.mark.parametrize("seed", [12345, 7])
@pytest.mark.parametrize(("kind", "trials"), [("bs", Trials(300, 0)), ("ar", Trials(0, 400))])
def test_equal_to_sacrebleus_own_test_with_the_same_seed(
    monkeypatch: pytest.MonkeyPatch, kind: str, trials: Trials, seed: int
) -> None:
    systems = [hypotheses(0), hypotheses(1), [*hypotheses(0)[:60], *hypotheses(5)[60:]]]
    ours = comparisons(systems, trials, seed)
    monkeypatch.setenv("SACREBLEU_SEED", str(seed))
    metrics = {"BLEU": BLEU(references=[REFERENCES]), "chrF2": CHRF(references=[REFERENCES])}
    metrics["TER"] = TER(references=[REFERENCES])
    named = [(f"hyp{i}", lines) for i, lines in enumerate(systems)]
    count = trials.bootstrap or trials.randomisation
    signatures, expected = PairedTest(named, metrics, references=None, test_type=kind, n_samples=count)()
    assert len(ours) == 6
    for found in ours:
        theirs = expected[found.metric][expected["System"].index(found.system)]
        assert (found.value, found.p) == (theirs.score, theirs.p_value)
        assert found.signature == str(signatures[found.metric])


def test_the_command_says_the_same(tmp_path: Path) -> None:
    systems = [hypotheses(0), hypotheses(1)]
    printed = json.loads(
        sacrebleu_command(tmp_path, "-m bleu chrf ter --paired-ar --paired-ar-n 300", systems, [REFERENCES])
    )
    found = comparisons(systems, Trials(0, 300))
    assert {c.metric: (c.value, c.p) for c in found} == {
        metric: (pytest.approx(result["score"], abs=1e-13), result["p_value"])
        for metric, result in printed[1].items()
        if isinstance(result, dict)
    }


def test_a_worse_system_is_found_worse_and_one_beside_itself_is_not() -> None:
    perfect = list(REFERENCES)
    worse = [line.rsplit(" ", 1)[0] for line in REFERENCES]
    found = comparisons([perfect, worse, perfect], Trials(200, 200))
    assert [(c.system, c.verdict) for c in found] == [("hyp1", "worse")] * 3 + [("hyp2", "same")] * 3
    assert all(c.p is not None and c.p < 0.05 for c in found[:3])
    assert "hyp2 scores exactly what hyp0 scores in BLEU" in found[3].sentence


def test_systems_that_are_wrong_in_the_same_way_elsewhere_may_differ_by_chance() -> None:
    found = comparisons([hypotheses(0), hypotheses(1)], Trials(200, 200))
    assert {c.verdict for c in found} == {"chance"}
    assert all("that could be chance (p = " in c.sentence for c in found)


def test_sentences() -> None:
    def said(metric: str, value: float, p_bootstrap: float | None, p_randomisation: float | None) -> str:
        return Comparison("the LSTM", "the GRU", metric, 50.0, value, p_bootstrap, p_randomisation, "").sentence

    assert said("BLEU", 49.6, 0.3, 0.21) == "the GRU is 0.4 BLEU worse than the LSTM; that could be chance (p = 0.21)"
    assert (
        said("TER", 49.0, 0.01, 0.004) == "the GRU is 1.0 TER better than the LSTM; that is hardly chance (p = 0.004)"
    )
    assert said("BLEU", 51.0, 0.08, 0.03).endswith("that is probably more than chance (p = 0.030)")
    assert said("BLEU", 51.0, None, None) == "the GRU is 1.0 BLEU better than the LSTM"
    assert said("chrF2", 50.004, 0.9, 0.9).startswith("the GRU is 0.004 chrF2 better")
