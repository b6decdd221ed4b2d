"""A hypothesis must not go round in circles: runs of pieces that it may not write again.

A recurrent decoder that has lost its way writes what it wrote before, and from then on does so for ever, since each
round makes the next likelier. Forbidding every repeated run (Paulus et al. 2018) would break sentences that do say
something twice. What tells a loop from those is the attention: a loop looks again at source words that have been
translated, a sentence that says something twice looks at both places. Where that is not enough, a last search forbids
every repeated run after all (`never_again`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import eq
from typing import Protocol

import numpy as np

from translator.decoding.engine import Ints

RUN = 4  # pieces or words; shorter runs come again in many a good sentence
_BARE_WORD = re.compile(r"\w(?:\S*\w)?")  # without the signs beside it
SAID_TWICE = 3  # pieces of a source that, coming twice, are reason enough for a run to be written twice
# One word twice in a row, or with a comma or "and" between; and a word's beginning before or after the word.
_TWICE = re.compile(r"(?<![-'’\w])([^\W\d_]{2,}) \1\b(?![-'’])")
_JOINERS = (",", " and", " et")
_JOINED = re.compile(rf"\b([^\W\d_]{{4,}})(?:{'|'.join(_JOINERS)}) \1\b(?![-'’])")
_BEGUN_TWICE = re.compile(r"\b(?!comme )([^\W\d_]{5,})(?:[^\W\d_]{1,3} \1\b| \1[^\W\d_]{1,3}\b)(?![-'’])")
_MAY_FOLLOW_ITSELF = frozenset(["vous", "nous", "faire", "ton", "had", "that", "is", "do", "her", "you"])
# Bigger and bigger, hours and hours; you see him and he (or everyone) sees you.
_MAY_BE_JOINED = re.compile(
    r"\w{2,}er|worse|more|less|over|again|encore|very|really|long|hours|days|lots|millions|wait|"
    r"vous|nous|elle|this|that|every\w+|some\w+"
)
LIKELY = 2  # of a hypothesis's candidates, the likeliest, may make it stammer
ECHO = 2  # words after one of a source, within which another that begins as it does is reason enough to stammer
_SOUND = 3  # letters that such words begin with


class Vocabulary(Protocol):
    """What a tokenizer knows about its pieces."""

    def __hash__(self) -> int:
        """Whatever tells it from others."""
        ...

    def begins_word(self, piece: int) -> bool:
        """Whether a piece writes a space first."""
        ...

    def is_space(self, piece: int) -> bool:
        """Whether a piece writes a space and nothing else."""
        ...

    def regardless_of_case(self, pieces: Ints) -> Ints:
        """For each piece the one that writes the same in lower case, itself if there is none; any shape."""
        ...

    def alike(self, pieces: Ints) -> Ints:
        """For each piece one that stands for all whose words begin as its own does, below 0 if none; any shape."""
        ...

    def goes_on(self, piece: int) -> bool:
        """Whether a piece goes on with the word before, rather than setting a sign or a space behind it."""
        ...

    def writing(self, texts: Sequence[str]) -> Sequence[int]:
        """The pieces that write just those texts, of those that have one; a space before a word is part of it."""
        ...

    def decode(self, pieces: Sequence[int]) -> str:
        """The text that pieces spell."""
        ...


class Trails:
    """What all hypotheses have written and where they looked, piece by piece, in the search's order: [active, N, t].

    Capitals do not count: a network kept from writing "of the government" again writes "of the Government".
    """

    def __init__(self, sources: Sequence[Sequence[int]], words: Vocabulary, *, never_again: bool = False) -> None:
        """Begin.

        Args:
            sources: pieces, one sequence a sentence.
            words: says which pieces begin a word.
            never_again: a run that comes again is a circle wherever it looks, though its source says something
                twice, and one of whole words however it is spelt. A hypothesis may then have nothing left to go on
                with.
        """
        self._joiners = words.writing(_JOINERS)
        self._sources = list(sources)
        self._echoing: list[bool | None] = [None] * len(sources)
        self._pieces = np.zeros((len(sources), 1, 0), dtype=np.int64)
        self._looked = np.zeros((len(sources), 1, 0), dtype=np.int64)
        self._words, self._never_again = words, never_again
        # Pieces of a run that must have looked where they did before, for it to be a circle. Where the source says
        # nothing twice, any run that comes again is one; else it must have looked elsewhere throughout to be none.
        self._same = np.array([int(not never_again and _says_twice(source)) for source in sources])

    def circling(self, alive: np.ndarray, pieces: Ints, looking: Ints) -> np.ndarray | None:
        """Which candidates would close a circle, or write a word of one piece twice in a row (`stammers`).

        Args:
            alive: bool [active, N], which hypotheses are there.
            pieces: int64 [active, N, K], candidates for the next piece.
            looking: int64 [active, N], the source piece that each hypothesis looks at most in writing it.

        Returns:
            bool [active, N, K]; None if none of them would.
        """
        stammered = self._stammered(alive, pieces)
        earlier = self._pieces.shape[2] - RUN + 1  # runs that are whole already
        if earlier < 1:
            return stammered
        again = self._pieces[:, :, RUN - 2 : -1] == self._pieces[:, :, -1:]
        # `np.count_nonzero` takes a third of the time of `any` over a few numbers, and this is asked at every step.
        for k in range(RUN - 2):
            if not np.count_nonzero(again):  # as a rule not even the last piece came before
                break
            again &= self._pieces[:, :, k : k + earlier] == self._pieces[:, :, earlier + k, None]
        closing = (again & alive[:, :, None]).nonzero() if np.count_nonzero(again) else ()
        if not (closing or self._never_again):
            return stammered
        forbidden: np.ndarray = np.zeros(pieces.shape, dtype=bool) if stammered is None else stammered
        for slot, row, start in zip(*closing, strict=True):
            run = self._pieces[slot, row, start : start + RUN]
            both = self._looked[slot, row, start : start + RUN], self._looked[slot, row, earlier:]
            same = int((both[0][:-1] == both[1]).sum()) + int(both[0][-1] == looking[slot, row])
            if same >= self._same[slot] and self._closes(run):
                forbidden[slot, row] |= self._spells_again(pieces[slot, row], int(run[-1]))
        forbidden[forbidden.all(axis=2)] = False  # going round in circles is better than not going on at all
        if self._never_again:
            self._forbid_spelt_again(alive, pieces, forbidden)
        return forbidden

    def _stammered(self, alive: np.ndarray, pieces: Ints) -> np.ndarray | None:
        """Which candidates [active, N, K] write a word again that they follow, bool of that shape; None if none."""
        length = self._pieces.shape[2]
        if not length:
            return None
        likely, last = pieces[:, :, :LIKELY], self._pieces[:, :, -1:]
        begun = self._words.alike(likely)
        again = (begun == self._words.alike(last)) & (begun >= 0)
        found = [(place, 1) for place in _places(again, alive)] if np.count_nonzero(again) else []
        if length > 1 and self._joiners:
            again = likely == self._pieces[:, :, -2:-1]
            if np.count_nonzero(again):
                again &= np.logical_or.reduce([last == joiner for joiner in self._joiners])
                found += [(place, 2) for place in _places(again, alive)]
        stammered = [place for place, back in found if self._stammers(*place, back, pieces)]
        if not stammered:
            return None
        forbidden: np.ndarray = np.zeros(pieces.shape, dtype=bool)
        forbidden[tuple(zip(*stammered, strict=True))] = True
        forbidden[forbidden.all(axis=2)] = False  # a greedy search has no more than two candidates
        return forbidden

    def _stammers(self, slot: int, row: int, k: int, back: int, pieces: Ints) -> bool:
        run = (*self._pieces[slot, row, -back:].tolist(), int(pieces[slot, row, k]))
        if not _writes_twice(self._words, run):
            return False
        if self._echoing[slot] is None:
            self._echoing[slot] = echoes(self._words.decode(self._sources[slot]))
        return not self._echoing[slot]

    def _forbid_spelt_again(self, alive: np.ndarray, pieces: Ints, forbidden: np.ndarray) -> None:
        """Give up what has written a run of words again, in other pieces than before, unless its last word goes on."""
        for slot, row in np.argwhere(alive):
            written = self._words.decode(self._pieces[slot, row].tolist())
            if repeats(written) or stammers(written):
                forbidden[slot, row] |= [not self._words.goes_on(piece) for piece in pieces[slot, row].tolist()]

    def _closes(self, run: Ints) -> bool:
        """Whether the run's last piece begins a word, or none of them does.

        Forbidden in the middle of a word, the network would only spell that word another way.
        """
        begins = [self._words.begins_word(int(piece)) for piece in run]
        return begins[-1] or not any(begins)

    def _spells_again(self, candidates: Ints, piece: int) -> np.ndarray:
        """Bool [K]: the piece, and a space alone, which would put off the same word by one step."""
        again: np.ndarray = self._words.regardless_of_case(candidates) == piece
        return again | [self._words.is_space(candidate) for candidate in candidates.tolist()]

    def extend(self, origins: Ints, new: Ints, looking: Ints) -> None:
        """Go on with new rows.

        Args:
            origins: int64 [active, N], the row each goes on from.
            new: int64 [active, N], the piece it adds.
            looking: int64 [active, rows before], as in `circling`.
        """
        pieces, looked = self._pieces, self._looked
        if not pieces.shape[1] == origins.shape[1] == 1:  # else there is but one to go on from
            line = np.arange(len(origins))[:, None]
            pieces, looked, looking = pieces[line, origins], looked[line, origins], looking[line, origins]
        written = self._words.regardless_of_case(new)
        self._pieces = np.concatenate([pieces, written[:, :, None]], axis=2)
        self._looked = np.concatenate([looked, looking[:, :, None]], axis=2)

    def keep(self, going: np.ndarray) -> None:
        """Only the sentences that go on, bool [active]."""
        self._pieces, self._looked, self._same = self._pieces[going], self._looked[going], self._same[going]
        left = going.nonzero()[0].tolist()
        self._sources, self._echoing = [self._sources[i] for i in left], [self._echoing[i] for i in left]


def _places(marked: np.ndarray, alive: np.ndarray) -> list[tuple[int, int, int]]:
    """Slot, row and number of the candidates marked [active, N, K] of hypotheses that are there [active, N]."""
    return list(zip(*(each.tolist() for each in (marked & alive[:, :, None]).nonzero()), strict=True))


@lru_cache(maxsize=1 << 14)  # of every sentence's candidates, a few are what was written last
def _writes_twice(words: Vocabulary, run: tuple[int, ...]) -> bool:
    return words.begins_word(run[0]) and stammers(words.decode(run))


def _says_twice(source: Sequence[int]) -> bool:
    runs = [tuple(source[i : i + SAID_TWICE]) for i in range(len(source) - SAID_TWICE + 1)]
    return len(set(runs)) < len(runs)


def repeats(text: str) -> bool:
    """Whether some run of four words comes twice; case and the signs beside a word do not count."""
    words = _BARE_WORD.findall(text.casefold())
    if len(words) - len(set(words)) < RUN:  # the second of two runs has no word that was not there before
        return False
    runs = [tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)]
    return len(set(runs)) < len(runs)


def stammers(text: str) -> bool:
    """Whether some word comes twice in a row, or once whole and once begun: "their life life", "mercredi mercred".

    Those that do so in good sentences don't count: "vous vous", "had had", "bigger and bigger".
    """
    lower = text.casefold()
    heads = [word[:2] for word in lower.replace('"', "").split()]
    # Most texts have no two words near each other that begin alike, which is quickly seen.
    if not (any(map(eq, heads, heads[1:])) or any(map(eq, heads, heads[2:]))):
        return False
    twice = (found[1] for found in _TWICE.finditer(lower))
    joined = (found[1] for found in _JOINED.finditer(lower))
    return (
        any(word not in _MAY_FOLLOW_ITSELF for word in twice)
        or any(not _MAY_BE_JOINED.fullmatch(word) for word in joined)
        or _BEGUN_TWICE.search(lower) is not None
    )


def echoes(source: str) -> bool:
    """Whether a source has words that begin alike near each other, as its translation may then: "tic, tic, tic"."""
    beginnings = [word[:_SOUND] for word in re.findall(r"[^\W\d_]{3,}", source.casefold())]
    return any(one in beginnings[i + 1 : i + 1 + ECHO] for i, one in enumerate(beginnings))
