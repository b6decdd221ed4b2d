"""Windows: texts cut into segments that are searched in batches of like length, and again where something was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from threading import Event

from translator.decoding.engine import Engine
from translator.decoding.jobs import Job, Place, Ranks, Searcher, batches
from translator.decoding.mending import Done, Mender
from translator.decoding.pool import SearchPool, done_at_once
from translator.decoding.search import Hypothesis, SearchOptions
from translator.decoding.shortlist import Shortlist
from translator.text.items import Item
from translator.text.scripts import EMOJI
from translator.text.segments import Segment, segments
from translator.text.tokenizer import Tokenizer

LONGEST_SENTENCE = 120  # pieces; a longer one is translated in parts, as training had few such
MENDED_TOGETHER = 8  # at least, where several threads could share what is to be mended
BATCHES_LEFT = 2  # for each thread, when the mending of what was found before begins

Searched = tuple[list[Job], Future[list[list[Hypothesis]]]]  # a batch, and what its search will find


@dataclass(frozen=True)
class Window:
    """Texts being translated together.

    Attributes:
        texts: as given.
        cut: the segments of each.
        searched: batches of segments for the network, of all texts.
        options: of the search.
        batch_size: sentences searched together.
        given_up: set when nobody wants the translations any more.
    """

    texts: Sequence[str]
    cut: list[list[Segment]]
    searched: list[Searched]
    options: SearchOptions
    batch_size: int
    given_up: Event = field(default_factory=Event)


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
        self._searcher = Searcher(engine, tokenizer, source_language, target_language, shortlist)
        self._pool = SearchPool(side_by_side)

    def close(self) -> None:
        """End the threads that batches were searched in; they come back if there is more to search."""
        self._pool.close()

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
            self._job(texts[i], cut[i], (i, j))
            for i, segments_of_text in enumerate(cut)
            for j, segment in enumerate(segments_of_text)
            if segment.spoken
        ]
        return Window(texts, cut, self._start(jobs, options, batch_size), options, batch_size)

    def finish(self, window: Window) -> Iterator[tuple[int, list[tuple[Segment, Ranks | None]]]]:
        """Each text of a window as soon as it is done, by number: its segments, and what became of the spoken ones."""
        try:
            yield from self._finished(window)
        except BaseException:  # whoever stops here wants nothing more of it
            self.cancel(window)
            raise

    def _finished(self, window: Window) -> Iterator[tuple[int, list[tuple[Segment, Ranks | None]]]]:
        waiting = [sum(segment.spoken for segment in segments_of_text) for segments_of_text in window.cut]
        written: list[dict[int, Ranks]] = [{} for _ in window.cut]
        for i in (i for i, left in enumerate(waiting) if not left):
            yield i, [(segment, None) for segment in window.cut[i]]
        for (i, j), ranks in self._written(window):
            written[i][j] = ranks
            waiting[i] -= 1
            if not waiting[i]:
                yield i, [(segment, written[i].get(number)) for number, segment in enumerate(window.cut[i])]

    @staticmethod
    def cancel(window: Window) -> None:
        """Give a window up; batches that are being searched run to their end."""
        window.given_up.set()
        for _, future in window.searched:
            future.cancel()

    def _job(self, text: str, cut: Sequence[Segment], place: Place) -> Job:
        j = place[1]
        segment, before, after = cut[j], cut[j - 1 : j], cut[j + 1 : j + 2]
        return Job(
            text,
            segment,
            place,
            self._searcher.read(text, segment),
            begun=_is_ampersand(text, before),
            goes_on=_is_ampersand(text, after) or _is_picture(text, segment, after),
        )

    def _start(self, jobs: Sequence[Job], options: SearchOptions, batch_size: int) -> list[Searched]:
        """Have jobs searched in batches: at once if there is but one, else as soon as there is a thread."""
        submit = done_at_once if len(jobs) <= batch_size else self._pool.submit
        return [(batch, submit(partial(self._searcher.search, batch, options))) for batch in batches(jobs, batch_size)]

    def _written(self, window: Window) -> Iterator[tuple[Place, Ranks]]:
        """What became of each job, as soon as it is known; what is wrong is mended while the last ones are searched."""
        mender = Mender(self._searcher, window.options, window.batch_size, window.given_up)
        wrong: list[Done] = []
        mended: list[Future[dict[Place, Ranks]]] = []
        for left, (jobs, future) in zip(range(len(window.searched) - 1, -1, -1), window.searched, strict=True):
            for job, hypotheses in zip(jobs, future.result(), strict=True):
                ranks = self._searcher.write(job, hypotheses)[: window.options.nbest]
                if mender.is_wanted(job, ranks):
                    wrong.append((job, ranks))
                else:
                    yield job.place, ranks
            if wrong and left in (0, BATCHES_LEFT * self._pool.threads):
                mended += self._mending(mender, wrong, alone=not (left or mended))
                wrong = []
        for one in mended:
            yield from one.result().items()

    def _mending(self, mender: Mender, wrong: list[Done], *, alone: bool) -> list[Future[dict[Place, Ranks]]]:
        """What is wrong is searched again, before all else that waits, in as many threads as it is worth."""
        parts = max(1, min(self._pool.threads, len(wrong) // MENDED_TOGETHER))
        tasks = [partial(mender.mend, wrong[part::parts]) for part in range(parts)]
        if alone and parts == 1:  # nothing else is to be done meanwhile
            return [done_at_once(task) for task in tasks]
        return [self._pool.submit(task, urgent=True) for task in tasks]

    def _size(self, text: str) -> int:
        """Pieces of a text, or where that is few enough anyway, the bytes: no text has more pieces than bytes."""
        most = len(text.encode("utf-8", errors="replace")) + 1
        return most if most <= LONGEST_SENTENCE else len(self._searcher.tokenizer.encode(text))


def _is_picture(text: str, segment: Segment, beside: Sequence[Segment]) -> bool:
    """Whether a picture follows on the line: it stands in a full stop's place."""
    return any(
        not one.spoken and re.fullmatch(EMOJI, text[one.start : one.end]) and "\n" not in text[segment.end : one.start]
        for one in beside
    )


def _is_ampersand(text: str, beside: Sequence[Segment]) -> bool:
    """Whether the segment beside another, if there is one, joins the two: other signs and pictures set them apart."""
    return any(text[segment.start : segment.end] == "&" for segment in beside)
