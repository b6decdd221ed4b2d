"""Half an hour of Multi30k on this machine, fr to en: ours, and JoeyNMT's recurrent model of the same size.

    python -m tests.benchmarks.half_hour --joeynmt VENV [--minutes 30] [--out /tmp/half-hour]

Both learn from ../shared/corpora/multi30k alone, with the same joint 8,000 BPE pieces, one layer of 512, in float32,
one after the other, each for the same wall time, everything included: ours with preparation and validations (its cosine
needs a length, which is set from the speed of a few updates, taken from the same half hour), JoeyNMT's with its
validations. Each is stopped on time and its best checkpoints translate multi30k/test; sacreBLEU scores both. Writes
curves.png (dev BLEU, greedy, over minutes) and results.json.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime
from functools import partial
from pathlib import Path

from tests.benchmarks.contestants import TRANSLATE
from tests.benchmarks.training import MULTI30K
from tests.benchmarks.training_peers import Task, joeynmt_config
from tests.conftest import ROOT
from translator.corpus.reading import read_lines
from translator.evaluation.scores import corpus_scores
from translator.text.normalise import normalise
from translator.text.tokenizer import train_tokenizer
from translator.training.curves import read_log

Curve = list[tuple[float, float]]  # minutes, BLEU
SPARE = 45.0  # seconds for export and the last validation


def write_data(folder: Path) -> None:
    """Normalised sentences and the tokenizer that both read."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = []
    for split, ending in (("train", ".xz"), ("dev", ""), ("test", "")):
        for side in ("fr", "en"):
            lines = [normalise(line) for line in read_lines(MULTI30K / f"{split}.{side}{ending}")]
            (folder / f"{split}.{side}").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            texts += lines if split == "train" else []
    tokenizer = train_tokenizer(texts, vocabulary=8000, kind="bpe")
    (folder / "tokenizer.model").write_bytes(tokenizer.model)
    names = "".join(f"{tokenizer._processor.id_to_piece(piece)}\n" for piece in range(4, len(tokenizer)))
    (folder / "vocabulary.txt").write_text(names, encoding="utf-8")


