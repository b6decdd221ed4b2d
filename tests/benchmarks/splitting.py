"""How well and how fast sentences are told apart: python -m tests.benchmarks.splitting.

The text is tests/texts/village.fr, where " | " stands between sentences. sentencex and pysbd are measured too if
they are installed.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from translator.text.sentences import split_sentences

FILE = Path(__file__).parent.parent / "texts" / "village.fr"
MARK = " | "


def paragraphs() -> list[list[str]]:
    """The sentences of each line that is not blank."""
    return [line.split(MARK) for line in FILE.read_text(encoding="utf-8").split("\n") if line.strip()]


def ends(sentences: list[str]) -> set[int]:
    """Where sentences end, counted in characters that are no space."""
    found, length = set(), 0
    for sentence in sentences:
        length += len("".join(sentence.split()))
        found.add(length)
    return found


def main() -> None:
    """Measure and print."""
    splitters: dict[str, Callable[[str], list[str]]] = {
        "ours": lambda text: [text[start:end] for start, end in split_sentences(text)]
    }
    for name in ("sentencex", "pysbd"):
        try:
            library: Any = importlib.import_module(name)
        except ImportError:
            continue
        if name == "sentencex":
            splitters[name] = lambda text, library=library: list(library.segment("fr", text))
        else:
            splitters[name] = library.Segmenter(language="fr", clean=False).segment
    gold = paragraphs()
    for name, splitter in splitters.items():
        right = wanted = found = exact = 0
        start = time.perf_counter()
        for sentences in gold:
            ours, theirs = ends(sentences), ends([s for s in splitter(" ".join(sentences)) if s.strip()])
            right, wanted, found = right + len(ours & theirs), wanted + len(ours), found + len(theirs)
            exact += ours == theirs
        seconds = time.perf_counter() - start
        print(
            f"{name:10} boundaries found {right / wanted:.2%}, of those given right {right / found:.2%}, "
            f"lines all right {exact}/{len(gold)}, {1e6 * seconds / wanted:.0f} µs a sentence"
        )


if __name__ == "__main__":
    main()
