"""Rows on disk, read a few at a time: a corpus larger than memory trains.

A store is two memory-mapped files: the values of all rows, one after another, and the offset where each row begins
(and, at the end, where the last one stops). Row 2i is the source and 2i + 1 the target of pair i.
"""

from __future__ import annotations

import itertools
import mmap
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from translator.errors import TranslatorError
from translator.text.tokenizer import Tokenizer

Pair = tuple[str, str]
Ints = NDArray[np.int64]
Block = tuple[bytes, Sequence[int]]  # the values of some rows, and how many each has

AT_ONCE = 16_384  # pairs
CHECKED_AT_ONCE = 1 << 20  # offsets


class RowStore:
    """Rows of numbers of one type."""

    def __init__(self, path: Path, dtype: Any) -> None:
        """Open a store written by `RowStore.write_rows`.

        Args:
            path: of both files, without their endings.
            dtype: of the values.

        Raises:
            TranslatorError: a file is missing or shorter than it must be.
        """
        try:
            self._offsets, self._offsets_map = _mapped(_beside(path, ".offsets"), np.int64)
            self._values, self._values_map = _mapped(_beside(path, ".values"), dtype)
            size = int(self._offsets[-1])
        except (OSError, ValueError, IndexError) as error:
            raise TranslatorError(
                f"the prepared corpus {path} is missing or damaged; start the training anew"
            ) from error
        if len(self._values) != size or len(self._offsets) % 2 == 0:
            raise TranslatorError(f"the prepared corpus {path} is cut short; start the training anew")
        if not self._rises():
            raise TranslatorError(f"the prepared corpus {path} is damaged; start the training anew")
        self._path = path

    def _rises(self) -> bool:
        """Whether every row ends where or after it begins."""
        last = 0
        for start in range(0, len(self._offsets), CHECKED_AT_ONCE):
            part = self._offsets[start : start + CHECKED_AT_ONCE]
            if part[0] < last or (part[1:] < part[:-1]).any():
                return False
            last = int(part[-1])
        self.forget()
        return True

    @staticmethod
    def write_rows(path: Path, blocks: Iterable[Block]) -> None:
        """Write rows, some thousand at a time; both files appear whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        parts = [_beside(path, ".values.part"), _beside(path, ".offsets.part")]
        with parts[0].open("wb") as values, parts[1].open("wb") as offsets:
            position = 0
            offsets.write(np.zeros(1, dtype=np.int64).tobytes())
            for data, lengths in blocks:
                values.write(data)
                ends = position + np.cumsum(np.array(lengths, dtype=np.int64))
                offsets.write(ends.tobytes())
                position = int(ends[-1]) if len(ends) else position
            for file in (values, offsets):
                file.flush()
                os.fsync(file.fileno())
        for part in parts:
            part.replace(part.with_suffix(""))

    @staticmethod
    def delete(path: Path) -> None:
        """Delete both files; who has them open can go on reading."""
        for ending in (".values", ".offsets"):
            _beside(path, ending).unlink()

    def __len__(self) -> int:
        """Number of pairs."""
        return (len(self._offsets) - 1) // 2

    def lengths(self, pairs: Ints) -> tuple[Ints, Ints]:
        """Number of values on either side of the given pairs."""
        first, second, third = (self._offsets[2 * pairs + i] for i in range(3))
        return second - first, third - second

    def side(self, pair: int, side: int) -> NDArray[Any]:
        """The values of one side (0 source, 1 target) of a pair, as a view of the file."""
        start, stop = self._offsets[2 * pair + side : 2 * pair + side + 2]
        return self._values[start:stop]

    def forget(self) -> None:
        """Let go of the memory that pages read so far take up; they are read again when asked for."""
        for mapped in (self._offsets_map, self._values_map):
            if mapped is not None and hasattr(mmap, "MADV_DONTNEED"):
                mapped.madvise(mmap.MADV_DONTNEED)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _mapped(path: Path, dtype: Any) -> tuple[NDArray[Any], mmap.mmap | None]:
    with path.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            return np.zeros(0, dtype=dtype), None
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return np.frombuffer(mapped, dtype=dtype), mapped


class PairStore(RowStore):
    """Sentence pairs as UTF-8 text."""

    def __init__(self, path: Path) -> None:
        """Open a store written by `write`; raises as `RowStore`."""
        super().__init__(path, np.uint8)

    def __reduce__(self) -> tuple[type[PairStore], tuple[Path]]:
        """Another process maps the files itself."""
        return PairStore, (self._path,)

    @classmethod
    def write(cls, path: Path, pairs: Iterable[Pair]) -> PairStore:
        """Write pairs and open them."""

        def blocks() -> Iterator[Block]:
            rest = iter(pairs)
            while some := list(itertools.islice(rest, AT_ONCE)):
                rows = [sentence.encode("utf-8") for pair in some for sentence in pair]
                yield b"".join(rows), list(map(len, rows))

        cls.write_rows(path, blocks())
        return cls(path)

    def __getitem__(self, index: int) -> Pair:
        source, target = (self._text(self.side(index, side).tobytes()) for side in (0, 1))
        return source, target

    def _text(self, data: bytes) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise TranslatorError(f"the prepared corpus {self._path} is damaged; start the training anew") from error

    def __iter__(self) -> Iterator[Pair]:
        """All pairs in order, in little memory."""
        for start in range(0, len(self), AT_ONCE):
            ends = self._offsets[2 * start : 2 * (start + AT_ONCE) + 1].tolist()
            block = self._values[ends[0] : ends[-1]].tobytes()
            rows = [self._text(block[i - ends[0] : j - ends[0]]) for i, j in itertools.pairwise(ends)]
            self.forget()
            yield from zip(rows[::2], rows[1::2], strict=True)


class PieceStore(RowStore):
    """Sentence pairs as piece numbers, without marks: tokenised once, read many times."""

    def __init__(self, path: Path, vocabulary: int) -> None:
        """Open a store written by `write`; raises as `RowStore`."""
        super().__init__(path, _piece_type(vocabulary))
        self._vocabulary = vocabulary

    def __reduce__(self) -> tuple[type[PieceStore], tuple[Path, int]]:
        """Another process maps the files itself."""
        return PieceStore, (self._path, self._vocabulary)

    @classmethod
    def write(cls, path: Path, pairs: Iterable[Pair], tokenizer: Tokenizer) -> PieceStore:
        """Tokenise pairs that are normalised already, write and open them."""
        dtype = _piece_type(len(tokenizer))

        def blocks() -> Iterator[Block]:
            rest = iter(pairs)
            while some := list(itertools.islice(rest, AT_ONCE)):
                rows = tokenizer.encode_normalised(list(itertools.chain.from_iterable(some)))
                yield np.fromiter(itertools.chain.from_iterable(rows), dtype=dtype).tobytes(), list(map(len, rows))

        cls.write_rows(path, blocks())
        return cls(path, len(tokenizer))


def _piece_type(vocabulary: int) -> Any:
    return np.uint16 if vocabulary <= 1 << 16 else np.int32
