"""A corpus of twenty million pairs starts training in the memory that one of two hundred thousand does, plus 300 MB.

    python -m tests.benchmarks.large_corpus [--pairs 20000000] [--prepared]

Writes a synthetic corpus under /tmp (repeated words; under 5 GB with all made of it), trains two updates from it and
from its first 200,000 pairs, and prints the peak resident memory of both, preparation included, and what lay on disk.
With --prepared the tokenised stores are made up directly, which takes seconds instead of minutes, and preparation is
left out of the measurement.

Noted (2026-11-24, one core of an AMD EPYC, a training on the other): 20,000,000 pairs from raw text: peak 647 MB in
400 s, 3.2 GB on disk, against 448 MB of 200,000 pairs: 199 MB more. --prepared: 628 MB against 433 MB, 195 MB more.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from translator.corpus.store import Block, RowStore

FEW = 200_000

PEAK = """
import resource, sys
from translator.cli.training import start_run
start_run(None, __import__("pathlib").Path(sys.argv[1]), __import__("json").loads(sys.argv[2]), "int8")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
PREPARED = """
import resource, sys
from pathlib import Path
from translator.corpus.batches import Corpus
from translator.corpus.store import PieceStore
from translator.text.tokenizer import Tokenizer
from translator.training.events import AllEvents
from translator.training.loop import Trainer
from translator.training.preparation import Prepared, settle_length
from translator.training.recipe import make_recipe

folder = Path(sys.argv[1])
tokenizer = Tokenizer.load(folder / "tokenizer.model")
recipe = make_recipe({"updates": 2, "precision": "float32", "embedding": 64, "hidden": 64, "threads": 1})
prepared = Prepared(recipe, [Corpus(PieceStore(folder / sys.argv[2], len(tokenizer)))], [], tokenizer)
settle_length(prepared)
assert Trainer(prepared, folder / "run", AllEvents([])).run()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
WORDS = {
    "fr": ["le", "la", "chat", "chien", "mange", "voit", "un", "une", "petit", "grand"],
    "en": ["the", "a", "cat", "dog", "eats", "sees", "small", "big", "one", "it"],
}


def write_corpus(folder: Path, pairs: int) -> None:
    """Write ``pairs`` pairs of four words and a number; every pair is another."""
    generator = np.random.default_rng(0)
    for language, words in WORDS.items():
        with (folder / f"all.{language}").open("w", encoding="utf-8") as file:
            for start in range(0, pairs, 100_000):
                chosen = generator.integers(len(words), size=(min(100_000, pairs - start), 4))
                lines = (" ".join(map(words.__getitem__, row)) for row in chosen.tolist())
                file.writelines(f"{line} {start + i}\n" for i, line in enumerate(lines))


def first_lines(folder: Path, count: int) -> None:
    """Copy the first lines of the corpus."""
    for language in WORDS:
        with (folder / f"all.{language}").open("rb") as file, (folder / f"some.{language}").open("wb") as some:
            for _, line in zip(range(count), file, strict=False):
                some.write(line)


def write_store(path: Path, pairs: int, vocabulary: int) -> None:
    """Write made-up pieces, five to twelve a side, as a tokenised corpus."""
    generator = np.random.default_rng(0)

    def blocks() -> Iterator[Block]:
        for start in range(0, pairs, 100_000):
            lengths = generator.integers(5, 13, 2 * min(100_000, pairs - start))
            yield generator.integers(4, vocabulary, int(lengths.sum()), dtype=np.uint16).tobytes(), lengths.tolist()

    RowStore.write_rows(path, blocks())


def peak_of_prepared(folder: Path, name: str, pairs: int) -> tuple[int, float, int]:
    """As `peak`, from a store that is there already."""
    write_store(folder / name, pairs, 260)
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", PREPARED, str(folder), name], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    shutil.rmtree(folder / "run")
    size = sum(path.stat().st_size for path in folder.glob(f"{name}.*"))
    return int(done.stdout), time.monotonic() - began, size // 2**20


def peak(folder: Path, name: str, clean: bool) -> tuple[int, float, int]:
    """Peak MB, seconds, and MB on disk of two updates from a corpus."""
    values = {
        "source": [str(folder / f"{name}.fr")],
        "target": [str(folder / f"{name}.en")],
        "clean": clean,
        "check_language": False,
        "tokenizer": str(folder / "tokenizer.model"),
        "updates": 2,
        "precision": "float32",
        "embedding": 64,
        "hidden": 64,
        "noise_typos": 0.1,
    }
    out = folder / name
    began = time.monotonic()
    command = [sys.executable, "-c", PEAK, str(out), json.dumps(values)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    shutil.rmtree(out)
    return int(done.stdout), time.monotonic() - began, size // 2**20


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=20_000_000)
    parser.add_argument("--clean", action="store_true", help="clean and look for duplicates on the way (slower)")
    parser.add_argument("--prepared", action="store_true", help="begin with tokenised stores")
    wanted = parser.parse_args()
    from translator.text.tokenizer import train_tokenizer

    with tempfile.TemporaryDirectory(prefix="large-corpus-") as name:
        folder = Path(name)
        if not wanted.prepared:
            write_corpus(folder, wanted.pairs)
            first_lines(folder, FEW)
        texts = (line for words in WORDS.values() for line in words * 50)
        (folder / "tokenizer.model").write_bytes(train_tokenizer(texts, vocabulary=300).model)
        peaks = []
        for corpus, count in (("some", FEW), ("all", wanted.pairs)):
            measure = partial(peak_of_prepared, pairs=count) if wanted.prepared else partial(peak, clean=wanted.clean)
            megabytes, seconds, disk = measure(folder, corpus)
            peaks.append(megabytes)
            print(f"{corpus}: peak {megabytes:,} MB, {seconds:.0f} s, {disk:,} MB on disk", flush=True)
        print(f"difference {peaks[1] - peaks[0]:,} MB (bar: 300 MB)")


if __name__ == "__main__":
    main()
