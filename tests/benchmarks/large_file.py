"""A million lines translate in the memory of ten thousand: python -m tests.benchmarks.large_file [MODEL] [--lines N].

Both files are our own short texts (data/words, data/everyday) over and over, each line with a number of its own, so
that none is like another. `translate -i FILE -o FILE` runs in a process of its own on all cores; its greatest resident
memory is the system's figure. The output is counted: a line for each, and the last one that of the last line.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks.contestants import ENVIRONMENT, ROOT, TRANSLATE
from tests.benchmarks.report import Bar, Line
from translator.decoding.model_folder import find_model
from translator.evaluation.fresh import Ended, run_fresh

FEW = 10_000
TEXTS = ("words", "everyday")


def write_lines(path: Path, language: str, count: int) -> None:
    """Write ``count`` short lines."""
    texts = [
        line
        for name in TEXTS
        for line in (ROOT / "data" / name / f"train.{language}").read_text(encoding="utf-8").split("\n")[:-1]
    ]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(f"{number} {texts[number % len(texts)]}\n")


def translated(model: str, language: str, count: int, folder: Path) -> Ended:
    """Translate a file of ``count`` lines and check that all came out."""
    source, target = folder / "source", folder / "target"
    write_lines(source, language, count)
    done = run_fresh(TRANSLATE, ["--model", model, "-i", str(source), "-o", str(target)], ENVIRONMENT)
    lines, last = 0, ""
    with target.open(encoding="utf-8") as file:
        for last in file:  # noqa: B007
            lines += 1
    if lines != count or str(count - 1) not in last.replace(",", "").replace(" ", ""):
        raise SystemExit(f"{lines:,} of {count:,} lines came out; the last is {last.strip()!r}")
    return done


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", nargs="?", default="fr-en-lstm")
    parser.add_argument("--lines", type=int, default=1_000_000)
    wanted = parser.parse_args()
    language = find_model(wanted.model).source_language
    with tempfile.TemporaryDirectory() as scratch:
        few = translated(wanted.model, language, FEW, Path(scratch))
        many = translated(wanted.model, language, wanted.lines, Path(scratch))
    label = f"memory of {wanted.lines:,} lines over that of {FEW:,}"
    note = f"{many.memory_mb:,.0f} MB over {few.memory_mb:,.0f} MB; {wanted.lines / many.seconds:,.0f} lines a second"
    print(Line(label, many.memory_mb / few.memory_mb, bar=Bar(1.1, at_least=False), note=note))


if __name__ == "__main__":
    main()
