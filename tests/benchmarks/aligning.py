"""How fast `translator align` is, beside translating the same sources at beam 5, and whether its memory stays flat.

    python -m tests.benchmarks.aligning [MODEL] [--pairs 10000] [--rounds 3] [--corpus multi30k]

Pairs come from ../shared/corpora/CORPUS/train. Both are the product's own commands with files in and out, start-up
included, on all cores, in turn. Memory is the resident size of `translator align` after every tenth of the pairs.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from itertools import islice
from pathlib import Path
from statistics import median

from tests.benchmarks.contestants import CORPORA, ENVIRONMENT, TRANSLATE, TRANSLATOR
from tests.benchmarks.others import now, others
from tests.benchmarks.report import Bar, Line
from translator.corpus.reading import read_lines
from translator.decoding.model_folder import find_model

TENTHS = 10


def resident_mb(process: int) -> float:
    """Of a process, now; 0 once it has ended."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def timed(code: str, *arguments: str) -> float:
    """Seconds that a command takes."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def memory_of_aligning(arguments: list[str], pairs: int) -> list[float]:
    """MB resident, highest within every tenth of the output."""
    process = subprocess.Popen(
        [sys.executable, "-c", TRANSLATOR, *arguments],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    peaks, done, written = [0.0] * TENTHS, threading.Event(), [0]

    def watch() -> None:
        while not done.wait(0.05):
            tenth = min(TENTHS - 1, written[0] * TENTHS // pairs)
            peaks[tenth] = max(peaks[tenth], resident_mb(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    for _ in process.stdout:
        written[0] += 1
    done.set()
    watcher.join()
    if process.wait() or written[0] != pairs:
        raise SystemExit(f"aligning ended after {written[0]:,} of {pairs:,} pairs")
    return peaks


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", nargs="?", default="fr-en-lstm")
    parser.add_argument("--pairs", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--corpus", default="multi30k")
    wanted = parser.parse_args()
    if not CORPORA.is_dir():
        raise SystemExit(f"there is no {CORPORA}: nothing to measure on")
    model = find_model(wanted.model)
    with tempfile.TemporaryDirectory() as scratch:
        source, target = (Path(scratch) / name for name in ("source", "target"))
        for path, language in ((source, model.source_language), (target, model.target_language)):
            lines = list(islice(read_lines(CORPORA / wanted.corpus / f"train.{language}.xz"), wanted.pairs))
            path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        align = ["align", "--model", str(model.path), "--source", str(source), "--target", str(target)]
        translate = ["--model", str(model.path), "-i", str(source), "-o", str(Path(scratch) / "out")]
        began = now()
        rounds = [
            (timed(TRANSLATOR, *align, "-o", str(Path(scratch) / "links")), timed(TRANSLATE, *translate))
            for _ in range(wanted.rounds)
        ]
        beside = others(began)
        peaks = memory_of_aligning(align, len(lines))
    early = next((peak for peak in peaks[1:] if peak), peaks[-1])  # few pairs are done between two looks
    ratios = [translating / aligning for aligning, translating in rounds]
    note = f"rounds {' '.join(f'{ratio:.2f}' for ratio in ratios)}"
    figures = [
        Line(f"{model.name}: aligned pairs", len(lines) / median(aligning for aligning, _ in rounds), "/s"),
        Line("translated sentences, beam 5", len(lines) / median(translating for _, translating in rounds), "/s"),
        Line("aligning  /  translating", median(ratios), bar=Bar(5), note=note),
        Line("memory at the end over that of the second tenth", peaks[-1] / early, bar=Bar(1.1, at_least=False),
             note=f"MB by tenths: {' '.join(f'{peak:.0f}' for peak in peaks)}"),
    ]  # fmt: skip
    print("\n".join(map(str, figures)), f"({beside})", sep="\n")


if __name__ == "__main__":
    main()
