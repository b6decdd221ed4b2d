"""Trains the language guess: python -m translator.text.language_training --french … --english … --out FOLDER.

Logistic regression by AdaGrad; a third of the French sentences come without accents. Deterministic.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from translator.corpus.reading import read_lines
from translator.text.language import BUCKETS, features
from translator.text.noise import strip_accents

STEP, DECAY, EPOCHS, BATCH, SEED = 0.3, 1e-7, 3, 64, 1


def train(examples: Sequence[tuple[list[int], int]]) -> np.ndarray:
    """Weights float64 [BUCKETS] for examples of (buckets, 1 for French or 0 for English)."""
    generator = np.random.default_rng(SEED)
    weights = np.zeros(BUCKETS)
    squares = np.full(BUCKETS, 1e-6)
    for _ in range(EPOCHS):
        order = generator.permutation(len(examples))
        for start in range(0, len(order), BATCH):
            chosen = [examples[i] for i in order[start : start + BATCH]]
            buckets = np.concatenate([np.array(b, dtype=np.int64) for b, _ in chosen])
            rows = np.repeat(np.arange(len(chosen)), [len(b) for b, _ in chosen])
            scores = np.bincount(rows, weights[buckets], minlength=len(chosen))
            errors = 1 / (1 + np.exp(-np.clip(scores, -30, 30))) - np.array([label for _, label in chosen])
            gradient = np.bincount(buckets, errors[rows], minlength=BUCKETS) / len(chosen) + DECAY * weights
            squares += gradient**2
            weights -= STEP * gradient / np.sqrt(squares)
    return weights


def gather(paths: Sequence[Path], label: int, most: int) -> list[tuple[list[int], int]]:
    """Examples from text files, ``most`` lines of each at most, evenly spread."""
    examples = []
    for path in paths:
        lines = list(read_lines(path))
        for number, line in enumerate(lines[:: max(1, len(lines) // most)]):
            text = strip_accents(line) if label and number % 3 == 0 else line
            if buckets := features(text):
                examples.append((buckets, label))
    return examples


def main() -> None:
    """Train and write ``weights.npz``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--french", nargs="+", type=Path, required=True)
    parser.add_argument("--english", nargs="+", type=Path, required=True)
    parser.add_argument("--most", type=int, default=30_000, help="lines of each file")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    weights = train(gather(arguments.french, 1, arguments.most) + gather(arguments.english, 0, arguments.most))
    scale = np.abs(weights).max() / 127
    arguments.out.mkdir(parents=True, exist_ok=True)
    narrow = np.rint(weights / scale).astype(np.int8)
    np.savez_compressed(arguments.out / "weights.npz", weights=narrow, scale=np.float64(scale))


if __name__ == "__main__":
    main()
