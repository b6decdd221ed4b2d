"""The gold set: what stands in the files is what is written in words, and every link points at a word."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from translator.corpus.reading import read_lines
from translator.evaluation.alignments import GoldSet

FOLDER = ROOT / "data" / "alignments"


def test_files_are_made_from_the_words(tmp_path: Path) -> None:
    for name in ("gold.txt", "make.py"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    subprocess.run([sys.executable, tmp_path / "make.py"], check=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)})
    for part in ("dev", "test"):
        for ending in ("fr", "en", "align"):
            assert (tmp_path / f"{part}.{ending}").read_bytes() == (FOLDER / f"{part}.{ending}").read_bytes()


def test_two_hundred_pairs_with_sure_and_possible_links() -> None:
    files = (FOLDER / f"test.{ending}" for ending in ("fr", "en", "align"))
    gold = GoldSet.read(*files, tokenised=False, reverse=False)
    assert len(gold.pairs) == 200
    assert all(links.sure for links in gold.links if len(links.possible) > 3)
    assert any(links.possible > links.sure for links in gold.links)


def test_no_pair_is_in_both_parts() -> None:
    dev, test = (set(read_lines(FOLDER / f"{part}.fr")) for part in ("dev", "test"))
    assert not dev & test
