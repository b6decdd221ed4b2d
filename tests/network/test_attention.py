"""Attention in its six steps."""

from __future__ import annotations

import pytest
import torch

from translator.network.attention import DotAttention, make_attention, masked_softmax

MASK = torch.tensor([[True, True, True, False], [True, False, False, False]])


@pytest.mark.parametrize("name", ["dot", "general", "additive"])
def test_weights_sum_to_one_and_masked_positions_weigh_exactly_nothing(name: str) -> None:
    torch.manual_seed(0)
    attention = make_attention(name, 8)  # type: ignore[arg-type]
    values = torch.randn(2, 4, 8)
    context, weights = attention(torch.randn(2, 3, 8), attention.project_keys(values), values, MASK)
    assert torch.equal(weights[~MASK[:, None, :].expand_as(weights)], torch.zeros(3 * 1 + 3 * 3))
    torch.testing.assert_close(weights.sum(-1), torch.ones(2, 3))
    assert context.shape == (2, 3, 8)


@pytest.mark.parametrize("name", ["dot", "general", "additive"])
def test_what_lies_under_the_mask_changes_nothing(name: str) -> None:
    torch.manual_seed(0)
    attention = make_attention(name, 8)  # type: ignore[arg-type]
    queries, values = torch.randn(2, 3, 8), torch.randn(2, 4, 8)
    other = torch.where(MASK[..., None], values, 1e4)
    before = attention(queries, attention.project_keys(values), values, MASK)
    after = attention(queries, attention.project_keys(other), other, MASK)
    for one, two in zip(before, after, strict=True):
        assert torch.equal(one, two)


def test_dot_attention_by_hand() -> None:
    query = torch.tensor([[[1.0, 0.0]]])
    keys = torch.tensor([[[2.0, 5.0], [0.0, 7.0]]])
    context, weights = DotAttention()(query, keys, keys, torch.ones(1, 2, dtype=torch.bool))
    expected = torch.softmax(torch.tensor([2.0, 0.0]), 0)
    torch.testing.assert_close(weights[0, 0], expected)
    torch.testing.assert_close(context[0, 0], expected[0] * keys[0, 0] + expected[1] * keys[0, 1])


def test_a_sum_over_nothing_is_zero_and_not_nan() -> None:
    weights = masked_softmax(torch.randn(2, 3), torch.tensor([[False, False, False], [True, True, False]]))
    assert torch.equal(weights[0], torch.zeros(3))
    assert weights[1, 2] == 0
    assert torch.isfinite(weights).all()
