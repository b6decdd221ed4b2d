"""Fuzzes what reads files from strangers: recipes, corpora, model folders, checkpoints and run folders.

python -m tests.fuzzing.readers --minutes 5 [--seed 1] [--only model]

Good files are spoilt with an eye to their structure, always in the same way for the same seed. A finding is any
exception but TranslatorError, a crash of the process, more than ten seconds, or more than 3 GB.
Each is printed with its seed; the same seed with --cases 1 shows it again.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.fuzzing import mutations
from tests.fuzzing.mutations import Spoil

MOST_MEMORY = 3 << 30
SLOW = 10  # seconds of the processor's
TEXT = "Il pleut à 10 h, et je vois {nom}."


@dataclass(frozen=True)
class Target:
    """Files to spoil, and what reads them.

    Attributes:
        files: in a folder, and how each is spoilt.
        read: given the folder.
    """

    files: dict[str, Spoil]
    read: Callable[[Path], object]


def translate(folder: Path) -> None:
    """A model folder, all the way."""
    from translator.decoding.translator import Translator

    translation = Translator.load(folder / "model", threads=1).translate(TEXT, beam=2)
    assert translation.attention.shape == (len(translation.target_words), len(translation.source_words))
    assert not any(ord(c) < 32 for c in translation.text), "the text commands the terminal"


def align(folder: Path) -> None:
    """A model folder, by the part that aligns."""
    from translator.decoding.aligner import Aligner
    from translator.decoding.model_folder import ModelFolder

    list(Aligner.load(ModelFolder.open(folder / "model"), workers=1).align([(TEXT, "It is raining.")]))


def recipe(folder: Path) -> None:
    """A recipe, as far as the network that it describes."""
    from translator.training.recipe import make_recipe, read_recipe

    make_recipe(read_recipe(folder / "recipe.toml")).network.config(500)


def corpus(folder: Path) -> None:
    """A corpus in all the forms that are read."""
    from translator.corpus.cleaning import CleaningReport, CleaningRules, clean
    from translator.corpus.reading import read_parallel, read_tsv
    from translator.errors import TranslatorError

    for name in ("a", "a.gz", "a.xz", "a.zst"):
        shutil.copyfile(folder / "a.fr", folder / name)
        for damaged in (None, lambda line: None):
            for pairs in (
                read_parallel(folder / name, folder / "a.en", damaged),
                read_tsv(folder / name, 0, 1, damaged),
            ):
                try:
                    sum(1 for _ in clean(pairs, CleaningRules(), CleaningReport(), None))
                except TranslatorError:
                    continue


def export(folder: Path) -> None:
    """A checkpoint and the run around it, as an export reads them."""
    from translator.training.handover import hand_over, run_of
    from translator.training.preparation import reopen_recipe

    run, paths = run_of(folder / "run" / "training")
    hand_over(run, folder / "out", reopen_recipe(run), name="out", paths=paths)


def resume(folder: Path) -> None:
    """A run folder, as a resume reads it, and an update more."""
    from translator.training.events import AllEvents
    from translator.training.loop import Trainer
    from translator.training.preparation import reopen

    run = folder / "run" / "training"
    trainer = Trainer(reopen(run), run, AllEvents([]))
    trainer._resume()
    batches = trainer._stream().batches(trainer.position)
    trainer._accumulate(next(batches))


MODEL: dict[str, Spoil] = {
    "model/config.toml": mutations.toml,
    "model/tokenizer.model": mutations.tokenizer,
    "model/encoder.onnx": mutations.graph,
    "model/decoder.onnx": mutations.graph,
    "model/shortlist.npz": mutations.any_bytes,
}
CHECKPOINT = "run/training/checkpoints/update-00000002.safetensors"
RUN: dict[str, Spoil] = {
    CHECKPOINT: mutations.safetensors,
    "run/training/recipe.toml": mutations.toml,
    "run/training/tokenizer.model": mutations.tokenizer,
}
STORES = [f"run/training/{name}" for name in ("corpus/0.pieces.offsets", "corpus/0.pieces.values", "dev.offsets")]
TARGETS = {
    "model": Target(MODEL, translate),
    "align": Target({name: MODEL[name] for name in ("model/decoder.onnx", "model/encoder.onnx")}, align),
    "recipe": Target({"recipe.toml": mutations.toml}, recipe),
    "corpus": Target({"a.fr": mutations.corpus}, corpus),
    "export": Target(RUN, export),
    "resume": Target({**RUN, **dict.fromkeys(STORES, mutations.any_bytes)}, resume),
}


def make_good(folder: Path) -> None:
    """Good files to be spoilt: a small model with a shortlist, a corpus, a recipe and a run of two updates."""
    import numpy as np

    from tests.conftest import EVERYDAY, make_network
    from tests.training.runs import start, train
    from translator.decoding.export.folder import ModelFacts, write_model_folder
    from translator.decoding.shortlist import Shortlist
    from translator.text.tokenizer import Tokenizer

    run = folder / "run" / "training"
    train(start(run, updates=2, hidden=16, embedding=16, noise_accents=0.0), run)
    shutil.rmtree(run / "best", ignore_errors=True)
    tokenizer = Tokenizer.load(run / "tokenizer.model")
    size = len(tokenizer)
    shortlist = Shortlist(np.arange(2 * size).reshape(size, 2) % size, np.arange(50))
    network = make_network(vocabulary=size)
    write_model_folder(network, tokenizer.model, folder / "model", ModelFacts("m", "fr", "en"), shortlist=shortlist)
    config = (folder / "model" / "config.toml").read_text(encoding="utf-8")
    # Without checksums, or nothing would ever get past them.
    (folder / "model" / "config.toml").write_text(config[: config.index("[files]")], encoding="utf-8")
    shutil.copyfile(run / "recipe.toml", folder / "recipe.toml")
    for side in ("fr", "en"):
        lines = (EVERYDAY / f"train.{side}").read_text(encoding="utf-8").split("\n")[:20]
        (folder / f"a.{side}").write_text("".join(f"{line}\tx\n" for line in lines), encoding="utf-8")


def one_case(good: Path, seed: int, only: str) -> str:
    """Spoil and read; what came of it."""
    from translator.errors import TranslatorError

    chance = random.Random(seed)
    name = only or chance.choice(list(TARGETS))
    target = TARGETS[name]
    with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
        folder = Path(place) / "good"
        shutil.copytree(good, folder)
        file = chance.choice(list(target.files))
        (folder / file).write_bytes(target.files[file](chance, (folder / file).read_bytes()))
        signal.setitimer(signal.ITIMER_PROF, SLOW)
        try:
            target.read(folder)
        except TranslatorError:
            return f"{name}: refused"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    return f"{name}: read"


def too_slow(number: int, frame: object) -> None:
    """What the alarm does."""
    raise TimeoutError(f"more than {SLOW} s")


def work(good: Path, seed: int, cases: int, only: str, until: float) -> None:
    """Many cases in this process; its number is printed before each, so that a crash can be told."""
    import torch

    torch.set_num_threads(1)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY + (2 << 30), MOST_MEMORY + (2 << 30)))
    signal.signal(signal.SIGPROF, too_slow)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as place:  # what torch imports on first use is nobody's slowness
        shutil.copytree(good, Path(place) / "good")
        for target in TARGETS.values():
            target.read(Path(place) / "good")
    for number in range(seed, seed + cases):
        if time.time() > until:
            break
        print(f"at {number}", flush=True)
        try:
            print(f"was {one_case(good, number, only)}", flush=True)
        except Exception:
            print(f"FOUND {number}\n{traceback.format_exc()}", flush=True)


def main() -> None:
    """Fuzz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=200, help="in a process; then comes the next")
    parser.add_argument("--only", default="", choices=["", *TARGETS])
    parser.add_argument("--worker", nargs=2, metavar=("FOLDER", "UNTIL"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        work(Path(given.worker[0]), given.seed, given.cases, given.only, float(given.worker[1]))
        return
    until = time.time() + 60 * given.minutes
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="fuzz-good-") as place:
        make_good(Path(place) / "good")
        for seed in count(given.seed, given.cases):
            if time.time() > until or (given.cases == 1 and seed > given.seed):
                break
            command = [sys.executable, "-m", "tests.fuzzing.readers", "--worker", f"{place}/good", str(until)]
            command += ["--seed", str(seed), "--cases", str(given.cases), "--only", given.only]
            done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=3600)
            outcomes.update(line for line in done.stdout.splitlines() if line.startswith("was "))
            found = done.stdout.count("FOUND ")
            outcomes["FOUND"] += found
            if found:
                print(done.stdout.partition("FOUND ")[2].join(("FOUND ", "")), flush=True)
            if done.returncode:
                outcomes["FOUND"] += 1
                print(
                    f"FOUND exit {done.returncode}: {done.stdout.splitlines()[-1:]}\n{done.stderr[-3000:]}", flush=True
                )
    for outcome, times in sorted(outcomes.items()):
        print(f"{times:7,}  {outcome}")
    print(f"{sum(outcomes.values()):7,}  cases")
    sys.exit(1 if outcomes["FOUND"] else 0)


if __name__ == "__main__":
    main()
