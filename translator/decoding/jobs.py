"""Jobs: segments to translate, and one model's way from a job to what was written of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from translator.decoding.engine import Engine
from translator.decoding.reading import Reading, read
from translator.decoding.search import Hypothesis, SearchOptions, search
from translator.decoding.shortlist import Shortlist
from translator.decoding.writing import Written, write
from translator.text.segments import Segment
from translator.text.tokenizer import Tokenizer

# What became of a segment: for each rank what was written, in parts where the segment had to be divided.
Ranks = list[list[Written]]
Place = tuple[int, int]  # number of a text, number of a segment in it


@dataclass(frozen=True)
class Job:
    """A segment to translate, where the result belongs, and what the network reads of it.

    Attributes:
        text: that the segment is of.
        segment: a spoken one.
        place: of the result.
        reading: of the segment.
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
    def source(self) -> str:
        """What the network reads."""
        return self.reading.masked.text


@dataclass(frozen=True)
class Searcher:
    """One model, and all that leads from a job to what is written of it. Several threads may ask it at once.

    Attributes:
        engine: of the model.
        tokenizer: of the model.
        source_language: that is read, such as "fr".
        target_language: that is written.
        shortlist: of the model, if it is to be used.
    """

    engine: Engine
    tokenizer: Tokenizer
    source_language: str
    target_language: str
    shortlist: Shortlist | None = None

    def read(self, text: str, segment: Segment, attempt: int = 0) -> Reading:
        """See `reading.read`."""
        return read(text, segment, self.tokenizer, self.source_language, attempt)

    def again(self, job: Job, segment: Segment, attempt: int = 0) -> Job:
        """The job with another reading of its text: of other items to keep, or with other stand-ins."""
        return dataclasses.replace(job, segment=segment, reading=self.read(job.text, segment, attempt))

    def search(self, jobs: Sequence[Job], options: SearchOptions) -> list[list[Hypothesis]]:
        """The hypotheses of jobs, searched as one batch."""
        return search(self.engine, [job.reading.pieces for job in jobs], options, self.shortlist, self.tokenizer)

    def write(self, job: Job, hypotheses: Sequence[Hypothesis]) -> Ranks:
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


def batches(jobs: Sequence[Job], batch_size: int) -> list[list[Job]]:
    """Batches of like length, the longest first: what the engine then allocates is enough for all that follow."""
    ordered = sorted(jobs, key=lambda job: -len(job.reading.pieces))
    return [ordered[start : start + batch_size] for start in range(0, len(ordered), batch_size)]
