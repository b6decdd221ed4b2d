"""Forced decoding: the network reads a source and is made to write a given target; what it looked at aligns the two.

The network goes through the same `step` as in a search, one row a sentence. What it would rather have written is not
asked for, so the output layer is held to one piece and costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from translator.decoding.engine import Engine, Floats
from translator.decoding.shortlist import Selection
from translator.text.tokenizer import BOS, EOS, PAD

Pieces = Sequence[int]
KEEP_MEMORY = 0.75  # of a memory's sentences still being written, at most, when the others are dropped


def forced_attention(engine: Engine, pairs: Sequence[tuple[Pieces, Pieces]]) -> list[Floats]:
    """Attention of one batch of pairs.

    Args:
        engine: runs the network.
        pairs: source and target pieces without marks, neither side empty. Pairs of like length waste least.

    Returns:
        for each pair float32 [T, S + 1]: row t is where the network looked to write piece t; the last column is the
        source's end mark.
    """
    # Longest targets first, so that those still being written are always the first rows.
    order = sorted(range(len(pairs)), key=lambda i: -len(pairs[i][1]))
    sources = [pairs[i][0] for i in order]
    lengths = np.array([len(pairs[i][1]) for i in order])
    source = np.full((len(order), max(map(len, sources)) + 1), PAD, dtype=np.int64)
    previous = np.full((len(order), int(lengths[0])), BOS, dtype=np.int64)
    for row, i in enumerate(order):
        source[row, : len(pairs[i][0]) + 1] = [*pairs[i][0], EOS]
        previous[row, 1 : len(pairs[i][1])] = pairs[i][1][:-1]
    weights = np.zeros((len(order), int(lengths[0]), source.shape[1]), dtype=np.float32)
    memory, state = engine.encode(source, Selection(np.array([EOS]), np.ones((len(order), 1), dtype=bool)))
    remembered = len(order)
    for step in range(int(lengths[0])):
        going = np.arange(int((lengths > step).sum()))
        if len(going) <= KEEP_MEMORY * remembered:
            memory, remembered = engine.keep(memory, going), len(going)
        result = engine.step(previous[going, step], going, going, state, memory, 1)
        state = result.state
        weights[going, step, :] = result.attention
    found: list[Floats] = [np.zeros((0, 0), dtype=np.float32)] * len(pairs)
    for row, i in enumerate(order):
        found[i] = weights[row, : lengths[row], : len(pairs[i][0]) + 1]
    return found
