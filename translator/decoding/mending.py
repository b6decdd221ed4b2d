"""Mending: what came out wrong is searched again, and takes a better translation's place.

Wrong is what did not copy what it had to, what lost a name, goes in circles or stammers.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from threading import Event

from translator.decoding.faults import goes_in_circles, is_fluent, is_stammered, lost_items, says_enough, with_items
from translator.decoding.jobs import Job, Place, Ranks, Searcher, batches
from translator.decoding.passage import copied
from translator.decoding.reading import ATTEMPTS
from translator.decoding.search import SearchOptions
from translator.decoding.writing import Written
from translator.text.items import Item
from translator.text.segments import divided

STRAIGHTENING = 3  # times the beam, where a translation still goes in circles

Done = tuple[Job, Ranks]  # a job and what was written for it, nothing where all lost what had to be copied


class Mender:
    """Searches again with one model, in the thread that asks it; several may."""

    def __init__(self, searcher: Searcher, options: SearchOptions, batch_size: int, given_up: Event) -> None:
        """Take what mending needs.

        Args:
            searcher: of the model.
            options: that jobs were searched with.
            batch_size: sentences searched together.
            given_up: set when nobody wants the results any more; a mending then ends with its batch.
        """
        self._searcher, self._options, self._batch_size = searcher, options, batch_size
        self._given_up = given_up
        # Gives up nothing, and back all that it finds.
        self._thorough = dataclasses.replace(options, nbest=options.beam, prune=float("inf"), growth=float("inf"))

    def is_wanted(self, job: Job, ranks: Ranks) -> bool:
        """Whether something is wrong with the best translation, so that `mend` looks for another."""
        if not ranks:
            return True
        if not self._options.nbest == 1 < self._options.beam:
            return False
        best = ranks[0]
        return bool(self._lost(job, ranks)) or goes_in_circles(job.source, best) or is_stammered(job.source, best)

    def mend(self, found: Sequence[Done]) -> dict[Place, Ranks]:
        """For those with something wrong the best that searching again finds, which may be what there was.

        Raises:
            CancelledError: nobody wants it any more.
        """
        wrong = [(job, ranks) for job, ranks in found if ranks]
        copied_again, lost = self._copying([job for job, ranks in found if not ranks])
        mended = {job.place: ranks for job, ranks in (*wrong, *copied_again)}
        wrong += [(job, ranks) for job, ranks in copied_again if self.is_wanted(job, ranks)]
        if lost:
            mended |= self._divided(lost)
        named = self._named(wrong)
        # What is searched once more is searched with the names that were found again.
        best = [named.get(job.place) or (job, ranks) for job, ranks in wrong]
        circling = [job for job, ranks in best if goes_in_circles(job.source, ranks[0])]
        places = {job.place for job in circling}
        stammering = [job for job, ranks in best if job.place not in places and is_stammered(job.source, ranks[0])]
        mended |= {place: ranks for place, (_, ranks) in named.items()}
        return mended | self._straightened(circling) | self._fluent(stammering)

    def _copying(self, jobs: Sequence[Job]) -> tuple[list[Done], list[Job]]:
        """For jobs that lost what they had to copy, a translation with other stand-ins; and those that lose all."""
        done: list[Done] = []
        for attempt in range(1, ATTEMPTS):
            again = [self._searcher.again(job, job.segment, attempt) for job in jobs]
            found = list(self._search(again, self._thorough, self._batch_size))
            done += [(job, ranks[: self._options.nbest]) for job, ranks in found if ranks]
            jobs = [job for job, ranks in found if not ranks]
        return done, list(jobs)

    def _divided(self, jobs: Sequence[Job]) -> dict[Place, Ranks]:
        """Segments cut at the items that the network lost, so that nothing is left to lose."""
        parts = [divided(job.text, job.segment) for job in jobs]
        inner = [
            Job(
                job.text,
                part,
                (i, j),
                self._searcher.read(job.text, part),
                begun=job.begun or j > 0,
                goes_on=job.goes_on or j < len(parts[i]) - 1,
            )
            for i, job in enumerate(jobs)
            for j, part in enumerate(parts[i])
            if part.spoken
        ]
        single = dataclasses.replace(self._options, nbest=1)
        mender = Mender(self._searcher, single, self._batch_size, self._given_up)
        found = list(self._search(inner, single, self._batch_size))
        written = {job.place: ranks for job, ranks in found}
        written |= mender.mend([(job, ranks) for job, ranks in found if mender.is_wanted(job, ranks)])
        done: dict[Place, Ranks] = {}
        for i, job in enumerate(jobs):
            pieces: list[Written] = []
            for j, part in enumerate(parts[i]):
                pieces += written[i, j][0] if part.spoken else [copied(job.text, part)]
            done[job.place] = [pieces]
        return done

    def _search(self, jobs: Sequence[Job], options: SearchOptions, batch_size: int) -> Iterator[Done]:
        """What searching jobs finds, batch by batch."""
        for batch in batches(jobs, batch_size):
            if self._given_up.is_set():
                raise CancelledError
            for job, hypotheses in zip(batch, self._searcher.search(batch, options), strict=True):
                yield job, self._searcher.write(job, hypotheses)

    def _named(self, found: Sequence[Done]) -> dict[Place, Done]:
        """For jobs whose translation lost a name, one that has them all, if there is one when others stand for them.

        With each the job that it is of, which has the names among what is kept.
        """
        again = [
            self._searcher.again(job, with_items(job.segment, lost))
            for job, ranks in found
            if (lost := self._lost(job, ranks))
        ]
        return {
            job.place: (job, ranks[:1])
            for job, ranks in self._search(again, self._options, self._batch_size)
            if ranks and not self._lost(job, ranks)
        }

    def _lost(self, job: Job, ranks: Ranks) -> list[Item]:
        (written,) = ranks[0]
        return lost_items(job.text, written, (self._searcher.source_language, self._searcher.target_language))

    def _straightened(self, jobs: Sequence[Job]) -> dict[Place, Ranks]:
        """For jobs whose translation says something twice, the best that does not, if a thorough search finds one.

        If none of its hypotheses is straight, once more, with a larger beam, of which nothing may come again at all.
        """
        done: dict[Place, Ranks] = {}
        beam = STRAIGHTENING * self._options.beam
        never_again = dataclasses.replace(self._thorough, beam=beam, nbest=beam, never_again=True)
        least = max(1, self._batch_size // STRAIGHTENING)
        for options, size in ((self._thorough, self._batch_size), (never_again, least)):
            left = [job for job in jobs if job.place not in done]
            for job, ranks in self._search(left, options, size):
                straight = [r for r in ranks if not goes_in_circles(job.source, r) and says_enough(job.source, r)]
                if straight:
                    done[job.place] = straight[:1]
        return done

    def _fluent(self, jobs: Sequence[Job]) -> dict[Place, Ranks]:
        """For jobs whose translation writes a word twice in a row, one that does not, if a search finds one.

        What is spelt in several pieces a search of the usual width may avoid; if not, a thorough one is asked.
        """
        done: dict[Place, Ranks] = {}
        for options in (self._options, self._thorough):
            left = [job for job in jobs if job.place not in done]
            never_again = dataclasses.replace(options, never_again=True)
            for job, ranks in self._search(left, never_again, self._batch_size):
                fluent = [rank for rank in ranks if is_fluent(job.source, rank)]
                if fluent:
                    done[job.place] = fluent[:1]
        return done
