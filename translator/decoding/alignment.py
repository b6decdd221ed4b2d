"""Two texts and where the words of the one come from in the other: what a translation and an aligned pair share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from translator.text.extraction import like_with_like, links_by_agreement, links_from_attention, soft_attention
from translator.text.links import Links, to_pharaoh, transpose
from translator.text.words import Floats, Span, Word, attention_over_words, piece_to_word, split_words

LOOKED_AT = 0.1  # weight with which some word at least must have looked at a source word, or it counts as passed over


@dataclass(frozen=True, eq=False)
class SentenceAttention:
    """What the network looked at while it wrote one sentence of a text, over pieces.

    Attributes:
        source, target: character range of the sentence in the whole source and the whole translation.
        source_spans, target_spans: character range of every piece, in the whole texts too.
        weights: float32 [target pieces, source pieces + 1]; the last column is the source's end mark. A row sums to 1.
    """

    source: Span
    target: Span
    source_spans: Sequence[Span]
    target_spans: Sequence[Span]
    weights: Floats


@dataclass(frozen=True, eq=False)
class AttentionBlock:
    """Attention within one sentence of a text, over words.

    Attributes:
        target_start, source_start: index of the sentence's first word on each side.
        weights: float32 [target words, source words] of the sentence; a row sums to 1 less what the end mark took.
        end_mark: float32 [target words]; the share of each row that the source's end mark took.
    """

    target_start: int
    source_start: int
    weights: Floats
    end_mark: Floats


@dataclass(frozen=True, eq=False)
class _Sentence:
    """A sentence with its words, and how much of each piece belongs to each of them."""

    attention: SentenceAttention
    source_start: int
    target_start: int
    sources: Sequence[Word]
    targets: Sequence[Word]
    source_share: Floats
    target_share: Floats


class Aligned:
    """A source and a target text with attention. Words and links are worked out when they are first asked for.

    Attributes:
        source: the source text as it was given.
        text: the target text.
        sentences: attention over pieces, one entry a sentence; sentences never look at each other.
        words: of source and target, where someone has split them already; None splits them by `split_words`.
    """

    source: str
    text: str
    sentences: tuple[SentenceAttention, ...]
    words: tuple[tuple[Word, ...], tuple[Word, ...]] | None

    @cached_property
    def source_words(self) -> tuple[Word, ...]:
        """Words of the source with their character offsets in it."""
        return self.words[0] if self.words else split_words(self.source)

    @cached_property
    def target_words(self) -> tuple[Word, ...]:
        """Words of the target with their character offsets in it."""
        return self.words[1] if self.words else split_words(self.text)

    @cached_property
    def _by_words(self) -> tuple[_Sentence, ...]:
        source_starts = [word.start for word in self.source_words]
        target_starts = [word.start for word in self.target_words]
        found = []
        for sentence in self.sentences:
            source_from, source_to = (bisect_left(source_starts, place) for place in sentence.source)
            target_from, target_to = (bisect_left(target_starts, place) for place in sentence.target)
            sources, targets = self.source_words[source_from:source_to], self.target_words[target_from:target_to]
            shares = piece_to_word(sources, sentence.source_spans), piece_to_word(targets, sentence.target_spans)
            found.append(_Sentence(sentence, source_from, target_from, sources, targets, *shares))
        return tuple(found)

    @cached_property
    def blocks(self) -> tuple[AttentionBlock, ...]:
        """Attention over words, a block a sentence."""
        one_column = np.ones((1, 1), dtype=np.float32)
        return tuple(
            AttentionBlock(
                target_start=one.target_start,
                source_start=one.source_start,
                weights=attention_over_words(one.attention.weights[:, :-1], one.source_share, one.target_share),
                end_mark=attention_over_words(one.attention.weights[:, -1:], one_column, one.target_share)[:, 0],
            )
            for one in self._by_words
        )

    @cached_property
    def attention(self) -> Floats:
        """float32 [target words, source words]; a row sums to 1 less what the end mark took."""
        whole = np.zeros((len(self.target_words), len(self.source_words)), dtype=np.float32)
        for block in self.blocks:
            rows, columns = block.weights.shape
            whole[block.target_start :, block.source_start :][:rows, :columns] = block.weights
        return whole

    @cached_property
    def end_mark(self) -> Floats:
        """float32 [target words]; the share of each row that the end mark of its source sentence took."""
        whole = np.zeros(len(self.target_words), dtype=np.float32)
        for block in self.blocks:
            whole[block.target_start :][: len(block.end_mark)] = block.end_mark
        return whole

    @cached_property
    def alignment(self) -> Links:
        """Pairs (source word, target word), 0-based, of the words that belong together."""
        return tuple(
            (source + one.source_start, target + one.target_start)
            for one in self._by_words
            for source, target in links_from_attention(
                one.attention.weights, one.source_share, one.target_share, like_with_like(one.sources, one.targets)
            )
        )

    @cached_property
    def soft(self) -> Floats:
        """Softened weights over words, as links are read from: float32 [target words, source words]."""
        whole = np.zeros((len(self.target_words), len(self.source_words)), dtype=np.float32)
        for one in self._by_words:
            if len(one.attention.weights) and one.sources and one.targets:
                may_link = like_with_like(one.sources, one.targets)
                weights = soft_attention(one.attention.weights, one.source_share, one.target_share, may_link)
                whole[one.target_start :, one.source_start :][: len(one.targets), : len(one.sources)] = weights
        return whole

    @cached_property
    def passed_over(self) -> tuple[int, ...]:
        """Source words that no target word is linked to or looked at, punctuation apart: perhaps left out."""
        linked = {source for source, _ in self.alignment}
        written = [index for index, word in enumerate(self.target_words) if not word.is_punctuation]
        most = self.attention[written].max(axis=0, initial=0.0)
        return tuple(
            index
            for index, word in enumerate(self.source_words)
            if index not in linked and most[index] < LOOKED_AT and not word.is_punctuation
        )

    @property
    def pharaoh(self) -> str:
        """The alignment in Pharaoh format: ``0-0 1-1 …``."""
        return to_pharaoh(self.alignment)

    def _repr_html_(self) -> str:
        """What a notebook shows: both texts and the alignment table, in colours."""
        # The one arrow that goes up: notebooks ask the object itself.
        from translator.show.notebook import notebook_html

        return notebook_html(self)

    def alignment_json(self) -> dict[str, Any]:
        """Texts, words with their offsets in the texts as given, soft weights and links, for JSON."""
        return {
            "source": self.source,
            "target": self.text,
            "source_words": [word.text for word in self.source_words],
            "target_words": [word.text for word in self.target_words],
            "attention": [[round(float(weight), 4) for weight in row] for row in self.attention],
            "end_mark": [round(float(weight), 4) for weight in self.end_mark],
            "alignment": [list(pair) for pair in self.alignment],
            "source_offsets": [[word.start, word.end] for word in self.source_words],
            "target_offsets": [[word.start, word.end] for word in self.target_words],
        }


def agreed_links(forward: Aligned, backward: Aligned) -> Links:
    """What two networks of opposite directions agree on; where one could not read the pair, the other's links.

    Args:
        forward: the pair.
        backward: the same pair turned round, by the other network.
    """
    if not forward.sentences:
        return transpose(backward.alignment)
    if not backward.sentences:
        return forward.alignment
    return links_by_agreement(forward.soft, backward.soft)


@dataclass(frozen=True, eq=False)
class AlignedPair(Aligned):
    """A given pair of texts, aligned by forced decoding (see `Aligned` for the attributes)."""

    source: str
    text: str
    sentences: tuple[SentenceAttention, ...] = ()
    words: tuple[tuple[Word, ...], tuple[Word, ...]] | None = None
