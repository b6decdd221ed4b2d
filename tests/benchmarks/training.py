"""Training speed: ours, and JoeyNMT's and OpenNMT-py's where installed, at equal sizes and batches, in one run.

    python -m tests.benchmarks.training [--joeynmt VENV] [--opennmt VENV] [--rounds 3] [--precision float32]

One layer of 512 (encoder 2 x 256), embeddings of 256, 8,000 pieces, batches of 128 sentences of similar length, AdamW,
label smoothing 0.1, dropout 0.2, on ../shared/corpora/multi30k, or on made-up sentences of the same lengths without it.
Ours runs through the product's own `Trainer`, prefetching and moving average included. Prints target pieces/s, peak
memory, the share of time spent waiting for data, padding, and the model's multiplications and additions (those on real
pieces, not on padding) over what the machine does in a product of two 2048 x 2048 matrices at that precision, taken
before and after.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import torch

from tests.benchmarks.training_peers import Speed, Task, joeynmt, opennmt
from tests.conftest import ROOT
from translator.corpus.batches import Batch, Position, pad_batch
from translator.corpus.prefetch import Prefetcher
from translator.corpus.reading import read_lines
from translator.network.config import PAD, NetworkConfig
from translator.text.normalise import normalise
from translator.text.tokenizer import Tokenizer, train_tokenizer
from translator.training.events import AllEvents
from translator.training.loop import Trainer
from translator.training.precision import DTYPES, working_precision
from translator.training.preparation import Prepared
from translator.training.recipe import make_recipe

MULTI30K = ROOT.parent / "shared" / "corpora" / "multi30k"
GATES = {"lstm": 4, "gru": 3}


def make_task(folder: Path) -> None:
    """Write the sentences, their pieces, the tokenizer and the vocabulary that all trainers read."""
    if MULTI30K.is_dir():
        texts = {side: [normalise(line) for line in read_lines(MULTI30K / f"train.{side}.xz")] for side in ("fr", "en")}
    else:
        texts = made_up()
    tokenizer = train_tokenizer((text for side in texts.values() for text in side), vocabulary=8000, kind="bpe")
    (folder / "tokenizer.model").write_bytes(tokenizer.model)
    for side, lines in texts.items():
        pieces = [[f"p{piece}" for piece in row] for row in tokenizer.encode_normalised(lines)]
        for name, part in (("train", pieces), ("dev", pieces[:64])):
            (folder / f"{name}.{side}").write_text("".join(" ".join(row) + "\n" for row in part), encoding="utf-8")
    names = "".join(f"p{piece}\n" for piece in range(4, len(tokenizer)))
    (folder / "vocabulary.txt").write_text(names, encoding="utf-8")


def made_up(count: int = 29_000) -> dict[str, list[str]]:
    """Sentences of random words, as long as those of Multi30k."""
    generator = np.random.default_rng(0)
    words = ["".join(generator.choice(list("abcdefghijklmnoprstuv"), 6)) for _ in range(9000)]
    lengths = np.clip(generator.normal(12, 4, count), 4, 40).astype(int)
    return {side: [" ".join(generator.choice(words, length)) for length in lengths] for side in ("fr", "en")}


def batches_of(folder: Path, rows: int) -> list[Batch]:
    """The training text in batches of similar length, in chance order."""
    sides = [[[int(p[1:]) for p in line.split()] for line in read_lines(folder / f"train.{s}")] for s in ("fr", "en")]
    pairs = sorted(zip(*sides, strict=True), key=lambda pair: (len(pair[0]), len(pair[1])))
    batches = [pad_batch(pairs[start : start + rows], Position()) for start in range(0, len(pairs) - rows, rows)]
    return [batches[int(i)] for i in np.random.default_rng(1).permutation(len(batches))]


def operations(config: NetworkConfig, batch: Batch) -> float:
    """Floating-point operations of a forward and backward pass on a batch's real pieces: a product's size times 6."""
    hidden, embedding, gates = config.hidden, config.embedding, GATES[config.cell]
    sources, targets = (batch.source != PAD).sum(axis=1), (batch.target != PAD).sum(axis=1)
    half = hidden // 2
    encoder = sum(
        2 * gates * half * (half + (hidden if layer else embedding)) for layer in range(config.encoder_layers)
    )
    keys = hidden * hidden if config.attention != "dot" else 0
    decoder = sum(
        gates * hidden * (hidden + (2 * hidden if layer else embedding)) for layer in range(config.decoder_layers)
    )
    after = 2 * hidden * embedding + embedding * config.vocabulary
    attention = 2 * hidden * float((sources * targets).sum())
    return 6 * (float(sources.sum()) * (encoder + keys) + float(targets.sum()) * (decoder + after) + attention)


def product_rate(precision: torch.dtype, device: str, size: int = 2048, times: int = 8) -> float:
    """Operations/s of a square product: the best of several."""
    one, other = (torch.randn(size, size, device=device, dtype=precision) for _ in range(2))
    best = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        (one @ other)[0, 0].item()
        best = min(best, time.perf_counter() - began)
    return 2 * size**3 / best


def own_speed(folder: Path, wanted: argparse.Namespace) -> dict[str, float]:
    """Train our own network for some updates, in this process."""
    keys = {"cell": wanted.cell, "encoder_layers": wanted.layers, "decoder_layers": wanted.layers, "dropout": 0.2}
    recipe = make_recipe({**keys, "precision": wanted.precision, "threads": wanted.threads, "device": wanted.device,
                          "updates": 10**6, "validate_every": 10**6, "checkpoint_every": 0})  # fmt: skip
    prepared = Prepared(recipe, [], [], Tokenizer.load(folder / "tokenizer.model"))
    trainer = Trainer(prepared, folder / "own", AllEvents([]))
    precision = working_precision(recipe.training.precision, wanted.device)
    batches = batches_of(folder, wanted.batch)[: wanted.updates + wanted.updates // 10]
    prefetcher = Prefetcher(iter(batches))
    rates, seconds, tokens, done = [product_rate(precision, wanted.device)], 0.0, 0, 0.0
    config = trainer.optimisation.network.config
    for number, batch in enumerate(batches):
        if number == wanted.updates // 10:
            trainer._window.take()
        began = time.perf_counter()
        trainer._one_update(prefetcher)
        if number >= wanted.updates // 10:
            seconds += time.perf_counter() - began
            tokens += batch.tokens
            done += operations(config, batch)
    figures = trainer._window.take()
    rates.append(product_rate(precision, wanted.device))
    return {
        "tokens_per_second": tokens / seconds,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "waiting": figures["waiting_share"],
        "padding": float(np.mean([batch.padding for batch in batches])),
        "operations": done / seconds / 1e9,
        "product": max(rates) / 1e9,
    }


def own(folder: Path, wanted: argparse.Namespace, cell: str) -> dict[str, float]:
    """As `own_speed`, in a process of its own, whose memory is its own."""
    arguments = [
        f"--{key}={value}" for key, value in vars(wanted).items() if key not in ("cell", "own", "joeynmt", "opennmt")
    ]
    command = [sys.executable, "-m", "tests.benchmarks.training", "--own", str(folder), "--cell", cell, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        sys.exit(done.stderr)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def peers(folder: Path, wanted: argparse.Namespace, cell: str) -> dict[str, Speed]:
    """The peers that are installed; on a processor they compute in float32, whatever we do."""
    if wanted.precision == "float16" or wanted.layers != 1:
        return {}
    task = Task(folder, cell, batch=wanted.batch, updates=wanted.updates, threads=wanted.threads)
    found = {}
    if wanted.joeynmt:
        found["JoeyNMT"] = joeynmt(task, Path(wanted.joeynmt))
    if wanted.opennmt:
        found["OpenNMT-py"] = opennmt(task, Path(wanted.opennmt), input_feeding=False)
    return found


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--joeynmt", default=os.environ.get("JOEYNMT_VENV", ""), help="its virtual environment")
    parser.add_argument("--opennmt", default=os.environ.get("ONMT_VENV", ""), help="its virtual environment")
    parser.add_argument("--precision", choices=DTYPES, default="float32")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--layers", type=int, default=1)
    parser.add_argument("--batch", type=int, default=128, help="sentences")
    parser.add_argument("--updates", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--cell", choices=("lstm", "gru"), help="this one alone")
    parser.add_argument("--own", default="", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.own:
        print(json.dumps(own_speed(Path(wanted.own), wanted)))
        return
    if wanted.precision == "bfloat16" and working_precision("auto", wanted.device) != torch.bfloat16:
        print("this machine has no bfloat16 products of its own: what follows says nothing about those that do")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_task(folder)
        for number in range(wanted.rounds):
            for cell in [wanted.cell] if wanted.cell else ["lstm", "gru"]:
                show(f"round {number + 1}  {cell} {wanted.precision}", folder, wanted, cell)


def show(title: str, folder: Path, wanted: argparse.Namespace, cell: str) -> None:
    """Measure and print one round of one cell."""
    ours = own(folder, wanted, cell)
    rate = ours["tokens_per_second"]
    print(
        f"{title}  ours        {rate:7,.0f} target pieces/s  {ours['megabytes']:6,.0f} MB  {ours['operations']:.0f} of "
        f"{ours['product']:.0f} Gop/s = {ours['operations'] / ours['product']:.0%}  waiting {ours['waiting']:.2%}  "
        f"padding {ours['padding']:.1%}",
        flush=True,
    )
    for peer, speed in peers(folder, wanted, cell).items():
        print(
            f"{title}  {peer:<11} {speed.tokens_per_second:7,.0f} target pieces/s  {speed.megabytes:6,} MB  "
            f"ours is {rate / speed.tokens_per_second:.2f} x",
            flush=True,
        )


if __name__ == "__main__":
    main()
