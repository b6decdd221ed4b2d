"""Beam search: against brute force, in batches, at its limits."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
import torch

from tests.conftest import make_network, random_sources
from translator.decoding.engine import Ints, StepResult
from translator.decoding.search import OVERLOOKED, SHORT, Hypothesis, SearchOptions, search
from translator.decoding.torch_engine import TorchEngine
from translator.network.seq2seq import Seq2Seq
from translator.text.tokenizer import BOS, EOS

VOCABULARY = 8
LONGEST = 4  # pieces and end mark


def log_probability(network: Seq2Seq, source: list[int], target: tuple[int, ...]) -> float:
    pieces = torch.tensor([[*source, EOS]])
    previous = torch.tensor([[BOS, *target]])
    with torch.inference_mode():
        taught = network.teach(pieces, torch.tensor([len(source) + 1]), previous)
        table = network.log_probabilities(taught.readouts)[0]
    return float(sum(table[t, piece] for t, piece in enumerate((*target, EOS))))


def covered(network: Seq2Seq, source: list[int], target: tuple[int, ...]) -> float:
    previous = torch.tensor([[BOS, *target]])
    with torch.inference_mode():
        taught = network.teach(torch.tensor([[*source, EOS]]), torch.tensor([len(source) + 1]), previous)
    looked = taught.attention[0, : len(target), : len(source)].sum(0)
    return float(looked.clamp(OVERLOOKED, 1.0).log().sum())


@pytest.mark.parametrize("cell", ["lstm", "gru"])
@pytest.mark.parametrize(("length_penalty", "coverage"), [(0.0, 0.0), (0.6, 0.0), (1.0, 0.0), (1.0, 0.5)])
@pytest.mark.parametrize("input_feeding", [False, True])
def test_a_wide_beam_equals_brute_force(cell: str, length_penalty: float, coverage: float, input_feeding: bool) -> None:
    network = make_network(seed=3, vocabulary=VOCABULARY, cell=cell, input_feeding=input_feeding)
    source = [4, 6, 5]
    every = [target for length in range(LONGEST) for target in itertools.product([3 + 1, 5, 6, 7], repeat=length)]
    scored = {
        t: (log_probability(network, source, t) + coverage * covered(network, source, t))
        / (len(t) + 1) ** length_penalty
        for t in every
    }
    best = sorted(scored, key=lambda t: -scored[t])[:5]
    options = SearchOptions(
        beam=300, nbest=5, length_penalty=length_penalty, coverage=coverage, longest_share=0, longest_extra=LONGEST
    )
    found = search(TorchEngine(network), [source], options)[0]
    assert [hypothesis.pieces for hypothesis in found] == best
    np.testing.assert_allclose([h.score for h in found], [scored[t] for t in best], atol=1e-5)


def test_a_beam_of_one_is_greedy() -> None:
    network = make_network(seed=1)
    source = [7, 8, 9, 10]
    greedy: list[int] = []
    with torch.inference_mode():
        memory, state = network.encode(torch.tensor([[*source, EOS]]), torch.tensor([5]))
        previous = BOS
        for _ in range(SearchOptions().longest(5)):
            table, state, _ = network.step(torch.tensor([previous]), state, memory)
            previous = int(table.argmax())
            if previous == EOS:
                break
            greedy.append(previous)
    found = search(TorchEngine(network), [source], SearchOptions(beam=1))[0][0]
    assert list(found.pieces) == greedy


@pytest.mark.parametrize("beam", [1, 4])
def test_a_batch_gives_what_its_sentences_give_alone(beam: int) -> None:
    engine = TorchEngine(make_network(seed=5))
    sources = random_sources(0, 12)
    options = SearchOptions(beam=beam, nbest=min(beam, 2), coverage=0.3)
    together = search(engine, sources, options)
    for source, hypotheses in zip(sources, together, strict=True):
        alone = search(engine, [source], options)[0]
        assert [h.pieces for h in alone] == [h.pieces for h in hypotheses]
        for one, other in zip(alone, hypotheses, strict=True):
            assert one.score == pytest.approx(other.score, abs=1e-5)
            np.testing.assert_allclose(one.attention, other.attention, atol=1e-5)


def test_attention_has_a_row_a_piece_over_source_and_end_mark() -> None:
    engine = TorchEngine(make_network(seed=2))
    for source, hypotheses in zip(
        random_sources(4, 6), search(engine, random_sources(4, 6), SearchOptions()), strict=True
    ):
        best: Hypothesis = hypotheses[0]
        assert best.attention.shape == (len(best.pieces), len(source) + 1)
        np.testing.assert_allclose(best.attention.sum(1), 1, atol=1e-5)


def test_attention_is_that_of_the_path_itself() -> None:
    """Back pointers must give each piece the weights of the row that wrote it, wherever rows moved since."""
    network = make_network(seed=7)
    with torch.no_grad():
        network.output.bias[EOS] = 2  # or it would hardly ever end
    source = [4, 9, 30, 12]
    best = search(TorchEngine(network), [source], SearchOptions(beam=6))[0][0]
    with torch.inference_mode():
        taught = network.teach(torch.tensor([[*source, EOS]]), torch.tensor([5]), torch.tensor([[BOS, *best.pieces]]))
    assert best.complete
    assert len(best.pieces) >= 2
    np.testing.assert_allclose(best.attention, taught.attention[0, : len(best.pieces)].numpy(), atol=1e-5)
    assert best.log_probability == pytest.approx(log_probability(network, source, best.pieces), abs=1e-4)


def test_an_output_that_never_ends_is_cut_off_and_marked() -> None:
    network = make_network()
    with torch.no_grad():
        network.output.bias[EOS] = -1e9
    found = search(TorchEngine(network), [[5, 6], [7, 8, 9]], SearchOptions(beam=3))
    for hypotheses, source_pieces in zip(found, (3, 4), strict=True):
        assert len(hypotheses[0].pieces) == SearchOptions().longest(source_pieces)
        assert not hypotheses[0].complete


def test_as_many_hypotheses_as_were_asked_for_even_if_all_are_cut_off() -> None:
    network = make_network()
    with torch.no_grad():
        network.output.bias[EOS] = -1e9
    found = search(TorchEngine(network), [[5, 6]], SearchOptions(beam=4, nbest=3))[0]
    assert len({hypothesis.pieces for hypothesis in found}) == 3
    assert [h.score for h in found] == sorted((h.score for h in found), reverse=True)


class TwoWays:
    """An engine that knows two sentences: one that begins likely, and one that goes on and ends surer."""

    def encode(self, source: Ints, selection: object = None) -> tuple[Any, Any]:
        return source.shape[1], np.zeros(len(source), dtype=np.int64)

    def step(self, previous: Ints, rows: Ints, sentences: Ints, state: Any, memory: Any, candidates: int) -> StepResult:
        ways = {
            BOS: ((4, 0.78), (5, 0.22)),
            4: ((6, 0.4), (7, 0.1)),
            6: ((EOS, 0.3), (7, 0.01)),
            5: ((8, 1.0), (7, 0.0)),
        }
        follows = [ways.get(int(piece), ((EOS, 1.0), (7, 0.0))) for piece in previous]
        with np.errstate(divide="ignore"):
            scores = np.log([[probability for _, probability in way] for way in follows]).astype(np.float32)
        pieces = np.array([[piece for piece, _ in way] for way in follows])
        attention = np.full((len(rows), memory), 1 / memory, dtype=np.float32)
        return StepResult(scores, pieces, attention, state[rows])

    def keep(self, memory: Any, sentences: Ints) -> Any:
        return memory


@pytest.mark.parametrize(
    ("options", "pieces", "expected"),
    [
        pytest.param(SearchOptions(beam=2), 3, (5, 8), id="nothing-given-up"),
        pytest.param(SearchOptions(beam=2, prune=1.0), 3, (4, 6), id="given-up-at-the-first-step"),
        pytest.param(SearchOptions(beam=2, prune=1.0, leniency=1.5), SHORT, (5, 8), id="not-of-a-short-source"),
        pytest.param(SearchOptions(beam=2, prune=1.0, leniency=1.5), SHORT + 1, (4, 6), id="of-a-longer-one"),
    ],
)
def test_what_is_far_behind_is_given_up(options: SearchOptions, pieces: int, expected: tuple[int, ...]) -> None:
    # Behind by log 0.78 - log 0.22 = 1.27 at the first step, and yet the better one by the mean of its pieces.
    assert search(TwoWays(), [[9] * pieces], options)[0][0].pieces == expected


def test_a_source_is_pruned_by_its_own_length_whatever_its_company() -> None:
    options = SearchOptions(beam=2, prune=1.0, leniency=1.5)
    found = search(TwoWays(), [[9] * (SHORT + 1), [9] * 3, [9] * SHORT], options)
    assert [hypotheses[0].pieces for hypotheses in found] == [(4, 6), (5, 8), (5, 8)]
