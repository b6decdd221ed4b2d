"""Shared by the tests of decoding."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def folder(untrained_folder: Path, tmp_path: Path) -> Path:
    """A copy of a good model folder, to be spoilt."""
    copy = tmp_path / "model"
    shutil.copytree(untrained_folder, copy)
    return copy
