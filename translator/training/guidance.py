"""Guided alignment: attention is taught where to look, by links that a word aligner made (Chen et al. 2016).

    loss = cross-entropy of the pieces + weight × cross-entropy of attention against the links

A linked target piece should look at the pieces of its source words in equal parts, and the end mark at the end mark; of
target pieces without a link nothing is asked. The weight may fall over training, as Chen et al. had it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from translator.corpus.batches import Batch
from translator.corpus.guides import GuideBook
from translator.corpus.reading import OnDamage, read_lines, read_parallel, read_tsv
from translator.errors import TranslatorError
from translator.text.links import Links, from_pharaoh
from translator.text.normalise import normalise
from translator.text.tokenizer import PAD, Tokenizer
from translator.text.words import piece_to_word, split_words
from translator.training.recipe import Recipe

FOLDER = "guides"
SMALLEST = 1e-30  # attention below this has no gradient left in float32


class Guidance:
    """The part of the objective that links give."""

    def __init__(self, book: GuideBook, tokenizer: Tokenizer, *, weight: float, decay: float, updates: int) -> None:
        """Take links.

        Args:
            book: of the corpora trained on.
            tokenizer: of the batches.
            weight: of this part beside the cross-entropy of the pieces.
            decay: share of the weight that is gone at the end of training, falling evenly; 0 keeps it, 1 takes all.
            updates: length of training.
        """
        self._book, self._tokenizer = book, tokenizer
        self._weight, self._decay, self._updates = weight, decay, max(1, updates)

    def weight_at(self, update: int) -> float:
        """The weight at an update, counted from 0."""
        return self._weight * (1 - self._decay * min(1.0, update / self._updates))

    def loss(self, batch: Batch, attention: Tensor, update: int) -> Tensor:
        """Weighted sum over the guided pieces of a batch, in nats.

        Args:
            batch: as given to the network.
            attention: float32 [B, T, S], from teacher forcing.
            update: counted from 0.
        """
        wanted = torch.from_numpy(self.wanted(batch)).to(attention.device)
        return -self.weight_at(update) * (wanted * attention.clamp_min(SMALLEST).log()).sum()

    def wanted(self, batch: Batch) -> NDArray[np.float32]:
        """Where attention should be: float32 [B, T, S], rows that sum to 1, or to 0 where nothing is asked."""
        wanted = np.zeros((*batch.target.shape, batch.source.shape[1]), dtype=np.float32)
        for row, (source, target) in enumerate(zip(batch.source, batch.target, strict=True)):
            sources, targets = source[source != PAD][:-1].tolist(), target[target != PAD][:-1].tolist()
            source_text, source_spans = self._tokenizer.decode_with_spans(sources)
            target_text, target_spans = self._tokenizer.decode_with_spans(targets)
            links = self._book.find(source_text, target_text)
            if links is None:
                continue
            source_share = piece_to_word(split_words(source_text), source_spans)
            target_share = piece_to_word(split_words(target_text), target_spans)
            # Noise may have taken the full stop; what is linked to it goes unguided.
            links = links[(links < (source_share.shape[1], target_share.shape[1])).all(axis=1)]
            linked = np.zeros((target_share.shape[1], source_share.shape[1]), dtype=np.float32)
            linked[links[:, 1], links[:, 0]] = 1
            guide = target_share @ linked @ source_share.T
            guide /= np.maximum(guide.sum(axis=1, keepdims=True), 1e-9)
            wanted[row, : len(targets), : len(sources)] = guide
            wanted[row, len(targets), len(sources)] = 1
        return wanted


def prepare_guides(recipe: Recipe, run: Path, on_damage: OnDamage | None = None) -> int:
    """Store the links of a recipe's corpora in the run's folder.

    Args:
        recipe: to prepare for.
        run: its folder.
        on_damage: told of lines of links that cannot be read, whose pairs go unguided; None makes them an error.

    Returns:
        how many pairs have links; 0 where the recipe asks for no guidance.

    Raises:
        TranslatorError: links and corpora don't go together, or a file is missing or damaged.
    """
    data = recipe.data
    if not recipe.training.guidance:
        return 0
    corpora: list[tuple[Path, Path | None]] = [
        (Path(s), Path(t)) for s, t in zip(data.source, data.target, strict=True)
    ]
    corpora += [(Path(path), None) for path in data.tsv]
    if len(data.links) != len(corpora) or not any(data.links):
        raise TranslatorError(
            f"{len(data.links)} files of links for {len(corpora)} corpora; guidance wants one for each ('' for none)"
        )
    entries = (
        entry
        for links, corpus in zip(data.links, corpora, strict=True)
        if links
        for entry in _entries(Path(links), *corpus, on_damage)
    )
    return len(GuideBook.write(run / FOLDER, entries))


def _entries(
    links: Path, source: Path, target: Path | None, on_damage: OnDamage | None
) -> Iterator[tuple[str, str, Links]]:
    damaged: list[str] = []
    # What is wrong with the pairs themselves is said when they are read to be learnt from.
    unsaid: OnDamage | None = None if on_damage is None else lambda line: None
    pairs = read_tsv(source, on_damage=unsaid) if target is None else read_parallel(source, target, unsaid)
    lines = read_lines(links, None if on_damage is None else damaged.append)
    number = 0
    for number, (one, other) in enumerate(pairs, start=1):
        line = next(lines, None)
        if line is None:
            raise TranslatorError(f"{links} ends after {number - 1:,} lines, before {source}; line n must align pair n")
        if damaged and on_damage is not None:
            on_damage(damaged.pop().replace("the pair is left out", "the pair goes unguided"))
            continue
        try:
            sure, possible = from_pharaoh(line)
        except ValueError as error:
            if on_damage is not None:
                on_damage(f"{links}, line {number}: '{error}' is no link; the pair goes unguided")
                continue
            raise TranslatorError(f"{links}, line {number}: '{error}' is no link; write 0-1") from error
        yield normalise(one), normalise(other), sure + possible
    if next(lines, None) is not None:
        raise TranslatorError(f"{links} has more lines than {source} ({number:,}); line n must align pair n")


def open_guidance(recipe: Recipe, run: Path, tokenizer: Tokenizer) -> Guidance | None:
    """The guidance of a run that was prepared; None where its recipe asks for none.

    Raises:
        TranslatorError: the prepared links are missing or damaged.
    """
    training = recipe.training
    if not training.guidance:
        return None
    return Guidance(
        GuideBook(run / FOLDER),
        tokenizer,
        weight=training.guidance,
        decay=training.guidance_decay,
        updates=training.updates,
    )