def run_until(command: list[str], deadline: float, log: Path, environment: dict[str, str]) -> None:
    """Run a command; at the deadline (of `time.monotonic`) tell it to stop, and wait for it."""
    with log.open("w", encoding="utf-8") as file:
        # What a shell starts in the background has been told to ignore it, and would hand that on.
        heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
        process = subprocess.Popen(
            command, stdout=file, stderr=file, cwd=ROOT, env=os.environ | environment, preexec_fn=heed
        )
        try:
            process.wait(max(1.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
            process.wait()


def ours(folder: Path, minutes: float, cell: str) -> Curve:
    """Train within the time; the model folder is FOLDER/ours."""
    began, wall = time.monotonic(), time.time()
    python = [sys.executable, "-m", "translator", "train"]
    data = [f"--{key}={folder / name}" for key, name in (
        ("source", "train.fr"), ("target", "train.en"), ("dev-source", "dev.fr"), ("dev-target", "dev.en"),
        ("tokenizer", "tokenizer.model"))]  # fmt: skip
    sizes = ["--cell", cell, "--encoder-layers=1", "--decoder-layers=1", "--precision=float32", "--dropout=0.3"]
    sizes += ["--batch-tokens=2048", "--ema=0.998", "--learning-rate=0.002"]
    probe = folder / "probe"
    subprocess.run(
        [*python, *data, *sizes, "--updates=30", f"--out={probe}"], check=True, cwd=ROOT, capture_output=True
    )
    progress = [event for event in read_log(probe / "training" / "log.jsonl") if event["event"] == "progress"]
    pace = progress[-1]["seconds"] / progress[-1]["update"]
    left = 60 * minutes - (time.monotonic() - began) - SPARE
    updates = int(0.88 * left / pace)  # the rest is for preparation and validations
    schedule = [f"--updates={updates}", f"--validate-every={max(50, updates // 15)}", "--dev-sentences=1014"]
    out = folder / "ours"
    deadline = began + 60 * minutes - SPARE
    run_until([*python, *data, *sizes, *schedule, f"--out={out}"], deadline, folder / "ours.log", {})
    if not (out / "encoder.onnx").exists():
        subprocess.run([sys.executable, "-m", "translator", "export", str(out), str(out)], check=True, cwd=ROOT)
    print(f"ours: {(time.monotonic() - began) / 60:.1f} minutes in all", flush=True)
    return [
        ((event["time"] - wall) / 60, event["bleu"])
        for event in read_log(out / "training" / "log.jsonl")
        if event["event"] == "validated"
    ]


def theirs(folder: Path, minutes: float, cell: str, venv: Path) -> Curve:
    """Train JoeyNMT for the time, translate the test set into FOLDER/joeynmt.en."""
    model_dir = folder / "joeynmt"
    content = joeynmt_config(Task(folder, cell, updates=10**9), model_dir)
    data, training = content["data"], content["training"]
    assert isinstance(data, dict)
    assert isinstance(training, dict)
    pieces = {"model_file": str(folder / "tokenizer.model"), "model_type": "bpe"}
    for side in ("src", "trg"):
        data[side] |= {"level": "bpe", "tokenizer_type": "sentencepiece", "tokenizer_cfg": pieces}
    data["test"] = str(folder / "test")
    often = 10 * max(3, round(minutes / 2))  # updates; some five points of its curve, at about half an update a second
    training |= {"validation_freq": often, "logging_freq": 10, "early_stopping_metric": "bleu"}
    content["testing"] = {**dict(content["testing"]), "eval_metrics": ["bleu"], "beam_size": 5, "beam_alpha": 1.0}  # type: ignore[call-overload]
    config = folder / "joeynmt.yaml"
    config.write_text(json.dumps(content), encoding="utf-8")
    environment = {"PYTHONPATH": "", "OMP_NUM_THREADS": str(os.cpu_count())}
    joey = [str(venv / "bin" / "python"), "-m", "joeynmt"]
    wall, deadline = time.time(), time.monotonic() + 60 * minutes
    run_until([*joey, "train", str(config), "--skip-test"], deadline, folder / "joeynmt.log", environment)
    test = [*joey, "test", str(config), "-o", str(folder / "joeynmt")]
    subprocess.run(test, check=True, cwd=folder, env=os.environ | environment, capture_output=True)
    shutil.copy(folder / "joeynmt.test", folder / "joeynmt.en")
    return their_curve(model_dir, wall)


def their_curve(model_dir: Path, wall: float) -> Curve:
    """JoeyNMT's validations, from its log; ``wall`` is when it began (of `time.time`)."""
    curve = []
    for line in (model_dir / "train.log").read_text(encoding="utf-8").splitlines():
        stamp = re.match(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)", line)
        score = re.search(r"\bbleu: +([\d.]+)", line)
        if stamp and score:
            moment = datetime.fromisoformat(stamp[1]).timestamp()
            curve.append(((moment - wall) / 60, float(score[1])))
    return curve


def draw(curves: dict[str, Curve], picture: Path) -> None:
    """Dev BLEU over minutes."""
    from matplotlib.figure import Figure

    axes = (figure := Figure(layout="constrained")).subplots()
    for name, curve in curves.items():
        axes.plot(*zip(*curve, strict=True), "o-", label=name, markersize=3)
    axes.set_xlabel("minutes")
    axes.set_ylabel("dev BLEU (greedy)")
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(picture, dpi=110)


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--joeynmt", default=os.environ.get("JOEYNMT_VENV", ""), help="its virtual environment")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--cell", choices=("lstm", "gru"), default="lstm")
    parser.add_argument("--out", type=Path, default=Path("/tmp/half-hour"))
    wanted = parser.parse_args()
    shutil.rmtree(wanted.out, ignore_errors=True)
    write_data(wanted.out)
    references = list(read_lines(wanted.out / "test.en"))
    curves = {"ours": ours(wanted.out, wanted.minutes, wanted.cell)}
    arguments = [
        "--model",
        str(wanted.out / "ours"),
        "-i",
        str(wanted.out / "test.fr"),
        "-o",
        str(wanted.out / "ours.en"),
    ]
    subprocess.run([sys.executable, "-c", TRANSLATE, *arguments], check=True, cwd=ROOT)
    outputs = {"ours": list(read_lines(wanted.out / "ours.en"))}
    if wanted.joeynmt:
        curves["JoeyNMT"] = theirs(wanted.out, wanted.minutes, wanted.cell, Path(wanted.joeynmt))
        outputs["JoeyNMT"] = list(read_lines(wanted.out / "joeynmt.en"))
    scores = {name: corpus_scores(lines, [references])[0].value for name, lines in outputs.items()}
    (wanted.out / "results.json").write_text(json.dumps({"bleu": scores, "curves": curves}), encoding="utf-8")
    draw(curves, wanted.out / "curves.png")
    for name, score in scores.items():
        print(f"{name}: BLEU {score:.2f} on multi30k/test after {wanted.minutes:g} minutes")


if __name__ == "__main__":
    main()
