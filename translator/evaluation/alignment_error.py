"""Alignment error rate: links against a gold set that tells sure links from possible ones (Och & Ney 2003)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.corpus.reading import read_lines
from translator.errors import TranslatorError
from translator.text.links import Link, Links, from_pharaoh, in_order, transpose

# WPT 2003: sentence, source word, target word, all from 1; then maybe S(ure) or P(ossible); then maybe a confidence.
_NAACL = re.compile(r"\s*(\d+)\s+(\d+)\s+(\d+)(?:\s+([SP]))?(?:\s+[\d.]+)?\s*")
_NAACL_SENTENCE = re.compile(r"\s*<s\s+snum\s*=\s*\"?(\d+)\"?\s*>(.*?)</s>\s*")


@dataclass(frozen=True)
class GoldLinks:
    """What people linked in one pair.

    Attributes:
        sure: links that nobody doubts.
        possible: links that may be made or left out; the sure ones are among them.
    """

    sure: frozenset[Link]
    possible: frozenset[Link]


@dataclass(frozen=True)
class AlignmentScore:
    """Links A against sure S and possible P, summed over all pairs; shares from 0 to 1.

    Attributes:
        precision: |A ∩ P| / |A|.
        recall: |A ∩ S| / |S|.
        error_rate: AER, 1 - (|A ∩ S| + |A ∩ P|) / (|A| + |S|); 0 is best.
        links: |A|.
        sure, possible: |S| and |P|.
    """

    precision: float
    recall: float
    error_rate: float
    links: int
    sure: int
    possible: int


def alignment_score(found: Sequence[Iterable[Link]], gold: Sequence[GoldLinks]) -> AlignmentScore:
    """Precision, recall and AER of links.

    Args:
        found: links of each pair.
        gold: of the same pairs, as many.
    """
    links = sure = possible = right_sure = right_possible = 0
    for mine, theirs in zip(found, gold, strict=True):
        mine = set(mine)
        links += len(mine)
        sure += len(theirs.sure)
        possible += len(theirs.possible)
        right_sure += len(mine & theirs.sure)
        right_possible += len(mine & theirs.possible)
    return AlignmentScore(
        precision=right_possible / links if links else 0.0,
        recall=right_sure / sure if sure else 0.0,
        error_rate=1 - (right_sure + right_possible) / (links + sure) if links + sure else 0.0,
        links=links,
        sure=sure,
        possible=possible,
    )


def read_gold(path: Path, pairs: int, *, reverse: bool = False) -> list[GoldLinks]:
    """Gold links from a file in Pharaoh format or that of the NAACL 2003 workshop; which one is seen from the file.

    Args:
        path: the file.
        pairs: how many sentence pairs there are.
        reverse: the file has the target word first.

    Raises:
        TranslatorError: a line is in neither format, or there are links for more or fewer pairs.
    """
    lines = list(read_lines(path))
    first = next((line for line in lines if line.strip()), "")
    read = _read_naacl(path, lines, pairs) if _NAACL.fullmatch(first) else _read_pharaoh(path, lines, pairs)
    gold = []
    for sure, possible in read:
        sure, possible = (transpose(sure), transpose(possible)) if reverse else (sure, possible)
        gold.append(GoldLinks(frozenset(sure), frozenset(sure) | frozenset(possible)))
    return gold


def _read_pharaoh(path: Path, lines: Sequence[str], pairs: int) -> list[tuple[Links, Links]]:
    if len(lines) != pairs:
        raise TranslatorError(f"{path} has {len(lines):,} lines for {pairs:,} pairs; line n must align pair n")
    read = []
    for number, line in enumerate(lines, start=1):
        try:
            read.append(from_pharaoh(line))
        except ValueError as error:
            raise TranslatorError(
                f"{path}, line {number}: '{error}' is no link; write 0-1, or 0?1 for a possible one"
            ) from error
    return read


def _read_naacl(path: Path, lines: Sequence[str], pairs: int) -> list[tuple[Links, Links]]:
    read: list[tuple[list[Link], list[Link]]] = [([], []) for _ in range(pairs)]
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        found = _NAACL.fullmatch(line)
        if found is None:
            raise TranslatorError(f"{path}, line {number}: expected 'sentence source-word target-word S|P'")
        pair, source, target = int(found[1]), int(found[2]), int(found[3])
        if not 1 <= pair <= pairs:
            raise TranslatorError(f"{path}, line {number}: sentence {pair}, but there are {pairs:,} (counted from 1)")
        if source and target:  # word 0 is none: the other one is linked to nothing
            read[pair - 1][found[4] == "P"].append((source - 1, target - 1))
    return [(in_order(sure), in_order(possible)) for sure, possible in read]


def naacl_text(line: str) -> str:
    """The words of a line ``<s snum=1> … </s>``; any other line as it is."""
    found = _NAACL_SENTENCE.fullmatch(line)
    return found[2].strip() if found else line


def check_in_range(gold: Sequence[GoldLinks], words: Sequence[tuple[int, int]], path: Path) -> None:
    """Make sure that gold links name words that there are.

    Args:
        gold: links of each pair.
        words: number of source and target words of each pair.
        path: of the gold links, for the message.

    Raises:
        TranslatorError: a link points past the end of a sentence: other words were counted, or the other way round.
    """
    for number, (links, (sources, targets)) in enumerate(zip(gold, words, strict=True), start=1):
        for source, target in sorted(links.possible):
            if source >= sources or target >= targets:
                raise TranslatorError(
                    f"{path}, pair {number}: link {source}-{target}, but the sentences have {sources} and {targets} "
                    "words; is the target named first (--reverse), or are words what stands between spaces "
                    "(--tokenised)?"
                )
