"""Makes the pairs of this folder: how clauses and pronouns hang together, where French and English part ways.

Relative clauses (qui, que with its participle, dont, où), object pronouns and their place, indirect questions, reported
speech, conditions, the subjunctive, since and for, infinitives for English -ing, having hunger where English is hungry.
Verbs and nouns are those of `data/conjugation` and `data/agreement`. Written for this project; CC0.

    python data/clauses/make.py       (writes train and dev beside itself; always the same)

A tenth of all pairs of verb and person, in each construction, occurs in dev alone.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

from grammar import NOUNS, VERBS, HeldOutError, Pair, letters
from sentences import Sentences
from subordination import Subordination
from tables import MEASURED_BY

PAIRS = 16_000
DEV = 300


class Maker(Subordination, Sentences):
    """Draws pairs; those of held-out verbs and persons for dev, the others for train."""

    def draw(self) -> Pair:
        """The next pair, French first, each with a capital and its stop."""
        makers: list[tuple[Callable[[], Pair], int]] = [
            (self.said_that, 4), (self.asked, 4), (self.who_does, 4), (self.which_was_done, 4), (self.whose, 1), (self.together, 1), (self.home, 2),
            (self.sees_him, 6), (self.gives_him, 5), (self.gives_it, 2), (self.see_him, 2), (self.since, 4), (self.not_since, 1), (self.how_long, 1),
            (self.if_it_is, 3), (self.if_it_were, 3), (self.if_it_had, 2), (self.when_he_comes, 3), (self.wants_him_to, 3), (self.although, 3),
            (self.has_to, 1), (self.without_doing, 4), (self.no_more, 4), (self.nobody, 2), (self.only, 1), (self.not_yet, 2), (self.has_hunger, 3),
            (self.feels_like, 2), (self.own_body, 2), (self.misses, 1), (self.judged, 2), (self.able, 3), (self.made_do, 2), (self.is_it_not, 2),
            (self.asks, 6), (self.who_did, 2), (self.how_many, 1), (self.since_it_is, 1),
        ]  # fmt: skip
        held = (HeldOutError, VERBS.HeldOutError, NOUNS.HeldOutError)
        while True:
            maker = self.chance.choices([each for each, _ in makers], [weight for _, weight in makers])[0]
            try:
                french, english = (" ".join(side.split()) for side in maker())
            except held:
                continue
            french, english = (side[0].upper() + side[1:] for side in (french, english))
            if not MEASURED_BY & {zlib.crc32(letters(side).encode()) for side in (french, english)}:
                return french, english


def make(count: int, *, held_out: bool) -> list[Pair]:
    """Different pairs, French first; always the same."""
    made: list[Pair] = VERBS.drawn(Maker(1, held_out=held_out), count)
    return made


if __name__ == "__main__":
    VERBS.write(Path(__file__).parent, train=make(PAIRS, held_out=False), dev=make(DEV, held_out=True))
