"""From the files that a publisher gives out to aligned text: `train.fr` and `train.en`, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from translator.corpus.catalogue import Corpus, Part, Place
from translator.corpus.reading import OnDamage, Pair, read_lines, read_parallel, read_tsv
from translator.corpus.unpacking import unpack
from translator.corpus.writing import whole_files
from translator.errors import TranslatorError

TOLERATED = 100  # one damaged line in so many is left out of train; more, and it is no text


@dataclass(frozen=True)
class Assembled:
    """What came out for one of train, dev and test.

    Attributes:
        split: its name.
        pairs: sentence pairs written.
        damaged: pairs of train left out because a side is not UTF-8, or a row has too few columns.
        empty: pairs of train left out because a side is empty.
    """

    split: str
    pairs: int
    damaged: int
    empty: int


def assemble(corpus: Corpus, files: Path, work: Path) -> list[Assembled]:
    """Write a corpus's splits as ``SPLIT.fr`` and ``SPLIT.en``.

    Args:
        corpus: as the catalogue has it.
        files: the folder of its fetched files.
        work: where the splits go; raw texts lie there for a while too.

    Raises:
        TranslatorError: an archive is damaged, hostile or lacks a text, or the texts are not in step or no UTF-8.
    """
    raw = _unpacked(corpus, files, work)
    try:
        return [_write(split, parts, raw, work) for split, parts in corpus.splits.items()]
    finally:
        for path in raw.values():
            path.unlink(missing_ok=True)


def _unpacked(corpus: Corpus, files: Path, work: Path) -> dict[Place, Path]:
    parts = [part for parts in corpus.splits.values() for part in parts]
    places = dict.fromkeys(place for part in parts for place in (part.french, part.english))
    raw = {place: work / f"{number}.raw" for number, place in enumerate(places)}
    left = corpus.unpacked
    for file in corpus.files:
        wanted = {place.member: path for place, path in raw.items() if place.file == file.name}
        unpack(files / file.name, wanted, left)
        left -= sum(path.stat().st_size for path in wanted.values())
    return raw


def _write(split: str, parts: Iterable[Part], raw: dict[Place, Path], work: Path) -> Assembled:
    """Write one split; test sets are taken to the letter, of train what can be used."""
    damaged: list[str] = []
    pairs = empty = 0
    strict = split != "train"
    with whole_files(work / f"{split}.fr", work / f"{split}.en") as (french, english):
        for part in parts:
            for pair in _read(part, raw, None if strict else damaged.append):
                if all(pair) or strict:
                    pairs += 1
                    french.write(pair[0] + "\n")
                    english.write(pair[1] + "\n")
                else:
                    empty += 1
    if len(damaged) * TOLERATED > pairs + empty:
        raise TranslatorError(f"{split} is no text in UTF-8: {len(damaged):,} of {pairs + empty:,} lines are damaged")
    if not pairs:
        raise TranslatorError(f"{split} holds no sentence")
    return Assembled(split, pairs, len(damaged), max(0, empty - len(damaged)))


def _read(part: Part, raw: dict[Place, Path], on_damage: OnDamage | None) -> Iterator[Pair]:
    french, english = raw[part.french], raw[part.english]
    try:
        if part.columns:
            yield from read_tsv(french, *part.columns, on_damage)
        elif (part.french.member or part.french.file).endswith(".sgm"):
            yield from _segments(french, english)
        else:
            yield from read_parallel(french, english, on_damage)
    except TranslatorError as error:
        named = str(error)
        for place, path in ((part.french, french), (part.english, english)):
            named = named.replace(str(path), f"{place.file}:{place.member}" if place.member else place.file)
        raise TranslatorError(named) from error


def _segments(french: Path, english: Path) -> Iterator[Pair]:
    """Pairs of two files in WMT's format of before 2021, as sacreBLEU reads them: entities stay as they are."""
    sides = [[_segment(line) for line in read_lines(path) if line.startswith("<seg ")] for path in (french, english)]
    if len(sides[0]) != len(sides[1]):
        raise TranslatorError(f"{french} has {len(sides[0]):,} segments and {english} {len(sides[1]):,}")
    yield from zip(sides[0], sides[1], strict=True)


def _segment(line: str) -> str:
    return " ".join(re.sub(r"<seg.*?>(.*)</seg>.*?", r"\1", line).split())
