"""From attention to links: which words belong together, read from one network's weights in both directions.

Attention of a network that was never taught to align is nearly all or nothing: 1.00 for one piece, and for the others
weights so small that only their logarithms still tell a likely piece from an impossible one. So they are softened,
each sentence's by as much as its own sharpness asks for, and drawn a little towards the diagonal. They are read both
ways, every target word choosing among source words and every source word among target words, as if by two models, which
grow-diag-final-and then makes one of. Weights of a network that was taught (guided alignment) say how much, and not
just which; the less sharp they are, the less is done to them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from translator.text.links import Floats, Links, grow_diag_final_and, in_order
from translator.text.words import Word, attention_over_words

# Tuned on data/alignments/dev and europarl100 together: DISPLACEMENT, TAUGHT and UNTAUGHT for a network that was not
# taught, of a sharpness of 50 to 90; the others for the smallest error rates of fr-en-lstm and en-fr-lstm (2026-11-26).
SHARPNESS = 6.0  # after softening
DISPLACEMENT = 4.0  # nats that a weight loses for standing a whole sentence's length off the diagonal
TAUGHT, UNTAUGHT = 12.0, 36.0  # sharpness up to which the diagonal does not count, and from which it counts fully
SOFT = 2.5  # sharpness up to which every weight counts: such a network shares its look out
RELATIVE = 0.5  # of the largest weight of its row, for a source word to be chosen
FLOOR = 0.1  # the least softened weight with which a source word chooses a target word
END_MARK = 0.5  # share of its weight beyond which a target word that looks at the end mark draws on nothing
AGREED_RELATIVE, AGREED_FLOOR = 0.7, 0.2  # of the largest of its row or column, and in itself, for two networks' mean
SMALLEST = 1e-38  # of float32: a weight of 0 counts as this


def links_from_attention(
    weights: Floats, source: Floats, target: Floats, may_link: NDArray[np.bool_] | None = None
) -> Links:
    """Links between the words of one sentence.

    Args:
        weights: float32 [target pieces, source pieces + 1]; the last column is the end mark's.
        source: [source pieces, source words], from `piece_to_word`.
        target: [target pieces, target words], from `piece_to_word`.
        may_link: bool [target words, source words], which links can be at all (see `like_with_like`); None: all.
    """
    if not (len(weights) and source.size and target.shape[1]):
        return ()
    sharpness = sharpness_of(weights)
    by_word = soft_attention(weights, source, target, may_link, sharpness)
    largest = by_word.max(axis=1, keepdims=True)
    one_column = np.ones((1, 1), dtype=np.float32)
    draws = attention_over_words(weights[:, -1:], one_column, target) <= END_MARK
    chosen = np.argwhere((by_word >= RELATIVE * largest) & (largest > 0) & draws)
    best_targets = by_word.argmax(axis=0)
    sure = by_word.max(axis=0) >= FLOOR
    forward = [(source_word, target_word) for target_word, source_word in chosen.tolist()]
    backward = [(word, best) for word, best in enumerate(best_targets.tolist()) if sure[word]]
    grown = grow_diag_final_and(forward, backward)
    return in_order([*grown, *forward]) if sharpness <= SOFT else grown


def soft_attention(
    weights: Floats,
    source: Floats,
    target: Floats,
    may_link: NDArray[np.bool_] | None = None,
    sharpness: float | None = None,
) -> Floats:
    """Softened weights over words, as links are read from: float32 [target words, source words].

    Args:
        weights, source, target, may_link: as in `links_from_attention`.
        sharpness: of the weights, where it is known already.
    """
    sharpness = sharpness_of(weights) if sharpness is None else sharpness
    by_word = attention_over_words(softened(weights, sharpness), source, target)
    if may_link is not None:
        by_word *= may_link
    return by_word


def links_by_agreement(forward: Floats, backward: Floats) -> Links:
    """Links of two networks of opposite directions, of what both hold likely (after Liang et al. 2006).

    Each pair of words has the geometric mean of both networks' weights, which is large only if neither holds the pair
    unlikely; it is then read both ways. Merging the links of each, when all weights are gone, knows less.

    Args:
        forward: float32 [target words, source words], from `soft_attention`.
        backward: float32 [source words, target words], the other network's.
    """
    if not forward.size:
        return ()
    agreed = np.sqrt(forward * backward.T)
    large = agreed >= AGREED_FLOOR
    by_target = np.argwhere(large & (agreed >= AGREED_RELATIVE * agreed.max(axis=1, keepdims=True)))
    by_source = np.argwhere(large & (agreed >= AGREED_RELATIVE * agreed.max(axis=0, keepdims=True)))
    one, other = ([(source, target) for target, source in found.tolist()] for found in (by_target, by_source))
    return grow_diag_final_and(one, other)


def like_with_like(sources: Sequence[Word], targets: Sequence[Word]) -> NDArray[np.bool_]:
    """Punctuation belongs to punctuation and words to words: bool [target words, source words].

    A network looks at the next words to know whether to write a full stop, but the stop does not come from them.
    """
    source_marks, target_marks = (
        np.array([word.is_punctuation for word in words], dtype=bool) for words in (sources, targets)
    )
    alike: NDArray[np.bool_] = target_marks[:, None] == source_marks[None, :]
    return alike


def sharpness_of(weights: Floats) -> float:
    """Nats by which the largest weight of a row stands above the row's median, in most rows.

    Args:
        weights: float32 [target pieces, source pieces + 1].
    """
    ranked = np.sort(np.log(np.maximum(weights, SMALLEST)), axis=1)
    gaps = np.sort(ranked[:, -1] - ranked[:, ranked.shape[1] // 2])
    return float(gaps[len(gaps) // 2])


def softened(weights: Floats, sharpness: float) -> Floats:
    """Weights made comparable: less sharp, without the end mark, and nearer the diagonal where they were very sharp.

    Args:
        weights: float32 [target pieces, source pieces + 1].
        sharpness: of these, from `sharpness_of`.

    Returns:
        float32 [target pieces, source pieces]; rows sum to 1.
    """
    scores = np.log(np.maximum(weights[:, :-1], SMALLEST)) / max(1.0, sharpness / SHARPNESS)
    untaught = min(1.0, max(0.0, (sharpness - TAUGHT) / (UNTAUGHT - TAUGHT)))
    targets, sources = scores.shape
    along_source = (np.arange(sources, dtype=np.float32) + 0.5) / max(1, sources)
    along_target = (np.arange(targets, dtype=np.float32) + 0.5) / max(1, targets)
    scores -= np.float32(DISPLACEMENT * untaught) * np.abs(along_source[None, :] - along_target[:, None])
    softer: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    softer /= np.maximum(softer.sum(axis=1, keepdims=True), np.float32(SMALLEST))
    return softer
