"""Trains the language guess: python -m translator.training.language_training --french … --english … --other … --out ….

Two logistic regressions by AdaGrad: French or English, by runs of characters and by words, and neither of them or one
of them, by runs of characters. A third of the French sentences come without accents. Deterministic.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from translator.corpus.reading import read_lines
from translator.text.language import BUCKETS, WORD_BUCKETS, features, word_features
from translator.text.noise import strip_accents

STRAY = 4.0  # in log-odds
SHORT = 4  # words
STEP, DECAY, EPOCHS, BATCH, SEED = 0.3, 1e-7, 3, 64, 1


def train(examples: Sequence[tuple[list[int], int]], size: int) -> np.ndarray:
    """Weights float64 [size] for examples of (buckets below size, label 1 or 0)."""
    generator = np.random.default_rng(SEED)
    weights = np.zeros(size)
    squares = np.full(size, 1e-6)
    for _ in range(EPOCHS):
        order = generator.permutation(len(examples))
        for start in range(0, len(order), BATCH):
            chosen = [examples[i] for i in order[start : start + BATCH]]
            buckets = np.concatenate([np.array(b, dtype=np.int64) for b, _ in chosen])
            rows = np.repeat(np.arange(len(chosen)), [len(b) for b, _ in chosen])
            scores = np.bincount(rows, weights[buckets], minlength=len(chosen))
            errors = 1 / (1 + np.exp(-np.clip(scores, -30, 30))) - np.array([label for _, label in chosen])
            gradient = np.bincount(buckets, errors[rows], minlength=size) / len(chosen) + DECAY * weights
            squares += gradient**2
            weights -= STEP * gradient / np.sqrt(squares)
    return weights


def gather_other(paths: Sequence[Path], most: int) -> list[tuple[list[int], int]]:
    """Examples of other languages: sentences, and as many runs of three to six words, since people write briefly."""
    generator = np.random.default_rng(SEED)
    examples = []
    for path in paths:
        lines = list(read_lines(path))
        for line in lines[:: max(1, len(lines) // most)]:
            words = line.split()
            length = int(generator.integers(3, 7))
            start = int(generator.integers(0, max(1, len(words) - length + 1)))
            for text in (line, " ".join(words[start : start + length])):
                if buckets := features(text):
                    examples.append((buckets, 1))
    return examples


def without_strays(examples: list[tuple[list[int], int]], weights: np.ndarray) -> list[tuple[list[int], int]]:
    """Drop what passes for French or English: manuals in other languages hold English sentences."""
    return [example for example in examples if weights[example[0]].sum() > -STRAY]


def gather(paths: Sequence[Path], label: int, most: int) -> list[tuple[list[int], int]]:
    """Examples from text files: ``most`` lines of each at most, evenly spread, and all lines of few words."""
    examples = []
    for path in paths:
        lines = list(read_lines(path))
        short = [line for line in lines if line.count(" ") < SHORT]
        longer = [line for line in lines if line.count(" ") >= SHORT]
        for number, line in enumerate([*short, *longer[:: max(1, len(longer) // most)]]):
            text = strip_accents(line) if label and number % 3 == 0 else line
            if buckets := features(text):
                examples.append(([*buckets, *word_features(text)], label))
    return examples


def main() -> None:
    """Train and write ``weights.npz``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--french", nargs="+", type=Path, required=True)
    parser.add_argument("--english", nargs="+", type=Path, required=True)
    parser.add_argument("--other", nargs="+", type=Path, help="without: these weights stay as they are in --out")
    parser.add_argument("--most", type=int, default=30_000, help="lines of each file")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    french = gather(arguments.french, 1, arguments.most)
    english = gather(arguments.english, 0, arguments.most)
    arrays = {"weights": train(french + english, BUCKETS + WORD_BUCKETS)}
    written: dict[str, np.ndarray] = {}
    if arguments.other:
        ours = [([bucket for bucket in buckets if bucket < BUCKETS], 0) for buckets, _ in french + english]
        other = gather_other(arguments.other, arguments.most)
        first = train(ours + other, BUCKETS)
        arrays["other"] = train(ours + without_strays(other, first), BUCKETS)
    else:
        with np.load(arguments.out / "weights.npz") as before:
            written = {name: before[name] for name in ("other", "other_scale")}
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, weights in arrays.items():
        scale = np.abs(weights).max() / 127
        written[name] = np.rint(weights / scale).astype(np.int8)
        written["scale" if name == "weights" else f"{name}_scale"] = np.array(scale)
    with (arguments.out / "weights.npz").open("wb") as file:
        np.savez_compressed(file, **written)  # type: ignore[arg-type]  # NumPy 2 has a flag among the names


if __name__ == "__main__":
    main()
