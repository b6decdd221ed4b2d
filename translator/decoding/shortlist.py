"""The vocabulary shortlist: only pieces that are likely for a source are scored.

For every source piece its likeliest counterparts, by IBM model 1 on the training text (`translator.training.lexicon`);
to these come the commonest pieces of all and the source's own, so that names can be copied. A sentence is held to its
own list whatever else is in its batch: company never changes a translation. After Jean et al. (2015) and L'Hostis et
al. (2016).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from translator.arrays import DamagedArraysError, read_arrays
from translator.decoding.model_folder import SHORTLIST
from translator.errors import TranslatorError
from translator.text.tokenizer import EOS

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Selection:
    """The pieces to score for a batch.

    Attributes:
        pieces: int64 [W], rising; the lists of all sentences together.
        allowed: bool [B, W], which of them are in the list of each sentence.
    """

    pieces: Ints
    allowed: NDArray[np.bool_]


class Shortlist:
    """Which target pieces go with which source pieces."""

    def __init__(self, likely: NDArray[np.integer], common: NDArray[np.integer]) -> None:
        """Take a lexicon.

        Args:
            likely: [V, k], for every source piece its counterparts.
            common: [F], pieces that every list has.
        """
        self.likely, self.common = likely, common

    @classmethod
    def load(cls, folder: Path) -> Shortlist | None:
        """The shortlist of a model folder, if it has one.

        Raises:
            TranslatorError: the file is damaged.
        """
        path = folder / SHORTLIST
        if not path.is_file():
            return None
        try:
            found = read_arrays(path, {"likely": ("iu", 2), "common": ("iu", 1)})
            likely, common = found["likely"], found["common"]
            for pieces in (likely, common):
                if pieces.size and not 0 <= int(pieces.min()) <= int(pieces.max()) < len(likely):
                    raise DamagedArraysError("a piece that is none")
        except (OSError, DamagedArraysError) as error:
            raise TranslatorError(f"{path} is damaged ({error}); restore it, or delete it to do without") from error
        return cls(likely, common)

    def to_bytes(self) -> bytes:
        """What the file holds that `load` reads."""
        out = io.BytesIO()
        np.savez_compressed(out, likely=self.likely, common=self.common)
        return out.getvalue()

    def select(self, sources: Sequence[Sequence[int]]) -> Selection:
        """The pieces to score for a batch of sources (without end marks)."""
        vocabulary = len(self.likely)
        allowed = np.zeros((len(sources), vocabulary), dtype=bool)
        allowed[:, self.common] = True
        allowed[:, EOS] = True
        for row, source in enumerate(sources):
            pieces = np.asarray(source)
            allowed[row, self.likely[pieces].ravel()] = True
            allowed[row, pieces] = True
        pieces = np.flatnonzero(allowed.any(axis=0))
        return Selection(pieces, allowed[:, pieces])
