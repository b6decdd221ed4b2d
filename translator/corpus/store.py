"""Lines on disk, read one at a time: a corpus larger than memory trains."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from translator.errors import TranslatorError

Pair = tuple[str, str]


class PairStore:
    """Sentence pairs in two memory-mapped files: the UTF-8 text and the byte offsets of its sentences.

    Sentence 2i is the source and 2i + 1 the target of pair i.
    """

    def __init__(self, path: Path) -> None:
        """Open a store written by `PairStore.write`.

        Raises:
            TranslatorError: a file is missing or shorter than it must be.
        """
        try:
            self._offsets = np.load(path.with_suffix(".offsets.npy"), mmap_mode="r", allow_pickle=False)
            size = int(self._offsets[-1])
            text = path.with_suffix(".text")
            self._text = np.memmap(text, dtype=np.uint8, mode="r") if size else np.zeros(0, dtype=np.uint8)
        except (OSError, ValueError, IndexError) as error:
            raise TranslatorError(
                f"the prepared corpus {path} is missing or damaged; start the training anew"
            ) from error
        if len(self._text) != size:
            raise TranslatorError(f"the prepared corpus {path} is cut short; start the training anew")

    @classmethod
    def write(cls, path: Path, pairs: Iterable[Pair]) -> PairStore:
        """Write pairs and open them; both files appear whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        offsets = [0]
        text_part, offsets_part = path.with_suffix(".text.part"), path.with_suffix(".offsets.part.npy")
        with text_part.open("wb") as text:
            for pair in pairs:
                for sentence in pair:
                    data = sentence.encode("utf-8")
                    text.write(data)
                    offsets.append(offsets[-1] + len(data))
            text.flush()
            os.fsync(text.fileno())
        np.save(offsets_part, np.array(offsets, dtype=np.int64), allow_pickle=False)
        text_part.replace(path.with_suffix(".text"))
        offsets_part.replace(path.with_suffix(".offsets.npy"))
        return cls(path)

    def __len__(self) -> int:
        return (len(self._offsets) - 1) // 2

    def __getitem__(self, index: int) -> Pair:
        first, second, third = (int(offset) for offset in self._offsets[2 * index : 2 * index + 3])
        source = self._text[first:second].tobytes().decode("utf-8")
        return source, self._text[second:third].tobytes().decode("utf-8")
