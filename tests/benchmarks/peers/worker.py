"""What every contestant of the speed benchmark does, whoever's interpreter runs it: load, say so, decode when told to.

The benchmark starts one process a contestant. It prints a line of JSON when it is loaded and warm; for every line it is
then given it decodes all sentences once and prints how long that took. So contestants take turns, and drift of the
machine hits all alike; loading is never in the figure.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

Pieces = list[list[int]]
Outputs = TypeVar("Outputs")


def parser() -> argparse.ArgumentParser:
    """The options that all workers have."""
    made = argparse.ArgumentParser()
    made.add_argument("work", type=Path, help="JSON: lists of pieces, one a sentence, under 'pieces'; 'lines' too")
    made.add_argument("--beam", type=int, default=5)
    made.add_argument("--batch-size", type=int, default=64)
    made.add_argument("--length", type=int, default=14, help="pieces that every output is forced to have")
    made.add_argument("--layers", type=int, default=1, help="of encoder and decoder each")
    made.add_argument("--vocabulary", type=int, default=8000)
    made.add_argument("--threads", type=int, default=2)
    return made


def batches_by_length(sources: Pieces, size: int) -> Iterator[Pieces]:
    """Batches of sources of nearly equal length, longest first."""
    ordered = sorted(sources, key=len, reverse=True)
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]


def pieces_of(work: Path) -> Pieces:
    """The sentences to decode, as pieces without marks."""
    pieces: Pieces = json.loads(work.read_text(encoding="utf-8"))["pieces"]
    return pieces


def lines_of(work: Path) -> list[str]:
    """The sentences to decode, as text."""
    lines: list[str] = json.loads(work.read_text(encoding="utf-8"))["lines"]
    return lines


def serve(
    name: str,
    parameters: int,
    decode: Callable[[], Outputs],
    count: Callable[[Outputs], int],
    warm_up: Callable[[], object],
) -> None:
    """Take turns until standard input ends.

    Args:
        name: of the contestant, as the benchmark prints it.
        parameters: of its network.
        decode: decodes everything once.
        count: pieces written, of what ``decode`` gives; not timed.
        warm_up: called once beforehand.
    """
    # Libraries that talk on standard output must not talk into the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    warm_up()
    print(json.dumps({"name": name, "parameters": parameters}), file=answers, flush=True)
    for _ in sys.stdin:
        began = time.perf_counter()
        outputs = decode()
        seconds = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "pieces": count(outputs), "peak_mb": peak}), file=answers, flush=True)
