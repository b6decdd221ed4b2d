"""Beam search, batched, over any engine. Greedy search is a beam of one.

Hypotheses are ranked by log-probability and coverage of the source (Wu et al. 2016), divided by length to the power of
the length penalty. A sentence whose search is over leaves the batch at once. What the beam went through is kept as
back pointers and read back once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from translator.decoding.engine import Engine, Floats, Ints
from translator.decoding.repetition import Trails, Vocabulary
from translator.decoding.shortlist import Selection, Shortlist
from translator.text.tokenizer import BOS, EOS, PAD

OVERLOOKED = 0.05  # weight that a source piece counts as having had at least, or one left out would be all that counts
SHORT = 10  # pieces of a source
KEEP_MEMORY = 0.75  # of a memory's sentences active, at most, when the others are dropped


@dataclass(frozen=True)
class SearchOptions:
    """How to search.

    Attributes:
        beam: N, hypotheses kept at each step.
        nbest: hypotheses to give back, at most ``beam``.
        length_penalty: power of the length; 0 prefers short outputs, 1 compares the mean log-probability.
        prune: a hypothesis whose log-probability is further below the best one's of its sentence is given up, which
            saves rows (Freitag & Al-Onaizan 2017, relative threshold); infinite keeps all.
        leniency: times ``prune`` for a source of at most ``SHORT`` pieces: a piece more or less, which decides by how
            much a hypothesis can still win, weighs more there, and there is little to save.
        growth: a hypothesis is given up when it would not beat the ``nbest`` found even if it grew to this many times
            its length for nothing; infinite gives up only what cannot win at the greatest length.
        coverage: what it costs not to look at a source piece, in nats for each factor of e by which the weight that it
            had in all falls short of 1; 0 asks for log-probability alone.
        never_again: no run of words is written twice, though the source says something twice (`repetition`).
        longest: most pieces an output may have, for a source of S pieces: ``longest_share * S + longest_extra``.
    """

    beam: int = 5
    nbest: int = 1
    length_penalty: float = 1.0
    prune: float = float("inf")
    leniency: float = 1.0
    growth: float = float("inf")
    coverage: float = 0.0
    never_again: bool = False
    longest_share: float = 2.0
    longest_extra: int = 12

    def longest(self, source_pieces: int) -> int:
        """Most pieces that the output may have, end mark included."""
        return int(self.longest_share * source_pieces) + self.longest_extra


@dataclass(frozen=True)
class Hypothesis:
    """One output of the search.

    Attributes:
        pieces: without the end mark.
        log_probability: of pieces and end mark together.
        score: log-probability and coverage by length, by which hypotheses are ranked.
        attention: float32 [pieces, S], over the source and its end mark.
        complete: False if the output was cut off at its greatest length.
    """

    pieces: tuple[int, ...]
    log_probability: float
    score: float
    attention: Floats
    complete: bool = True


@dataclass
class _Finished:
    """An ended hypothesis, as a place in the history: its last piece is at ``step`` in ``row`` of its sentence."""

    score: float
    log_probability: float
    step: int
    row: int
    complete: bool


@dataclass
class _History:
    """Back pointers of all steps. ``slots`` says where a sentence stood among those still active at a step."""

    pieces: list[Ints] = field(default_factory=list)  # [active, N] each
    origins: list[Ints] = field(default_factory=list)  # [active, N] row at the step before
    places: list[Ints] = field(default_factory=list)  # [active, N], of the rows before, in ``attention``
    attention: list[Floats] = field(default_factory=list)  # [R, S], of the step that wrote the piece
    slots: list[Ints] = field(default_factory=list)  # [B], of no meaning for sentences that are over

    def read_back(self, found: Sequence[tuple[int, _Finished]], lengths: Sequence[int]) -> list[Hypothesis]:
        """What ended hypotheses wrote, each given with the number of its sentence; sources have ``lengths``.

        They are followed side by side, from the last step that any of them had to the first; one alone in less time.
        """
        if len(found) == 1:
            return [self._read_one(*found[0], lengths[found[0][0]])]
        sentences = np.array([sentence for sentence, _ in found], dtype=np.int64)
        ends = np.array([one.step for _, one in found], dtype=np.int64)
        rows = np.array([one.row for _, one in found], dtype=np.int64)
        last = int(ends.max(initial=-1))
        pieces = np.zeros((len(found), last + 1), dtype=np.int64)
        weights = np.zeros((len(found), last + 1, max(lengths)), dtype=np.float32)
        for step in range(last, -1, -1):
            there = np.flatnonzero(ends >= step)
            slots = self.slots[step][sentences[there]]
            at = slots, rows[there]
            pieces[there, step] = self.pieces[step][at]
            rows[there] = origins = self.origins[step][at]
            weights[there, step] = self.attention[step][self.places[step][slots, origins]]
        return [
            Hypothesis(
                tuple(pieces[i, : one.step + 1].tolist()),
                one.log_probability,
                one.score,
                weights[i, : one.step + 1, : lengths[sentence]].copy(),  # lets go of the batch's
                one.complete,
            )
            for i, (sentence, one) in enumerate(found)
        ]

    def _read_one(self, sentence: int, one: _Finished, length: int) -> Hypothesis:
        pieces: list[int] = []
        weights = np.empty((one.step + 1, length), dtype=np.float32)
        row = one.row
        for step in range(one.step, -1, -1):
            slot = self.slots[step].item(sentence)
            pieces.append(self.pieces[step].item(slot, row))
            row = self.origins[step].item(slot, row)
            weights[step] = self.attention[step][self.places[step].item(slot, row), :length]
        return Hypothesis(tuple(reversed(pieces)), one.log_probability, one.score, weights, one.complete)


def search(
    engine: Engine,
    sources: Sequence[Sequence[int]],
    options: SearchOptions,
    shortlist: Shortlist | None = None,
    vocabulary: Vocabulary | None = None,
) -> list[list[Hypothesis]]:
    """Translate a batch of sources.

    Args:
        engine: runs the network.
        sources: pieces without end mark, one sequence a sentence, none empty.
        options: as `SearchOptions`.
        shortlist: limits what may be written; None allows the whole vocabulary.
        vocabulary: the tokenizer, which says where words begin; None lets hypotheses go round in circles.

    Returns:
        for each source, its ``nbest`` hypotheses, best first; with ``never_again`` perhaps fewer, or none.
    """
    selection = shortlist.select(sources) if shortlist else None
    return _BeamSearch(engine, sources, options, selection, vocabulary).run()


class _BeamSearch:
    """One batch's search. Arrays have one leading row per sentence still active, and N columns for its hypotheses.

    A hypothesis of log-probability -inf is none: it has ended, was given up, or never was.
    """

    def __init__(
        self,
        engine: Engine,
        sources: Sequence[Sequence[int]],
        options: SearchOptions,
        selection: Selection | None,
        vocabulary: Vocabulary | None,
    ) -> None:
        self.engine, self.options = engine, options
        self.lengths = [len(source) + 1 for source in sources]
        self.limits = np.array([options.longest(length) for length in self.lengths])
        self.least_limit = int(self.limits.min())
        leniency = np.where(np.array(self.lengths) - 1 <= SHORT, options.leniency, 1.0)
        self.prune = options.prune * leniency[:, None]  # [B, 1]
        self.remembered = np.arange(len(sources))  # which sentences the memory holds
        self._go_on_with(self.remembered)
        self.memory, self.state = engine.encode(_with_end_marks(sources, max(self.lengths)), selection)
        self.finished: list[list[_Finished]] = [[] for _ in sources]
        self.counts = np.zeros(len(sources), dtype=np.int64)  # of finished hypotheses
        self.any_finished = False
        self.to_beat = np.full(len(sources), -np.inf)  # score of the nbest-th of them
        self.history = _History()
        self.trails = Trails(sources, vocabulary, never_again=options.never_again) if vocabulary else None
        self.coverage = _Coverage(self.lengths) if options.coverage else None

    def run(self) -> list[list[Hypothesis]]:
        previous = np.full((len(self.active), 1), BOS, dtype=np.int64)
        rows = np.arange(len(self.active))[:, None]
        totals = np.zeros((len(self.active), 1), dtype=np.float64)
        step = 0
        while len(self.active):
            previous, rows, totals = self._advance(previous, rows, totals, step)
            going = self._still_going(totals, step)
            if np.count_nonzero(going) < len(going):
                previous, rows, totals = previous[going], rows[going], totals[going]
                if self.trails:
                    self.trails.keep(going)
                if self.coverage:
                    self.coverage.keep(going)
                self._go_on_with(self.active[going])
            step += 1
        best = [self._best(sentence) for sentence in range(len(self.lengths))]
        read = iter(self.history.read_back([pair for pairs in best for pair in pairs], self.lengths))
        return [[next(read) for _ in pairs] for pairs in best]

    def _go_on_with(self, active: Ints) -> None:
        """Search on for those sentences; the memory of others is dropped once they are so many that it pays."""
        self.active = active
        if 0 < len(active) <= KEEP_MEMORY * len(self.remembered):
            self.memory = self.engine.keep(self.memory, self.remembered.searchsorted(active))
            self.remembered = active
        self.in_memory = self.remembered.searchsorted(active)
        self.line = np.arange(len(active))[:, None]  # take_along_axis takes four times as long over a few rows
        self.slots = np.zeros(len(self.lengths), dtype=np.int64)
        self.slots[active] = self.line[:, 0]

    def _advance(self, previous: Ints, rows: Ints, totals: np.ndarray, step: int) -> tuple[Ints, Ints, np.ndarray]:
        """One step of the network and the choice of the next rows, at most N a sentence.

        For a sentence alone the network takes 0.12 ms, a call of NumPy about 0.001: here every call counts.

        Args:
            previous: int64 [active, M], the pieces chosen last; M the most hypotheses that any sentence has.
            rows: int64 [active, M], the engine's rows that they are.
            totals: float64 [active, M], their log-probabilities, falling.
            step: pieces that they have.

        Returns:
            the same, of the next step.
        """
        beam, line = self.options.beam, self.line
        active, before = totals.shape
        alive = np.isfinite(totals)
        if active == 1:  # all are there
            places = np.arange(before)[None]
            asked = previous[0], rows[0], self.in_memory.repeat(before)
        else:
            places = alive.cumsum().reshape(alive.shape) - 1  # of the engine's rows; of no meaning where there is none
            asked = previous[alive], rows[alive], self.in_memory[alive.nonzero()[0]]
        # Of a row's candidates one at most ends it, so N + 1 leave N to go on with.
        result = self.engine.step(*asked, self.state, self.memory, beam + 1)
        self.state = result.state
        count = result.pieces.shape[1]
        # By sentence: candidates [active, M, K], what they add, and where each row looks.
        where = None if active == 1 else places  # a new axis, where there is nothing to be moved
        candidates, added = result.pieces[where], result.log_probabilities[where]
        looking, attention = result.attention.argmax(axis=1)[where], result.attention[where]
        scores = totals[:, :, None] + added
        forbidden = self.trails.circling(alive, candidates, looking) if self.trails else None
        if forbidden is not None:
            scores[forbidden] = -np.inf
        flat = scores.reshape(active, before * count)
        # 2N candidates hold N that go on, as at most N end (stable: ties go to the better row).
        chosen = (-flat).argsort(axis=1, kind="stable")[:, : 2 * beam]
        next_pieces, next_totals = candidates.reshape(active, before * count)[line, chosen], flat[line, chosen]
        ends = next_pieces == EOS
        if np.count_nonzero(ends):
            self._collect(ends[:, :beam], next_totals, chosen // count, step)
            going = ends.argsort(axis=1, kind="stable")
            next_totals[ends] = -np.inf
            next_pieces, next_totals, chosen = (each[line, going] for each in (next_pieces, next_totals, chosen))
        width = self._give_up(next_totals[:, :beam], step)
        next_pieces, next_totals, origins = next_pieces[:, :width], next_totals[:, :width], chosen[:, :width] // count
        if self.trails:
            self.trails.extend(origins, next_pieces, looking)
        if self.coverage:
            self.coverage.extend(attention, origins)
        self.history.pieces.append(next_pieces)
        self.history.origins.append(origins)
        self.history.places.append(places)
        self.history.attention.append(result.attention)
        self.history.slots.append(self.slots)
        return next_pieces, places[line, origins], next_totals

    def _give_up(self, totals: np.ndarray, step: int) -> int:
        """Drop hypotheses too far behind and those that will not beat what has been found.

        Args:
            totals: log-probabilities [active, N] of pieces to ``step``, falling; of those dropped they become -inf.
            step: of the pieces just chosen.

        Returns:
            the most hypotheses that any sentence has left, at least 1.
        """
        totals[totals < totals[:, :1] - self.prune[self.active]] = -np.inf
        if self.any_finished:
            lengths = np.minimum(self.limits[self.active], (step + 1) * self.options.growth)
            attainable = totals / lengths[:, None] ** self.options.length_penalty
            totals[attainable <= self.to_beat[self.active, None]] = -np.inf
        left = int(np.count_nonzero(np.isfinite(totals).any(axis=0)))
        return max(1, left)

    def _collect(self, ends: np.ndarray, scores: np.ndarray, origins: Ints, step: int) -> None:
        """Note the hypotheses that end at this step: the end mark follows the piece of the step before."""
        slots, ranks = np.nonzero(ends & np.isfinite(scores[:, : ends.shape[1]]))
        self._finish(slots, origins[slots, ranks], scores[slots, ranks], step - 1, step + 1)

    def _finish(
        self, slots: Ints, rows: Ints, totals: np.ndarray, step: int, length: int, *, complete: bool = True
    ) -> None:
        """Note hypotheses as ended with what they wrote at ``step``; slots, rows and log-probabilities [F]."""
        covered = self.options.coverage * self.coverage.of(slots, rows) if self.coverage else 0.0
        scores = (totals + covered) / length**self.options.length_penalty
        sentences = self.active[slots]
        nbest = self.options.nbest
        for sentence, row, total, score in zip(
            sentences.tolist(), rows.tolist(), totals.tolist(), scores.tolist(), strict=True
        ):
            found = self.finished[sentence]
            found.append(_Finished(score, total, step, row, complete))
            if len(found) >= nbest:
                self.to_beat[sentence] = sorted(one.score for one in found)[-nbest]
        np.add.at(self.counts, sentences, 1)
        self.any_finished = True

    def _still_going(self, totals: np.ndarray, step: int) -> np.ndarray:
        """Which active sentences could still find something better; those cut off give what they have."""
        going: np.ndarray = np.isfinite(totals[:, 0])
        beam, nbest = self.options.beam, self.options.nbest
        if self.any_finished:
            # Of several asked for, the first to end are the shortest, not the best: as many again may follow.
            going &= self.counts[self.active] < (beam if nbest == 1 else max(beam, 2 * nbest))
        if step + 1 < self.least_limit:
            return going
        cut = step + 1 >= self.limits[self.active]
        for slot in np.flatnonzero(going & cut):
            # Where too few ended of themselves, the best of those cut off make up the number.
            sentence = self.active[slot]
            rows = np.argsort(-totals[slot], kind="stable")[: max(0, nbest - self.counts[sentence])]
            rows = rows[np.isfinite(totals[slot, rows])]
            self._finish(np.full(len(rows), slot), rows, totals[slot, rows], step, step + 1, complete=False)
        return going & ~cut

    def _best(self, sentence: int) -> list[tuple[int, _Finished]]:
        """Number of the sentence and hypothesis, best first."""
        found = sorted(self.finished[sentence], key=lambda one: (not one.complete, -one.score))
        return [(sentence, one) for one in found[: self.options.nbest]]


class _Coverage:
    """How much every hypothesis has looked at each source piece so far; rows and columns as in `_BeamSearch`."""

    def __init__(self, lengths: Sequence[int]) -> None:
        count = max(lengths)
        self.real = np.arange(count) < np.array(lengths)[:, None] - 1  # [active, S], without end mark and padding
        self.looked = np.zeros((len(lengths), 1, count), dtype=np.float32)  # [active, N, S]

    def extend(self, attention: Floats, origins: Ints) -> None:
        """Add what was looked at for the piece just written, [active, N before, S]; then N follow their origins."""
        self.looked = self.looked + attention
        if not self.looked.shape[1] == origins.shape[1] == 1:
            self.looked = self.looked[np.arange(len(origins))[:, None], origins]

    def keep(self, going: np.ndarray) -> None:
        """Only those sentences go on."""
        self.real, self.looked = self.real[going], self.looked[going]

    def of(self, slots: Ints, rows: Ints) -> np.ndarray:
        """Of hypotheses [F], at most 0 each: the sum of the logarithms of weights that fall short of 1."""
        looked = np.where(self.real[slots], self.looked[slots, rows], np.float32(1))
        # In float64, or how wide the batch is could show in the last digit.
        found: np.ndarray = np.log(np.clip(looked, OVERLOOKED, 1.0)).sum(axis=1, dtype=np.float64)
        return found


def _with_end_marks(sources: Sequence[Sequence[int]], longest: int) -> Ints:
    padded = np.full((len(sources), longest), PAD, dtype=np.int64)
    for row, source in enumerate(sources):
        padded[row, : len(source)] = source
        padded[row, len(source)] = EOS
    return padded
