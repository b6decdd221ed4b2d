"""The network as a whole: stepping equals teacher forcing, padding changes nothing, every state crosses the bridge."""

from __future__ import annotations

import itertools

import pytest
import torch

from tests.conftest import make_network
from translator.errors import TranslatorError
from translator.network.config import NetworkConfig
from translator.network.seq2seq import NEVER_WRITTEN, Seq2Seq, count_parameters, select_rows

SOURCE = torch.tensor([[5, 6, 7, 8, 9, 2], [10, 11, 2, 0, 0, 0], [12, 13, 14, 15, 2, 0]])
LENGTHS = torch.tensor([6, 3, 5])
PREVIOUS = torch.tensor([[1, 20, 21, 22, 23], [1, 24, 25, 26, 27], [1, 28, 29, 30, 31]])
COMBINATIONS = list(itertools.product(("lstm", "gru"), ("dot", "general", "additive"), (1, 2, 3), (False, True)))


@pytest.mark.parametrize(("cell", "attention", "layers", "input_feeding"), COMBINATIONS)
@torch.inference_mode()
def test_step_equals_teacher_forcing(cell: str, attention: str, layers: int, input_feeding: bool) -> None:
    network = make_network(
        cell=cell, attention=attention, encoder_layers=2, decoder_layers=layers, input_feeding=input_feeding
    )
    taught = network.teach(SOURCE, LENGTHS, PREVIOUS)
    expected = network.log_probabilities(taught.readouts)
    memory, state = network.encode(SOURCE, LENGTHS)
    for t in range(PREVIOUS.shape[1]):
        log_probabilities, state, attention_weights = network.step(PREVIOUS[:, t], state, memory)
        torch.testing.assert_close(log_probabilities, expected[:, t], atol=1e-5, rtol=0)
        torch.testing.assert_close(attention_weights, taught.attention[:, t], atol=1e-5, rtol=0)


@pytest.mark.parametrize("cell", ["lstm", "gru"])
@torch.inference_mode()
def test_a_sentence_in_a_batch_gives_what_it_gives_alone(cell: str) -> None:
    network = make_network(cell=cell)
    together = network.teach(SOURCE, LENGTHS, PREVIOUS)
    for row, length in enumerate(LENGTHS.tolist()):
        alone = network.teach(SOURCE[row : row + 1, :length], LENGTHS[row : row + 1], PREVIOUS[row : row + 1])
        torch.testing.assert_close(together.readouts[row], alone.readouts[0], atol=1e-6, rtol=0)
        torch.testing.assert_close(together.attention[row, :, :length], alone.attention[0], atol=1e-6, rtol=0)
        assert not together.attention[row, :, length:].any()


@pytest.mark.parametrize(("cell", "parts"), [("lstm", 2), ("gru", 1)])
def test_every_part_of_every_layers_state_crosses_the_bridge(cell: str, parts: int) -> None:
    network = make_network(cell=cell, encoder_layers=3, decoder_layers=3)
    _memory, state = network.encode(SOURCE, LENGTHS)
    assert len(state.layers) == 3
    assert all(len(layer) == parts for layer in state.layers)
    for number, layer in enumerate(state.layers):
        for part in layer:
            encoder_weights = network.encoder.layers[number].kernel.weight_hh_l0  # type: ignore[union-attr]
            (gradient,) = torch.autograd.grad(part.sum(), [encoder_weights], retain_graph=True)  # type: ignore[list-item]
            assert gradient.abs().sum() > 0


@torch.inference_mode()
def test_marks_are_never_written() -> None:
    network = make_network()
    memory, state = network.encode(SOURCE, LENGTHS)
    log_probabilities, _, _ = network.step(PREVIOUS[:, 0], state, memory)
    assert torch.isneginf(log_probabilities[:, NEVER_WRITTEN]).all()
    torch.testing.assert_close(log_probabilities.exp().sum(-1), torch.ones(3))


@torch.inference_mode()
def test_select_rows_moves_hypotheses() -> None:
    network = make_network(input_feeding=True)
    memory, state = network.encode(SOURCE, LENGTHS)
    _, state, _ = network.step(PREVIOUS[:, 0], state, memory)
    moved = select_rows(state, torch.tensor([2, 0, 0]))
    assert moved.readout is not None
    assert state.readout is not None
    torch.testing.assert_close(moved.readout[1], state.readout[0])
    torch.testing.assert_close(moved.layers[1][0][0], state.layers[1][0][2])


def test_tied_embeddings_are_one_matrix() -> None:
    tied, loose = make_network(tied=True), make_network(tied=False)
    assert tied.output.weight is tied.source_embedding.weight is tied.target_embedding.weight
    assert count_parameters(loose) - count_parameters(tied) == 2 * 60 * 16


def test_dropout_takes_the_same_columns_at_every_time_step() -> None:
    from translator.network.dropout import variational_dropout

    torch.manual_seed(0)
    dropped = variational_dropout(torch.ones(4, 7, 50), 0.5, training=True)
    assert torch.equal(dropped, dropped[:, :1].expand_as(dropped))
    assert set(dropped.unique().tolist()) == {0.0, 2.0}


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("probability", [1e-7, 0.1, 0.2, 0.5])
def test_dropout_zeroes_that_share_and_keeps_sums(probability: float, dtype: torch.dtype) -> None:
    from translator.network.dropout import dropout

    torch.manual_seed(0)
    ones = torch.ones(1000, 401, dtype=dtype, requires_grad=True)
    dropped = dropout(ones, probability, training=True)
    zero = float((dropped == 0).float().mean())
    assert abs(zero - probability) < 0.004  # five standard deviations
    assert abs(float(dropped.detach().float().mean()) - 1) < 0.01
    dropped.sum().backward()  # type: ignore[no-untyped-call]
    assert ones.grad is not None
    assert torch.equal(ones.grad, dropped.detach())
    assert dropout(ones, probability, training=False) is ones
    torch.manual_seed(0)
    assert torch.equal(dropout(ones, probability, training=True), dropped)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"cell": "rnn"}, "cell is 'rnn'; it must be one of lstm, gru"),
        ({"attention": "cosine"}, "attention is 'cosine'"),
        ({"hidden": 33}, "must be even"),
        ({"decoder_layers": 0}, "at least 1"),
        ({"dropout": 1.0}, "dropout is 1.0"),
    ],
)
def test_impossible_architectures_are_refused(changes: dict[str, object], complaint: str) -> None:
    with pytest.raises(TranslatorError, match=complaint):
        Seq2Seq(NetworkConfig(vocabulary=60, **changes))  # type: ignore[arg-type]
