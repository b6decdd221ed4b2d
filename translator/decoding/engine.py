"""The engine protocol: how a search talks to a network, whoever runs it (ONNX Runtime or torch).

A search thinks in sentences and rows. A sentence has one source; a row is one hypothesis of a sentence. Rows of a
sentence stand together, in the order of the sentences; how many there are may differ and change from step to step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from translator.decoding.shortlist import Selection

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class StepResult:
    """What one step gives for R rows.

    Attributes:
        log_probabilities: float32 [R, K], of the K likeliest next pieces, falling.
        pieces: int64 [R, K], those pieces.
        attention: float32 [R, S].
        state: the engine's own, for the next step.
    """

    log_probabilities: Floats
    pieces: Ints
    attention: Floats
    state: Any


class Engine(Protocol):
    """Runs a network. Memory and state are the engine's own; a search hands them on without looking inside."""

    def encode(self, source: Ints, selection: Selection | None = None) -> tuple[Any, Any]:
        """Read sources.

        Args:
            source: int64 [B, S], each ending in the end mark, padded with 0.
            selection: the pieces that may be written; None allows all.

        Returns:
            memory of B sentences, and a state of B rows.
        """
        ...

    def step(self, previous: Ints, rows: Ints, sentences: Ints, state: Any, memory: Any, candidates: int) -> StepResult:
        """One step of decoding.

        Args:
            previous: int64 [R], the piece chosen last in every row.
            rows: int64 [R], which rows of ``state`` these go on from.
            sentences: int64 [R], rising; the sentence of each row, numbered as in ``memory``.
            state: from `encode` or the last step.
            memory: of B sentences.
            candidates: K.
        """
        ...

    def keep(self, memory: Any, sentences: Ints) -> Any:
        """The memory of the given sentences only, int64, rising."""
        ...
