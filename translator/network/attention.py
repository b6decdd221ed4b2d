"""Attention: where the decoder looks, in six steps.

1. The decoder's hidden vector is the **query**.
2. The encoder's hidden vectors are the **keys** (and the **values**).
3. A **score** says how well the query fits each key.
4. **Softmax** over the source makes the scores attention weights.
5. The weighted sum of the values is the **context** vector.
6. Context and query together choose the **output** piece (that happens in `decoder.py`).

Three scores are offered (Luong et al. 2015, section 3.1; Bahdanau et al. 2015, appendix A.1.2):

    dot       score(q, k) = qᵀ k
    general   score(q, k) = qᵀ W k
    additive  score(q, k) = vᵀ tanh(W q + U k)
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from translator.network.config import AttentionName


class Attention(nn.Module):
    """The part that all scores share: softmax over the real source positions, and the weighted sum."""

    def project_keys(self, memory: Tensor) -> Tensor:
        """The keys as the score wants them, made once for a source sentence.

        Args:
            memory: [B, S, H], the encoder's outputs.

        Returns:
            keys [B, S, H].
        """
        return memory

    def scores(self, queries: Tensor, keys: Tensor) -> Tensor:
        """How well each query fits each key.

        Args:
            queries: [B, T, H].
            keys: [B, S, H], from `project_keys`.

        Returns:
            [B, T, S].
        """
        raise NotImplementedError

    def forward(self, queries: Tensor, keys: Tensor, values: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Steps 3 to 5, for all queries at once.

        Args:
            queries: [B, T, H].
            keys: [B, S, H], from `project_keys`.
            values: [B, S, H].
            mask: bool [B, S], True at real source positions.

        Returns:
            context [B, T, H] and weights float32 [B, T, S]: rows sum to 1, masked positions are exactly 0.
        """
        weights = masked_softmax(self.scores(queries, keys), mask[:, None, :])
        context = weights.to(values.dtype) @ values
        return context, weights


class DotAttention(Attention):
    """qᵀ k."""

    def scores(self, queries: Tensor, keys: Tensor) -> Tensor:
        """See `Attention.scores`."""
        return queries @ keys.transpose(1, 2)


class GeneralAttention(DotAttention):
    """qᵀ W k, with W applied to the keys, once for a sentence instead of once a step."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.key_projection = nn.Linear(hidden, hidden, bias=False)

    def project_keys(self, memory: Tensor) -> Tensor:
        """See `Attention.project_keys`."""
        keys: Tensor = self.key_projection(memory)
        return keys


class AdditiveAttention(Attention):
    """vᵀ tanh(W q + U k)."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.query_projection = nn.Linear(hidden, hidden, bias=True)
        self.key_projection = nn.Linear(hidden, hidden, bias=False)
        self.energy = nn.Linear(hidden, 1, bias=False)

    def project_keys(self, memory: Tensor) -> Tensor:
        """See `Attention.project_keys`."""
        keys: Tensor = self.key_projection(memory)
        return keys

    def scores(self, queries: Tensor, keys: Tensor) -> Tensor:
        """See `Attention.scores`."""
        summed = self.query_projection(queries)[:, :, None, :] + keys[:, None, :, :]  # [B, T, S, H]
        energies: Tensor = self.energy(torch.tanh(summed))
        return energies.squeeze(-1)


def make_attention(name: AttentionName, hidden: int) -> Attention:
    """The attention of that name, for queries and keys of width ``hidden``."""
    if name == "dot":
        return DotAttention()
    return GeneralAttention(hidden) if name == "general" else AdditiveAttention(hidden)


def masked_softmax(scores: Tensor, mask: Tensor) -> Tensor:
    """Softmax over the last dimension, counting only where ``mask`` is True.

    Args:
        scores: [..., S].
        mask: bool, broadcastable to ``scores``.

    Returns:
        float32, same shape; exactly 0 where the mask is False, all 0 where it is False throughout.
    """
    kept = scores.float().masked_fill(~mask, float("-inf"))
    weights = torch.softmax(kept, dim=-1)
    # A row with nothing to look at gives 0/0; it draws on nothing, so its weights are 0.
    return weights.masked_fill(~mask, 0.0)
