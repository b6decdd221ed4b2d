"""A few turns of the fuzzer, so that it goes on working and what it found stays found; by hand it runs for longer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzzing.readers import TARGETS, make_good, one_case


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz") / "good"
    make_good(folder)
    return folder


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_whole_is_read(good: Path, name: str) -> None:
    TARGETS[name].read(good)


@pytest.mark.parametrize("name", TARGETS)
def test_spoilt_files_are_read_or_refused(good: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("signal.setitimer", lambda *_: None)  # no timed tests
    outcomes = {one_case(good, seed, name) for seed in range(25)}
    assert outcomes <= {f"{name}: read", f"{name}: refused"}
    assert f"{name}: refused" in outcomes or name == "corpus"
