"""JoeyNMT and OpenNMT-py as training benchmarks run them: same pieces, sizes and batches as ours.

A peer is used where the folder of its virtual environment is given (JOEYNMT_VENV, ONMT_VENV, or arguments). To
install them beside this torch: ``pip install --no-deps joeynmt==2.3.0``, then importlib_metadata, sentencepiece 0.2.0
and what it imports; ``pip install --no-deps OpenNMT-py==3.5.1``, then ctranslate2, configargparse, pyonmttok,
pyahocorasick, spacy, fasttext-wheel, rapidfuzz, waitress, flask, six.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Speed:
    """How fast a trainer was.

    Attributes:
        tokens_per_second: target pieces, end marks included where the trainer counts them.
        megabytes: peak resident memory of the process.
    """

    tokens_per_second: float
    megabytes: int


@dataclass(frozen=True)
class Task:
    """What all train on: files of pieces, a vocabulary, sizes.

    Attributes:
        folder: holds train.fr, train.en, dev.fr, dev.en (pieces between spaces) and vocabulary.txt.
        cell: "lstm" or "gru".
        hidden, embedding, batch: sizes; batch in sentences.
        updates: to make; the first tenth is not counted.
        threads: of the processor.
    """

    folder: Path
    cell: str
    hidden: int = 512
    embedding: int = 256
    batch: int = 128
    updates: int = 40
    threads: int = 2


def measured(command: Sequence[str], threads: int, cwd: Path) -> tuple[str, int]:
    """Output and peak megabytes of a command.

    Raises:
        RuntimeError: it failed; the message is the end of what it said.
    """
    environment = os.environ | {"OMP_NUM_THREADS": str(threads), "MKL_NUM_THREADS": str(threads), "PYTHONPATH": ""}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=cwd, env=environment
    )
    peak = [0]

    def watch() -> None:
        while process.poll() is None:
            try:
                status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
            except OSError:
                return
            found = re.search(r"VmHWM:\s+(\d+)", status)
            peak[0] = int(found[1]) // 1024 if found else peak[0]
            time.sleep(0.2)

    thread = threading.Thread(target=watch)
    thread.start()
    output, _ = process.communicate()
    thread.join()
    if process.returncode:
        raise RuntimeError(output[-1500:])
    return output, peak[0]


def joeynmt_config(task: Task, model_dir: Path) -> dict[str, object]:
    """The configuration of JoeyNMT's recurrent model at the task's sizes."""
    side = {"level": "word", "voc_file": str(task.folder / "vocabulary.txt"), "max_length": 200, "lowercase": False}
    half = {"type": "recurrent", "rnn_type": task.cell, "num_layers": 1, "dropout": 0.2, "embeddings": {}}
    embeddings = {"embedding_dim": task.embedding, "scale": False}
    encoder = half | {"hidden_size": task.hidden // 2, "bidirectional": True, "embeddings": embeddings}
    decoder = half | {"hidden_size": task.hidden, "embeddings": embeddings, "attention": "luong"}
    decoder |= {"input_feeding": True, "init_hidden": "bridge", "hidden_dropout": 0.2}
    return {
        "name": "benchmark",
        "joeynmt_version": "2.3.0",
        "model_dir": str(model_dir),
        "use_cuda": False,
        "data": {
            "train": str(task.folder / "train"),
            "dev": str(task.folder / "dev"),
            "dataset_type": "plain",
            "src": {"lang": "fr", **side},
            "trg": {"lang": "en", **side},
        },
        "testing": {"beam_size": 1, "batch_size": 64, "batch_type": "sentence", "max_output_length": 60},
        "training": {
            "optimizer": "adamw",
            "batch_size": task.batch,
            "batch_type": "sentence",
            "learning_rate": 0.001,
            "scheduling": "exponential",
            "decrease_factor": 0.97,
            "label_smoothing": 0.1,
            "clip_grad_norm": 1.0,
            "updates": task.updates,
            "epochs": 1000,
            "validation_freq": 10**9,
            "logging_freq": max(1, task.updates // 10),
            "overwrite": True,
        },
        "model": {"tied_embeddings": False, "encoder": encoder, "decoder": decoder},
    }


def joeynmt(task: Task, venv: Path) -> Speed:
    """Train JoeyNMT for a few updates."""
    config = task.folder / f"joey-{task.cell}.yaml"
    content = joeynmt_config(task, task.folder / f"joey-{task.cell}")
    config.write_text(json.dumps(content), encoding="utf-8")
    command = [str(venv / "bin" / "python"), "-m", "joeynmt", "train", str(config), "--skip-test"]
    output, peak = measured(command, task.threads, task.folder)
    return Speed(
        _middle([float(found.replace(",", "")) for found in re.findall(r"Tokens per Sec:\s+([\d.,]+)", output)]), peak
    )


def opennmt(task: Task, venv: Path, *, input_feeding: bool) -> Speed:
    """Train OpenNMT-py for a few updates."""
    config = task.folder / f"onmt-{task.cell}.yaml"
    corpus = {"path_src": str(task.folder / "train.fr"), "path_tgt": str(task.folder / "train.en")}
    vocabulary = str(task.folder / "vocabulary.txt")
    content = {
        "save_data": str(task.folder / "onmt"),
        "data": {"corpus_1": corpus},
        "src_vocab": vocabulary,
        "tgt_vocab": vocabulary,
        "src_vocab_size": 10_000,
        "tgt_vocab_size": 10_000,
        "save_model": str(task.folder / "onmt-model"),
        "encoder_type": "brnn",
        "decoder_type": "rnn",
        "rnn_type": task.cell.upper(),
        "enc_layers": 1,
        "dec_layers": 1,
        "hidden_size": task.hidden,
        "word_vec_size": task.embedding,
        "global_attention": "general",
        "input_feed": int(input_feeding),
        "dropout": [0.2],
        "label_smoothing": 0.1,
        "optim": "adam",
        "learning_rate": 0.001,
        "max_grad_norm": 1.0,
        "batch_size": task.batch,
        "batch_type": "sents",
        "bucket_size": 32_768,
        "num_workers": 0,
        "train_steps": task.updates,
        "save_checkpoint_steps": 10**9,
        "valid_steps": 10**9,
        "report_every": max(1, task.updates // 10),
    }
    config.write_text(json.dumps(content), encoding="utf-8")
    output, peak = measured([str(venv / "bin" / "onmt_train"), "-config", str(config)], task.threads, task.folder)
    return Speed(_middle([float(found) for found in re.findall(r"/\s*(\d+) tok/s", output)]), peak)


def _middle(rates: list[float]) -> float:
    """The median of the rates but for the first, in which everything is still warming up."""
    if len(rates) < 2:
        raise RuntimeError("it reported no speed")
    rest = sorted(rates[1:])
    return rest[len(rest) // 2]
