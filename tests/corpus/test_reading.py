"""Parallel text in: lines, compression, and what is wrong with it."""

from __future__ import annotations

import gzip
import lzma
import sys
from pathlib import Path

import pytest

from translator.corpus.reading import read_lines, read_parallel, read_tsv
from translator.errors import TranslatorError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LINES = ["un\u2028deux", "trois\x0cquatre\x85cinq", "", "six"]


def write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("utf-8"))
    return path


@pytest.mark.parametrize("suffix", ["", ".gz", ".xz", ".zst"])
def test_lines_end_at_newlines_alone(tmp_path: Path, suffix: str) -> None:
    data = "\n".join([*LINES, ""]).encode()
    packed = {"": bytes, ".gz": gzip.compress, ".xz": lzma.compress, ".zst": zstd.compress}[suffix](data)
    path = tmp_path / f"text{suffix}"
    path.write_bytes(packed)
    assert list(read_lines(path)) == LINES


def test_ends_of_other_systems_and_byte_order_marks(tmp_path: Path) -> None:
    assert list(read_lines(write(tmp_path / "a", "\ufeffun\r\ndeux\r\ntrois"))) == ["un", "deux", "trois"]


@pytest.mark.parametrize("suffix", [".gz", ".xz", ".zst"])
def test_cut_short_archives_are_said_to_be_damaged(tmp_path: Path, suffix: str) -> None:
    data = "\n".join(f"ligne numéro {i}" for i in range(5000)).encode()
    packed = {".gz": gzip.compress, ".xz": lzma.compress, ".zst": zstd.compress}[suffix](data)
    path = tmp_path / f"text{suffix}"
    path.write_bytes(packed[: len(packed) // 2])
    with pytest.raises(TranslatorError, match="damaged near line"):
        list(read_lines(path))


def test_latin1_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.fr"
    path.write_bytes("un\ndeux\nété\n".encode("latin-1"))
    with pytest.raises(TranslatorError, match=r"latin\.fr, line 3: byte 1 \(0xe9\) is not UTF-8; .*iconv"):
        list(read_lines(path))


@pytest.mark.parametrize(("source", "target"), [("a\nb\nc\n", "a\n"), ("a\n", "a\nb\nc\n")])
def test_unequal_files_tell_both_counts(tmp_path: Path, source: str, target: str) -> None:
    paths = write(tmp_path / "s", source), write(tmp_path / "t", target)
    with pytest.raises(TranslatorError) as raised:
        list(read_parallel(*paths))
    counts = [source.count("\n"), target.count("\n")]
    assert f"s has {counts[0]} lines" in str(raised.value)
    assert f"t has {counts[1]}" in str(raised.value)


def test_empty_and_missing_files(tmp_path: Path) -> None:
    empty = write(tmp_path / "empty", "")
    with pytest.raises(TranslatorError, match="are empty"):
        list(read_parallel(empty, empty))
    with pytest.raises(TranslatorError, match="No such file"):
        list(read_lines(tmp_path / "missing"))


def test_tsv(tmp_path: Path) -> None:
    good = write(tmp_path / "a.tsv", "un\tone\tx\ndeux\ttwo\n")
    assert list(read_tsv(good)) == [("un", "one"), ("deux", "two")]
    with pytest.raises(TranslatorError, match="line 2: 1 columns, 2 needed"):
        list(read_tsv(write(tmp_path / "b.tsv", "un\tone\ndeux\n")))
    with pytest.raises(TranslatorError, match="is empty"):
        list(read_tsv(write(tmp_path / "c.tsv", "")))
