"""Links between words: taken from attention, merged from two directions, read and written in Pharaoh format.

A link is a pair (source word, target word), 0-based. A set of links is a tuple in order of the target, then the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

Link = tuple[int, int]
Links = tuple[Link, ...]
Floats = NDArray[np.float32]

_PHARAOH = re.compile(r"(\d+)([-?p])(\d+)(\??)")
# Around a link, those that touch it along a side first, then those at its corners (Koehn et al. 2003).
_NEIGHBOURS = ((-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))


def in_order(links: Iterable[Link]) -> Links:
    """Links once each, in order of the target, then the source."""
    return tuple(sorted(set(links), key=lambda link: (link[1], link[0])))


def transpose(links: Iterable[Link]) -> Links:
    """The same links seen from the other language."""
    return in_order((target, source) for source, target in links)


def intersection(forward: Iterable[Link], backward: Iterable[Link]) -> Links:
    """Links that both directions have: few and sure."""
    return in_order(set(forward) & set(backward))


def union(forward: Iterable[Link], backward: Iterable[Link]) -> Links:
    """Links that either direction has: many, some wrong."""
    return in_order(set(forward) | set(backward))


def grow_diag_final_and(forward: Iterable[Link], backward: Iterable[Link]) -> Links:
    """Grow from the intersection towards the union (Koehn et al. 2003; Moses' grow-diag-final-and).

    A link of the union that touches one already taken, along a side or at a corner, is taken if its source or its
    target word has none yet, until nothing changes; then every link of either direction whose two words both have none.
    """
    either = set(forward) | set(backward)
    taken = set(forward) & set(backward)
    sources, targets = {source for source, _ in taken}, {target for _, target in taken}

    def take(link: Link) -> None:
        taken.add(link)
        sources.add(link[0])
        targets.add(link[1])

    grew = True
    while grew:
        grew = False
        for source, target in sorted(taken):
            for down, right in _NEIGHBOURS:
                near = (source + down, target + right)
                if near in either and near not in taken and (near[0] not in sources or near[1] not in targets):
                    take(near)
                    grew = True
    for direction in (forward, backward):
        for link in sorted(direction):
            if link[0] not in sources and link[1] not in targets:
                take(link)
    return in_order(taken)


AGREEMENT = "agreement"  # the one symmetrisation that needs both networks' weights, not their links alone
SYMMETRISATIONS: dict[str, Callable[[Iterable[Link], Iterable[Link]], Links]] = {
    "intersection": intersection,
    "union": union,
    "grow-diag-final-and": grow_diag_final_and,
}


def to_pharaoh(links: Iterable[Link]) -> str:
    """``0-0 1-1 …``."""
    return " ".join(f"{source}-{target}" for source, target in links)


def from_pharaoh(line: str) -> tuple[Links, Links]:
    """Sure and possible links of a line of Pharaoh format.

    ``0-0`` is sure; ``0?0``, ``0-0?`` and ``0p0`` are possible ones, as the gold sets about write them.

    Raises:
        ValueError: an entry is none of these; its text is the message.
    """
    sure: list[Link] = []
    possible: list[Link] = []
    for entry in line.split():
        found = _PHARAOH.fullmatch(entry)
        if found is None:
            raise ValueError(entry)
        link = int(found[1]), int(found[3])
        (sure if found[2] == "-" and not found[4] else possible).append(link)
    return in_order(sure), in_order(possible)
