"""TER's edit distance, many times as fast as sacreBLEU's own, and the same to the last operation.

Nine tenths of an evaluation's scoring go into the matrices of sacreBLEU's `lib_ter`, in pure Python. Most of them are
asked for nothing but the distance, which rapidfuzz has in C++; only where the way through the matrix is asked for, or
the beam could matter, is one filled here, cells in the same order and operations with the same preference. Everything
else of TER stays sacreBLEU's.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from rapidfuzz.distance import Levenshtein
from sacrebleu.metrics import lib_ter
from sacrebleu.metrics.lib_ter import _BEAM_WIDTH, _INT_INFINITY, _OP_DEL, _OP_INS, _OP_NOP, _OP_SUB


class EditDistance:
    """Distances of hypotheses from one reference; takes the place of sacreBLEU's `BeamEditDistance`."""

    def __init__(self, words_ref: list[str]) -> None:
        self._reference = words_ref

    def __call__(self, words_hyp: list[str]) -> tuple[int, Trace]:
        """The distance, and the operations that lead there.

        The distance is that within sacreBLEU's beam about the pseudo-diagonal. A way of cost d through a matrix whose
        sides differ by n has at most (d + n) / 2 steps aside in the longer side's direction and (d - n) / 2 in the
        other's, so it strays from the pseudo-diagonal by (d + n) / 2 at most, and 1 for rounding; where that is
        within the beam, the beam changes nothing.
        """
        trace = Trace(words_hyp, self._reference)
        distance = int(Levenshtein.distance(words_hyp, self._reference))
        if (distance + abs(len(words_hyp) - len(self._reference))) / 2 + 1 < _BEAM_WIDTH:
            return distance, trace
        return trace.rows()[-1][-1], trace


class Trace:
    """The operations from reference to hypothesis, worked out when sacreBLEU asks for them."""

    def __init__(self, hypothesis: list[str], reference: list[str]) -> None:
        self._hypothesis, self._reference = hypothesis, reference
        self._rows: list[list[int]] = []

    def translate(self, table: Mapping[int, int]) -> str:
        """As `str.translate` of the operations in order."""
        return self.operations().translate(table)

    def operations(self) -> str:
        """One character an operation, first to last; of equal costs a match or substitution before a deletion."""
        rows, found = self.rows(), []
        i, j = len(self._hypothesis), len(self._reference)
        while i > 0 and j > 0:
            same = self._hypothesis[i - 1] == self._reference[j - 1]
            matched, deleted, inserted = rows[i - 1][j - 1] + (not same), rows[i - 1][j] + 1, rows[i][j - 1] + 1
            if matched <= deleted and matched <= inserted:
                found.append(_OP_NOP if same else _OP_SUB)
                i, j = i - 1, j - 1
            elif deleted <= inserted:
                found.append(_OP_DEL)
                i -= 1
            else:
                found.append(_OP_INS)
                j -= 1
        return _OP_DEL * i + _OP_INS * j + "".join(reversed(found))

    def rows(self) -> list[list[int]]:
        """The least costs, a row for every number of hypothesis words, a column for every number of reference words."""
        if self._rows:
            return self._rows
        reference, words = self._reference, self._hypothesis
        width = len(reference) + 1
        ratio = len(reference) / len(words) if words else 1
        beam = math.ceil(ratio / 2 + _BEAM_WIDTH) if ratio / 2 > _BEAM_WIDTH else _BEAM_WIDTH
        self._rows = [list(range(width))]
        for i, word in enumerate(words, start=1):
            diagonal = math.floor(i * ratio)
            end = width if i == len(words) else min(width, diagonal + beam)
            self._rows.append(_next_row(self._rows[-1], word, reference, max(0, diagonal - beam), end))
        return self._rows


def _next_row(above: list[int], word: str, reference: list[str], first: int, end: int) -> list[int]:
    """The row under another: columns ``first`` to ``end`` are worked out, the rest is out of the beam."""
    start = max(first, 1)
    costs = [_INT_INFINITY] * start
    if first == 0:
        costs[0] = above[0] + 1
    left, diagonal = costs[-1], above[start - 1]
    for known, up in zip(reference[start - 1 : end - 1], above[start:end], strict=True):
        # One less than the cost, which saves an addition for every way into the cell.
        least = diagonal - (known == word)
        if up < least:
            least = up
        if left < least:
            least = left
        left = least + 1
        costs.append(left)
        diagonal = up
    return costs + [_INT_INFINITY] * (len(above) - end)


@contextmanager
def fast_edit_distance() -> Iterator[None]:
    """Within, sacreBLEU's TER uses `EditDistance`."""
    original = lib_ter.BeamEditDistance
    setattr(lib_ter, "BeamEditDistance", EditDistance)  # noqa: B010
    try:
        yield
    finally:
        setattr(lib_ter, "BeamEditDistance", original)  # noqa: B010
