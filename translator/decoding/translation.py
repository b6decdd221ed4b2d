"""What a translation is: the text, how sure the network was, and where every word came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from translator.decoding.alignment import Aligned, AttentionBlock, SentenceAttention
from translator.text.words import Word

__all__ = ["AttentionBlock", "SentenceAttention", "Translation"]


@dataclass(frozen=True, eq=False)
class Translation(Aligned):
    """One hypothesis for one source text. Words and their attention are worked out when they are first asked for.

    Attributes:
        source: the text as it was given.
        text: the translation.
        score: log-probability (natural logarithm) by length, the mean over sentences; 0 is certain.
        source_language, target_language: "fr" or "en".
        model: name of the model that wrote it.
        sentences: attention over pieces, one entry a sentence; sentences never look at each other.
        words: of source and translation, where they are split already.
    """

    source: str
    text: str
    score: float
    source_language: str
    target_language: str
    model: str
    sentences: tuple[SentenceAttention, ...] = ()
    words: tuple[tuple[Word, ...], tuple[Word, ...]] | None = None

    def __str__(self) -> str:
        return self.text

    def to_json(self) -> dict[str, Any]:
        """The object that ``translate --json`` prints."""
        aligned = self.alignment_json()
        return {
            "source": aligned.pop("source"),
            "target": aligned.pop("target"),
            "score": round(self.score, 4),
            "from": self.source_language,
            "to": self.target_language,
            "model": self.model,
            **aligned,
        }
