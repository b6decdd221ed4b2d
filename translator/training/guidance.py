"""Guided alignment: attention is taught where to look, by links that a word aligner made (Chen et al. 2016).

    loss = cross-entropy of the pieces + weight × cross-entropy of attention against the links

Where each piece should look comes with the batches (`corpus/guides.py`); of target pieces without a link nothing is
asked. The weight may fall over training, as Chen et al. had it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor

from translator.corpus.guides import Guide, GuideBook
from translator.corpus.reading import OnDamage, read_lines, read_parallel, read_tsv
from translator.errors import TranslatorError
from translator.text.links import Links, from_pharaoh
from translator.text.normalise import normalise
from translator.training.recipe import Recipe

FOLDER = "guides"
SMALLEST = 1e-30  # attention below this has no gradient left in float32


class Guidance:
    """The part of the objective that links give."""

    def __init__(self, *, weight: float, decay: float, updates: int) -> None:
        """Settle how much it counts.

        Args:
            weight: of this part beside the cross-entropy of the pieces.
            decay: share of the weight that is gone at the end of training, falling evenly; 0 keeps it, 1 takes all.
            updates: length of training.
        """
        self._weight, self._decay, self._updates = weight, decay, max(1, updates)

    def weight_at(self, update: int) -> float:
        """The weight at an update, counted from 0."""
        return self._weight * (1 - self._decay * min(1.0, update / self._updates))

    def loss(self, guide: Guide, attention: Tensor, update: int) -> Tensor:
        """Weighted sum over the guided pieces of a batch, in nats.

        Args:
            guide: where the batch's attention should look.
            attention: float32 [B, T, S], from teacher forcing.
            update: counted from 0.
        """
        places, shares = (torch.from_numpy(part).to(attention.device) for part in (guide.places, guide.shares))
        found = attention.flatten().index_select(0, places)
        return -self.weight_at(update) * (shares * found.clamp_min(SMALLEST).log()).sum()


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


def open_guidance(recipe: Recipe) -> Guidance | None:
    """The guidance that a recipe asks for, if any."""
    training = recipe.training
    if not training.guidance:
        return None
    return Guidance(weight=training.guidance, decay=training.guidance_decay, updates=training.updates)


def open_guides(recipe: Recipe, run: Path) -> GuideBook | None:
    """The links of a run that was prepared; None where its recipe asks for no guidance.

    Raises:
        TranslatorError: they are missing or damaged.
    """
    return GuideBook(run / FOLDER) if recipe.training.guidance else None
