"""Links that come with a corpus, to be looked up by the text of a pair while training reads it in whatever order.

A pair is known by a fingerprint of its two sides, which noise on the source (accents, case, final punctuation) leaves
as it is.
"""

from __future__ import annotations

import hashlib
import itertools
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from translator.errors import TranslatorError
from translator.text.links import Links
from translator.text.noise import strip_accents, strip_final_punctuation
from translator.text.tokenizer import PAD, Tokenizer
from translator.text.words import piece_to_word, split_words

if TYPE_CHECKING:
    from translator.corpus.batches import Batch

Ints = NDArray[np.int64]
FILES = ("keys", "starts", "links")
MOST_WORDS = 2**16


@dataclass(frozen=True)
class Guide:
    """Where the attention of a batch should look, [B, T, S], without its zeros.

    The shares of a target piece sum to 1, or it has none and nothing is asked of it.

    Attributes:
        places: int64 [N], rising: (row x T + target piece) x S + source piece.
        shares: float32 [N].
    """

    places: Ints
    shares: NDArray[np.float32]

    def cut(self, place: int) -> tuple[Guide, Guide]:
        """What is before a place, and what is from there on, counted from it."""
        middle = int(np.searchsorted(self.places, place))
        return Guide(self.places[:middle], self.shares[:middle]), Guide(
            self.places[middle:] - place, self.shares[middle:]
        )


class GuideBook:
    """Links by pair, in three memory-mapped files: sorted fingerprints, where their links start, the links."""

    def __init__(self, folder: Path) -> None:
        """Open what `GuideBook.write` wrote.

        Raises:
            TranslatorError: it is missing or damaged.
        """
        try:
            arrays = [np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in FILES]
        except Exception as error:  # on damaged headers NumPy raises whatever what it calls happens to raise
            raise TranslatorError(
                f"the prepared links {folder} are missing or damaged; start the training anew"
            ) from error
        self._folder = folder
        self._keys, self._starts, self._links = arrays
        kinds = [(values.dtype.kind, values.dtype.itemsize, values.ndim) for values in arrays]
        if (
            kinds != [("u", 8, 1), ("i", 8, 1), ("u", 2, 2)]
            or self._links.shape[1] != 2
            or len(self._starts) != len(self._keys) + 1
            or int(self._starts[-1]) != len(self._links)
        ):
            raise TranslatorError(f"the prepared links {folder} do not go together; start the training anew")

    @classmethod
    def write(cls, folder: Path, entries: Iterable[tuple[str, str, Links]]) -> GuideBook:
        """Write links and open them.

        Args:
            folder: to be made.
            entries: normalised source and target text, and the links between their words as `split_words` has them. Of
                pairs that are the same, the first counts.
        """
        # Arrays of plain numbers: Python's own would take kilobytes a pair.
        read, lengths, words = array("Q"), array("q"), array("H")
        for source, target, links in entries:
            near = [link for link in links if max(link) < MOST_WORDS]
            read.append(_fingerprint(source, target))
            lengths.append(len(near))
            words.extend(itertools.chain.from_iterable(near))
        keys, firsts = np.unique(np.array(read, dtype=np.uint64), return_index=True)
        counts = np.array(lengths, dtype=np.int64)
        begins = (np.cumsum(counts) - counts)[firsts]
        starts = np.concatenate([[0], np.cumsum(counts[firsts])]).astype(np.int64)
        # Row i of the links to write is row i of those read, shifted by as much as its pair is.
        rows = np.arange(starts[-1]) + np.repeat(begins - starts[:-1], counts[firsts])
        numbers = np.array(words, dtype=np.uint16).reshape(-1, 2)[rows]
        folder.mkdir(parents=True, exist_ok=True)
        arrays: tuple[NDArray[Any], ...] = keys, starts, numbers
        for name, values in zip(FILES, arrays, strict=True):
            np.save(folder / f"{name}.npy", values, allow_pickle=False)
        return cls(folder)

    def __len__(self) -> int:
        return len(self._keys)

    def __reduce__(self) -> tuple[type[GuideBook], tuple[Path]]:
        """Another process opens the files itself."""
        return GuideBook, (self._folder,)

    def guide(self, batch: Batch, tokenizer: Tokenizer) -> Guide:
        """Where a batch's attention should look.

        A linked target piece looks at the pieces of its source words in equal parts, and the end mark at the end mark.
        """
        longest, width = batch.target.shape[1], batch.source.shape[1]
        places, shares = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.float32)]
        lengths = batch.source_lengths - 1, (batch.target != PAD).sum(axis=1) - 1  # without end marks
        for row, (sources, targets) in enumerate(zip(*(length.tolist() for length in lengths), strict=True)):
            source_text, source_spans = tokenizer.decode_with_spans(batch.source[row, :sources].tolist())
            target_text, target_spans = tokenizer.decode_with_spans(batch.target[row, :targets].tolist())
            links = self.find(source_text, target_text)
            if links is None:
                continue
            source_share = piece_to_word(split_words(source_text), source_spans)
            target_share = piece_to_word(split_words(target_text), target_spans)
            # Noise may have taken the full stop; what is linked to it goes unguided.
            links = links[(links < (source_share.shape[1], target_share.shape[1])).all(axis=1)]
            linked = np.zeros((target_share.shape[1], source_share.shape[1]), dtype=np.float32)
            linked[links[:, 1], links[:, 0]] = 1
            wanted = np.zeros((targets + 1, width), dtype=np.float32)
            wanted[:targets, :sources] = target_share @ linked @ source_share.T
            wanted /= np.maximum(wanted.sum(axis=1, keepdims=True), 1e-9)
            wanted[targets, sources] = 1
            looked_at = np.flatnonzero(wanted)
            places.append(row * longest * width + looked_at)
            shares.append(wanted.flatten()[looked_at])
        return Guide(np.concatenate(places), np.concatenate(shares))

    def find(self, source: str, target: str) -> Ints | None:
        """int64 [links, 2], source and target word of each link of a pair; None if the pair is not known."""
        key = np.uint64(_fingerprint(source, target))
        place = int(np.searchsorted(self._keys, key))
        if place == len(self._keys) or self._keys[place] != key:
            return None
        links: Ints = self._links[int(self._starts[place]) : int(self._starts[place + 1])].astype(np.int64)
        return links


def _fingerprint(source: str, target: str) -> int:
    folded = strip_final_punctuation(strip_accents(source).casefold())
    return int.from_bytes(hashlib.blake2b(f"{folded}\n{target}".encode(), digest_size=8).digest(), "big")
