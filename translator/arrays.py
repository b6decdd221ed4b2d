"""NumPy archives (.npz) that may come from strangers: nothing is unpickled, and nothing grows beyond what it says."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_BYTES = 1 << 28  # of an array, unpacked


class DamagedArraysError(ValueError):
    """An archive that is not what it must be."""


def read_arrays(path: Path, wanted: Mapping[str, tuple[str, int]]) -> dict[str, NDArray[Any]]:
    """Arrays of an archive.

    Args:
        path: of the archive.
        wanted: by name, the kinds of type that an array may have (as ``dtype.kind``: "i", "u", "f") and its dimensions.

    Raises:
        DamagedArraysError: one is missing, of another kind, or larger than `MOST_BYTES`; or the archive is damaged.
        OSError: it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: _read(archive, name, *kind) for name, kind in wanted.items()}
    except OSError:
        raise
    except Exception as error:  # on damaged bytes zipfile and NumPy raise whatever what they call happens to raise
        raise DamagedArraysError(" ".join(str(error).split())) from error


def _read(archive: zipfile.ZipFile, name: str, kinds: str, dimensions: int) -> NDArray[Any]:
    entry = archive.getinfo(f"{name}.npy")
    if entry.file_size > MOST_BYTES:
        raise DamagedArraysError(f"{name} has {entry.file_size:,} bytes")
    with archive.open(entry) as file:
        version = np.lib.format.read_magic(file)
        if version != (1, 0):
            raise DamagedArraysError(f"{name} is of NumPy's format {version}")
        shape, fortran, dtype = np.lib.format.read_array_header_1_0(file)
        if dtype.kind not in kinds or len(shape) != dimensions or fortran:
            raise DamagedArraysError(f"{name} is {dtype} {shape}")
        data = file.read()
    if any(size < 0 for size in shape) or len(data) != dtype.itemsize * int(np.prod(shape, dtype=object)):
        raise DamagedArraysError(f"{name} has {len(data):,} bytes for {dtype} {shape}")
    return np.frombuffer(data, dtype=dtype).reshape(shape)
