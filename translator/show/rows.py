"""What the alignment table has in its rows, however it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from translator.decoding.alignment import Aligned

LOOKED_AT = 0.25  # a source word with this weight is shown even where no link is made


@dataclass(frozen=True)
class Row:
    """A target word and where it came from.

    Attributes:
        target: number of the target word.
        sources: numbers of the source words that it is linked to, by falling weight.
        others: of those that were looked at without being linked.
        end_mark: share that the end of the source sentence took, where no word is linked; 0 if it is not worth a word.
    """

    target: int
    sources: tuple[int, ...]
    others: tuple[int, ...]
    end_mark: float


def rows_of(aligned: Aligned) -> list[Row]:
    """A row a target word; punctuation has none, unless there is nothing else."""
    linked: dict[int, list[int]] = {}
    for source, target in aligned.alignment:
        linked.setdefault(target, []).append(source)
    words = aligned.target_words
    only_punctuation = all(word.is_punctuation for word in words)
    rows = []
    for target, word in enumerate(words):
        if word.is_punctuation and not only_punctuation:
            continue
        weights = aligned.attention[target]
        sources = tuple(sorted(linked.get(target, []), key=lambda source: -weights[source]))
        others = tuple(int(s) for s in weights.argsort()[::-1] if weights[s] >= LOOKED_AT and s not in sources)
        share = float(aligned.end_mark[target])
        rows.append(Row(target, sources, others, share if not sources and share >= LOOKED_AT else 0.0))
    return rows
