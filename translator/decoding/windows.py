"""Windows: texts cut into segments that are searched in batches of like length, and again where something was lost."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from translator.decoding.engine import Engine
from translator.decoding.faults import goes_in_circles, is_fluent, is_stammered, lost_items, says_enough, with_items
from translator.decoding.passage import copied
from translator.decoding.reading import ATTEMPTS, Reading, read
from translator.decoding.search import Hypothesis, SearchOptions, search
from translator.decoding.shortlist import Shortlist
from translator.decoding.writing import Written, write
from translator.text.items import Item
from translator.text.scripts import EMOJI
from translator.text.segments import Segment, divided, segments
from translator.text.tokenizer import Tokenizer

LONGEST_SENTENCE = 120  # pieces; a longer one is translated in parts, as training had few such
STRAIGHTENING = 3  # times the beam, where a translation still goes in circles

# What became of a segment: for each rank what was written, in parts where the segment had to be divided.
Ranks = list[list[Written]]
Place = tuple[int, int]  # number of a text, number of a segment in it


@dataclass(frozen=True)
class Job:
    """A segment to translate, where the result belongs, and what the network reads of it.

    Attributes:
        begun: a part of the same sentence stands before it.
        goes_on: a part of the same sentence follows.
    """

    text: str
    segment: Segment
    place: Place
    reading: Reading
    begun: bool = False
    goes_on: bool = False

    @property
    def read(self) -> str:
        """What the network reads."""
        return self.reading.masked.text


@dataclass(frozen=True)
class Window:
    """Texts being translated together.

    Attributes:
        texts: as given.
        cut: the segments of each.
        jobs: segments for the network, of all texts.
        batches: numbers of jobs, and what their search will find.
        options: of the search.
        batch_size: sentences searched together.
    """

    texts: Sequence[str]
    cut: list[list[Segment]]
    jobs: list[Job]
    batches: list[tuple[list[int], Future[list[list[Hypothesis]]]]]
    options: SearchOptions
    batch_size: int


class WindowSearch:
    """Searches windows with one model. Windows may be begun before others are finished."""

    def __init__(
        self,
        engine: Engine,
        tokenizer: Tokenizer,
        source_language: str,
        target_language: str,
        shortlist: Shortlist | None = None,
        side_by_side: int = 1,
    ) -> None:
        """Take a model.

        Args:
            engine: of the model; it must bear several threads if ``side_by_side`` is above 1.
            tokenizer: of the model.
            source_language: that is read, such as "fr".
            target_language: that is written.
            shortlist: of the model, if it is to be used.
            side_by_side: batches searched at the same time, each in a thread.
        """
        self.engine, self.tokenizer, self.shortlist = engine, tokenizer, shortlist
        self.source_language, self.target_language = source_language, target_language
        self._side_by_side = side_by_side
        self._pool: ThreadPoolExecutor | None = None

    def close(self) -> None:
        """End the threads that batches were searched in; they come back if there is more to search."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def begin(
        self,
        texts: Sequence[str],
        options: SearchOptions,
        batch_size: int,
        items: Sequence[Sequence[Item]] | None = None,
        wrapped: bool = False,
    ) -> Window:
        """Cut and tokenise texts, and start the search of their segments in batches of like length.

        Args:
            texts: each of any length.
            options: of the search.
            batch_size: sentences searched together.
            items: of each text, what must not be translated; None looks for it.
            wrapped: whether line ends are where lines happened to be full.
        """
        cut = [
            segments(text, self._size, LONGEST_SENTENCE, items=items[i] if items is not None else None, wrapped=wrapped)
            for i, text in enumerate(texts)
        ]
        jobs = [
            Job(
                text,
                segment,
                (i, j),
                self._read(text, segment),
                begun=_is_ampersand(text, cut[i][j - 1 : j]),
                goes_on=_is_ampersand(text, cut[i][j + 1 : j + 2]) or _is_picture(text, segment, cut[i][j + 1 : j + 2]),
            )
            for i, text in enumerate(texts)
            for j, segment in enumerate(cut[i])
            if segment.spoken
        ]
        batches = self._start(jobs, options, batch_size)
        return Window(texts, cut, jobs, batches, options, batch_size)

    def finish(self, window: Window) -> list[list[tuple[Segment, Ranks | None]]]:
        """For each text of a window its segments, and what became of those that were for the network."""
        written = self._written(window.jobs, window.batches, window.options, window.batch_size)
        return [
            [(segment, written.get((i, j))) for j, segment in enumerate(segments_of_text)]
            for i, segments_of_text in enumerate(window.cut)
        ]

    @staticmethod
    def cancel(window: Window) -> None:
        """Give a window up; what of it is being searched runs to its end."""
        for _, future in window.batches:
            future.cancel()

    def _start(
        self, jobs: Sequence[Job], options: SearchOptions, batch_size: int
    ) -> list[tuple[list[int], Future[list[list[Hypothesis]]]]]:
        # Longest first: what the engine then allocates is enough for all that follow.
        order = sorted(range(len(jobs)), key=lambda i: -len(jobs[i].reading.pieces))
        batches = []
        for chosen in (order[start : start + batch_size] for start in range(0, len(order), batch_size)):
            pieces = [jobs[i].reading.pieces for i in chosen]
            batches.append((chosen, self._search(pieces, options, alone=len(order) <= batch_size)))
        return batches

    def _search(
        self, sources: list[list[int]], options: SearchOptions, *, alone: bool
    ) -> Future[list[list[Hypothesis]]]:
        """The search of a batch, at once if it is alone, otherwise beside others."""
        if alone or self._side_by_side == 1:
            done: Future[list[list[Hypothesis]]] = Future()
            done.set_result(search(self.engine, sources, options, self.shortlist, self.tokenizer))
            return done
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self._side_by_side, thread_name_prefix="search")
        return self._pool.submit(search, self.engine, sources, options, self.shortlist, self.tokenizer)

    def _written(
        self,
        jobs: Sequence[Job],
        batches: list[tuple[list[int], Future[list[list[Hypothesis]]]]],
        options: SearchOptions,
        batch_size: int,
    ) -> dict[Place, Ranks]:
        """What became of all jobs; where the network lost what it had to copy, try again, and at last divide.

        Where it went in circles, search again, thoroughly.
        """
        done: dict[Place, Ranks] = {}
        lost: list[Job] = []
        mended: set[Place] = set()
        all_jobs = jobs
        wide = dataclasses.replace(options, nbest=options.beam, prune=float("inf"), growth=float("inf"))
        for attempt in range(1, ATTEMPTS + 1):
            lost = []
            for left, (chosen, future) in zip(range(len(batches) - 1, -1, -1), batches, strict=True):
                for i, hypotheses in zip(chosen, future.result(), strict=True):
                    ranks = self._kept(jobs[i], hypotheses)
                    if ranks:
                        done[jobs[i].place] = ranks[: options.nbest]
                    else:
                        lost.append(jobs[i])
                if left == self._side_by_side:  # while the last are searched
                    rest = [job for job in all_jobs if job.place not in mended]
                    mended |= done.keys()
                    done |= self._mended(rest, done, options, wide, batch_size)
            if not lost or attempt == ATTEMPTS:
                break
            jobs = [dataclasses.replace(job, reading=self._read(job.text, job.segment, attempt)) for job in lost]
            batches = self._start(jobs, wide, batch_size)
        rest = [job for job in all_jobs if job.place not in mended]
        done |= self._mended(rest, done, options, wide, batch_size)
        return done | self._divided(lost, options, batch_size) if lost else done

    def _mended(
        self,
        jobs: Sequence[Job],
        done: dict[Place, Ranks],
        options: SearchOptions,
        wide: SearchOptions,
        batch_size: int,
    ) -> dict[Place, Ranks]:
        """For those jobs done whose translation lost a name, goes in circles or stammers, a better one if there is."""
        if not options.nbest == 1 < options.beam:
            return {}
        named = self._named(jobs, done, options, batch_size)
        # What is searched once more is searched with the names that were found again.
        best = [named.get(job.place) or (job, done[job.place]) for job in jobs if job.place in done]
        circling = [job for job, ranks in best if goes_in_circles(job.read, ranks[0])]
        places = {job.place for job in circling}
        stammering = [job for job, ranks in best if job.place not in places and is_stammered(job.read, ranks[0])]
        found = {place: ranks for place, (_, ranks) in named.items()}
        found |= self._straightened(circling, wide, batch_size)
        return found | self._fluent(stammering, options, wide, batch_size)

    def _read(self, text: str, segment: Segment, attempt: int = 0) -> Reading:
        return read(text, segment, self.tokenizer, self.source_language, attempt)

    def _named(
        self, jobs: Sequence[Job], done: dict[Place, Ranks], options: SearchOptions, batch_size: int
    ) -> dict[Place, tuple[Job, Ranks]]:
        """For jobs whose translation lost a name, one that has them all, if there is one when others stand for them.

        With each the job that it is of, which has the names among what is kept.
        """
        again = []
        for job in jobs:
            lost = self._lost(job, done[job.place][0]) if job.place in done else []
            if lost:
                named = with_items(job.segment, lost)
                again.append(dataclasses.replace(job, segment=named, reading=self._read(job.text, named)))
        found: dict[Place, tuple[Job, Ranks]] = {}
        for chosen, future in self._start(again, options, batch_size):
            for i, hypotheses in zip(chosen, future.result(), strict=True):
                ranks = self._kept(again[i], hypotheses)[:1]
                if ranks and not self._lost(again[i], ranks[0]):
                    found[again[i].place] = again[i], ranks
        return found

    def _lost(self, job: Job, parts: Sequence[Written]) -> list[Item]:
        (written,) = parts
        return lost_items(job.text, written, (self.source_language, self.target_language))

    def _straightened(self, jobs: Sequence[Job], wide: SearchOptions, batch_size: int) -> dict[Place, Ranks]:
        """For jobs whose translation says something twice, the best that does not, if a thorough search finds one.

        If none of its hypotheses is straight, once more, with a larger beam, of which nothing may come again at all.
        """
        done: dict[Place, Ranks] = {}
        beam = STRAIGHTENING * wide.beam
        never_again = dataclasses.replace(wide, beam=beam, nbest=beam, never_again=True)
        for options, size in ((wide, batch_size), (never_again, max(1, batch_size // STRAIGHTENING))):
            left = [job for job in jobs if job.place not in done]
            for chosen, future in self._start(left, options, size):
                for i, hypotheses in zip(chosen, future.result(), strict=True):
                    ranks = self._kept(left[i], hypotheses)
                    source = left[i].read
                    straight = [r for r in ranks if not goes_in_circles(source, r) and says_enough(source, r)]
                    if straight:
                        done[left[i].place] = straight[:1]
        return done

    def _fluent(
        self, jobs: Sequence[Job], options: SearchOptions, wide: SearchOptions, batch_size: int
    ) -> dict[Place, Ranks]:
        """For jobs whose translation writes a word twice in a row, one that does not, if a search finds one.

        What is spelt in several pieces a search of the usual width may avoid; if not, a thorough one is asked.
        """
        done: dict[Place, Ranks] = {}
        for searched in (options, wide):
            left = [job for job in jobs if job.place not in done]
            size = min(batch_size, -(-len(left) // self._side_by_side) or 1)  # as a rule all others have been searched
            for chosen, future in self._start(left, dataclasses.replace(searched, never_again=True), size):
                for i, hypotheses in zip(chosen, future.result(), strict=True):
                    fluent = [rank for rank in self._kept(left[i], hypotheses) if is_fluent(left[i].read, rank)]
                    if fluent:
                        done[left[i].place] = fluent[:1]
        return done

    def _kept(self, job: Job, hypotheses: Sequence[Hypothesis]) -> Ranks:
        """What the hypotheses say, of those that copied all they had to."""
        found = (
            write(
                job.text,
                job.reading,
                hypothesis,
                self.tokenizer,
                self.target_language,
                begun=job.begun,
                goes_on=job.goes_on,
                looked_up=rank == 0 and not (job.begun or job.goes_on),
            )
            for rank, hypothesis in enumerate(hypotheses)
        )
        return [[written] for written in found if written]

    def _divided(self, jobs: Sequence[Job], options: SearchOptions, batch_size: int) -> dict[Place, Ranks]:
        """Segments cut at the items that the network lost, so that nothing is left to lose."""
        parts = [divided(job.text, job.segment) for job in jobs]
        inner = [
            Job(
                job.text,
                part,
                (i, j),
                self._read(job.text, part),
                begun=job.begun or j > 0,
                goes_on=job.goes_on or j < len(parts[i]) - 1,
            )
            for i, job in enumerate(jobs)
            for j, part in enumerate(parts[i])
            if part.spoken
        ]
        single = dataclasses.replace(options, nbest=1)
        written = self._written(inner, self._start(inner, single, batch_size), single, batch_size)
        done: dict[Place, Ranks] = {}
        for i, job in enumerate(jobs):
            pieces: list[Written] = []
            for j, part in enumerate(parts[i]):
                pieces += written[i, j][0] if part.spoken else [copied(job.text, part)]
            done[job.place] = [pieces]
        return done

    def _size(self, text: str) -> int:
        """Pieces of a text, or where that is few enough anyway, the bytes: no text has more pieces than bytes."""
        most = len(text.encode("utf-8", errors="replace")) + 1
        return most if most <= LONGEST_SENTENCE else len(self.tokenizer.encode(text))


def _is_picture(text: str, segment: Segment, beside: Sequence[Segment]) -> bool:
    """Whether a picture follows on the line: it stands in a full stop's place."""
    return any(
        not one.spoken and re.fullmatch(EMOJI, text[one.start : one.end]) and "\n" not in text[segment.end : one.start]
        for one in beside
    )


def _is_ampersand(text: str, beside: Sequence[Segment]) -> bool:
    """Whether the segment beside another, if there is one, joins the two: other signs and pictures set them apart."""
    return any(text[segment.start : segment.end] == "&" for segment in beside)
