"""Words with their place in the original text, and the map between words and subword pieces.

Attention is computed over subword pieces; people read words. A word here is what an alignment guideline would
call a token: elided forms stand alone (``l'`` ``homme``), punctuation marks stand alone, numbers, URLs and
hyphenated words stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Span = tuple[int, int]  # a half-open range of characters

_TOKEN = re.compile(
    r"""
      (?:https?://|www\.)\S+[\w/]                       # web addresses
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+   # e-mail addresses
    | \d+(?:[.,:/\u00a0\u202f]\d+)*\w*                  # 1 234,56   12:30   3/4   1er   8h30
    | (?:[cçdjlmnst]|qu|lorsqu|puisqu|quoiqu|jusqu)['’](?=\w)   # French elided forms
    | \w+(?:['’\-]\w+)*                                 # words, I'm, don't, aujourd'hui, rendez-vous
    | \S                                                # one punctuation mark or symbol
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Word:
    """A word and the half-open character range ``[start, end)`` that it takes in its text."""

    text: str
    start: int
    end: int

    @property
    def is_punctuation(self) -> bool:
        return not (self.text[:1].isalnum() or any(character.isalnum() for character in self.text[1:]))


def split_words(text: str) -> tuple[Word, ...]:
    """Split ``text`` into words; offsets are in characters of ``text`` as given."""
    return tuple(Word(found.group(), found.start(), found.end()) for found in _TOKEN.finditer(text))


def piece_to_word(words: Sequence[Word], spans: Sequence[Span]) -> Floats:
    """How much of each piece belongs to each word.

    Args:
        words: the words of a text.
        spans: the character range of each piece in the same text. A piece of no width (a byte inside a
            multi-byte character, a space) goes to the word that holds or follows its position.

    Returns:
        float32 [pieces, words]; every row sums to 1 when there is at least one word.
    """
    if not words or not spans:
        return np.zeros((len(spans), len(words)), dtype=np.float32)
    starts = np.array([word.start for word in words])
    ends = np.array([word.end for word in words])
    places = np.array(spans)
    overlap = np.minimum(ends, places[:, 1:]) - np.maximum(starts, places[:, :1])
    share: Floats = np.maximum(overlap, 0).astype(np.float32)
    totals = share.sum(axis=1)
    widthless = np.flatnonzero(totals == 0)
    following = np.minimum(np.searchsorted(ends, places[widthless, 0], side="right"), len(words) - 1)
    share[widthless, following] = totals[widthless] = 1.0
    share /= totals[:, None]
    return share


def attention_over_words(attention: Floats, source: Floats, target: Floats) -> Floats:
    """Merge attention over pieces to attention over words.

    Weights are summed over the source pieces of a word (probability mass adds up) and averaged over the target
    pieces of a word (each is a distribution of its own).

    Args:
        attention: [target pieces, source pieces].
        source: [source pieces, source words], from `piece_to_word`.
        target: [target pieces, target words], from `piece_to_word`.

    Returns:
        float32 [target words, source words].
    """
    by_word = attention @ source
    pieces_per_word = np.maximum(target.sum(axis=0), 1e-9)[:, None]
    merged: Floats = ((target.T @ by_word) / pieces_per_word).astype(np.float32)
    return merged


def pieces_of(word: Span, spans: Sequence[Span]) -> list[int]:
    """Numbers of the pieces whose ranges reach into that of a word."""
    return [i for i, (start, end) in enumerate(spans) if start < word[1] and word[0] < end and start < end]


def share_of(rows: Sequence[int], columns: Sequence[int], attention: Floats) -> float:
    """Of the attention of target pieces, the share that went to those source pieces; 0 if there are none of either."""
    return float(attention[np.ix_(rows, columns)].sum()) / len(rows) if rows and columns else 0.0
