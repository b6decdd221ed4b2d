"""What a translation is: the text, how sure the network was, and where every word came from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from translator.text.words import Floats, Span, Word, attention_over_words, links, piece_to_word, split_words


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
class Translation:
    """One hypothesis for one source text. Words and their attention are worked out when they are first asked for.

    Attributes:
        source: the text as it was given.
        text: the translation.
        score: log-probability (natural logarithm) by length, the mean over sentences; 0 is certain.
        source_language, target_language: "fr" or "en".
        model: name of the model that wrote it.
        sentences: attention over pieces, one entry a sentence; sentences never look at each other.
    """

    source: str
    text: str
    score: float
    source_language: str
    target_language: str
    model: str
    sentences: tuple[SentenceAttention, ...] = ()

    def __str__(self) -> str:
        return self.text

    @cached_property
    def source_words(self) -> tuple[Word, ...]:
        """Words of the source with their character offsets in it."""
        return split_words(self.source)

    @cached_property
    def target_words(self) -> tuple[Word, ...]:
        """Words of the translation with their character offsets in it."""
        return split_words(self.text)

    @cached_property
    def blocks(self) -> tuple[AttentionBlock, ...]:
        """Attention over words, a block a sentence."""
        source_starts = [word.start for word in self.source_words]
        target_starts = [word.start for word in self.target_words]
        return tuple(self._block(sentence, source_starts, target_starts) for sentence in self.sentences)

    def _block(
        self, sentence: SentenceAttention, source_starts: Sequence[int], target_starts: Sequence[int]
    ) -> AttentionBlock:
        source_from, source_to = (bisect_left(source_starts, place) for place in sentence.source)
        target_from, target_to = (bisect_left(target_starts, place) for place in sentence.target)
        source_share = piece_to_word(self.source_words[source_from:source_to], sentence.source_spans)
        target_share = piece_to_word(self.target_words[target_from:target_to], sentence.target_spans)
        one_column = np.ones((1, 1), dtype=np.float32)
        return AttentionBlock(
            target_start=target_from,
            source_start=source_from,
            weights=attention_over_words(sentence.weights[:, :-1], source_share, target_share),
            end_mark=attention_over_words(sentence.weights[:, -1:], one_column, target_share)[:, 0],
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
        parts = [block.end_mark for block in self.blocks]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)

    @cached_property
    def alignment(self) -> tuple[tuple[int, int], ...]:
        """Pairs (source word, target word), 0-based, of the words that matter to each other."""
        return tuple(
            (source + block.source_start, target + block.target_start)
            for block in self.blocks
            for source, target in links(block.weights)
        )

    @property
    def pharaoh(self) -> str:
        """The alignment in Pharaoh format: ``0-0 1-1 …``."""
        return " ".join(f"{source}-{target}" for source, target in self.alignment)

    def to_json(self) -> dict[str, Any]:
        """The object that ``translate --json`` prints."""
        return {
            "source": self.source,
            "target": self.text,
            "score": round(self.score, 4),
            "from": self.source_language,
            "to": self.target_language,
            "model": self.model,
            "source_words": [word.text for word in self.source_words],
            "target_words": [word.text for word in self.target_words],
            "attention": [[round(float(weight), 4) for weight in row] for row in self.attention],
            "end_mark": [round(float(weight), 4) for weight in self.end_mark],
            "alignment": [list(pair) for pair in self.alignment],
            "source_offsets": [[word.start, word.end] for word in self.source_words],
            "target_offsets": [[word.start, word.end] for word in self.target_words],
        }
