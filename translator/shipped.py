"""Where the files that come with the package lie: in the wheel beside the code, in a checkout at its root."""

from __future__ import annotations

from pathlib import Path


def shipped_folder(name: str) -> Path:
    """The shipped folder ``models`` or ``data``."""
    package = Path(__file__).resolve().parent
    beside = package / name
    return beside if beside.is_dir() else package.parent / name
