"""Figures of the updates since the last progress report."""

from __future__ import annotations

import math
import time


class Window:
    """Sums since the last progress report."""

    def __init__(self, seconds: float = 10.0) -> None:
        self.every = seconds
        self._clear()

    def _clear(self) -> None:
        self.loss = self.norm = self.waited = self.busy = 0.0
        self.tokens = self.updates = 0
        self.began = time.monotonic()

    def add(self, loss: float, tokens: int, norm: float, waited: float, busy: float) -> None:
        """One update: nats in all, pieces in all, gradient norm, seconds waited for data, seconds in all."""
        self.loss += loss if math.isfinite(loss) else 0.0
        self.tokens += tokens
        self.norm += norm if math.isfinite(norm) else 0.0
        self.waited += waited
        self.busy += busy
        self.updates += 1

    def due(self) -> bool:
        """Whether it is time for a report."""
        return time.monotonic() - self.began >= self.every

    def take(self) -> dict[str, float]:
        """The figures of a report; begins anew."""
        figures = {
            "loss": self.loss / max(1, self.tokens),
            "tokens_per_second": self.tokens / max(1e-9, self.busy),
            "gradient_norm": self.norm / max(1, self.updates),
            "waiting_share": self.waited / max(1e-9, self.busy),
        }
        self._clear()
        return figures
