"""On a GPU, where there is one: the same losses as on a processor in every precision, and runs that resume.

python -m pytest tests/training/test_cuda.py
"""

from __future__ import annotations

import dataclasses
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.conftest import ROOT
from tests.training.runs import SMALL, Heard, start, train
from translator.decoding.search import SearchOptions, search
from translator.decoding.torch_engine import TorchEngine
from translator.network.config import NetworkConfig
from translator.network.seq2seq import Seq2Seq
from translator.training import checkpoint
from translator.training.events import AllEvents
from translator.training.loop import Trainer
from translator.training.objective import cross_entropy
from translator.training.optimisation import Optimisation
from translator.training.precision import allow_tf32
from translator.training.preparation import reopen

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU")


@pytest.fixture(autouse=True)
def whole_products() -> None:
    """Torch lets cuDNN shorten float32 unless it is told not to, as training and the engine do."""
    allow_tf32(False)


# How far a loss of a few nats a piece may be from float32's on a processor.
CLOSE = {"float32": 1e-4, "bfloat16": 0.05, "float16": 0.005}
CELLS = ["lstm", "gru"]


def small_network(cell: str) -> Seq2Seq:
    torch.manual_seed(0)
    config = NetworkConfig(
        vocabulary=200,
        cell=cell,  # type: ignore[arg-type]
        attention="general",
        embedding=64,
        hidden=96,
        encoder_layers=3,
        decoder_layers=2,
        dropout=0.0,
        tied=True,
    )
    return Seq2Seq(config)


def rows(count: int, longest: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Numbers of pieces, each row ended by the end mark and padded; and their lengths."""
    generator = np.random.default_rng(longest)
    lengths = generator.integers(2, longest + 1, count)
    lengths[0] = longest
    pieces = generator.integers(4, 200, (count, longest))
    pieces[np.arange(longest) == lengths[:, None] - 1] = 2
    pieces[np.arange(longest) >= lengths[:, None]] = 0
    return torch.from_numpy(pieces), torch.from_numpy(lengths)


def gradient(network: Seq2Seq, device: str, precision: torch.dtype) -> tuple[float, torch.Tensor]:
    """Mean loss of one batch and the gradient of all parameters in one row, float32 on the processor."""
    optimisation = Optimisation(network.to(device), precision=precision, weight_decay=0.0, clip=1.0, ema_decay=0.0)
    source, lengths = rows(24, 17)
    target, _ = rows(24, 13)
    previous = torch.cat([torch.ones_like(target[:, :1]), target[:, :-1]], dim=1)
    taught = optimisation.worker.train().teach(source.to(device), lengths, previous.to(device))
    scale = optimisation.scale.value
    loss = cross_entropy(taught.readouts, optimisation.worker.output, target.to(device), 0.1, scale)
    loss.smoothed.backward()  # type: ignore[no-untyped-call]
    optimisation.collect()
    return float(loss.negative_log_likelihood) / loss.tokens, torch.cat(
        [g.flatten().cpu() for g in optimisation.gradients]
    )


@pytest.mark.parametrize("precision", CLOSE)
@pytest.mark.parametrize("cell", CELLS)
def test_loss_and_gradient_are_those_of_a_processor(cell: str, precision: str) -> None:
    loss, expected = gradient(small_network(cell), "cpu", torch.float32)
    found, slope = gradient(small_network(cell), "cuda", getattr(torch, precision))
    assert abs(found - loss) < CLOSE[precision]
    assert (
        float(torch.linalg.vector_norm(slope - expected) / torch.linalg.vector_norm(expected))
        < {
            "float32": 1e-4,
            "float16": 5e-3,
            "bfloat16": 3e-2,
        }[precision]
    )


@pytest.mark.parametrize("cell", CELLS)
def test_stepping_finds_what_a_processor_finds(cell: str) -> None:
    sources = [row[: int(length) - 1].tolist() for row, length in zip(*rows(12, 9), strict=True)]
    options = SearchOptions(beam=3)
    on_processor = search(TorchEngine(small_network(cell)), sources, options)
    on_gpu = search(TorchEngine(small_network(cell).to("cuda")), sources, options)
    for one, other in zip(on_processor, on_gpu, strict=True):
        assert list(one[0].pieces) == list(other[0].pieces)
        assert np.allclose(one[0].attention, other[0].attention, atol=1e-4)


@pytest.mark.parametrize("precision", [*CLOSE, "auto"])
@pytest.mark.parametrize("cell", CELLS)
def test_a_run_learns(tmp_path: Path, cell: str, precision: str) -> None:
    prepared = start(tmp_path, device="cuda", precision=precision, cell=cell, updates=60, learning_rate=0.01)
    heard = Heard()
    trainer = Trainer(prepared, tmp_path, heard)
    assert trainer.run()
    assert not heard.warnings
    assert heard.validations[-1][0].loss < 5.2  # of chance log 500 = 6.2
    assert trainer.optimisation.worker_dtype == (torch.bfloat16 if precision == "auto" else getattr(torch, precision))


@pytest.mark.parametrize("precision", ["float32", "bfloat16", "float16"])
def test_stopping_half_way_changes_nothing_but_roundings(tmp_path: Path, precision: str) -> None:
    """Dropout, noise, accumulation and averaging on; a GPU adds up in an order of its own, so not bit for bit."""
    changes = {"device": "cuda", "precision": precision, "accumulate": 2, "ema": 0.99, "validate_every": 1000}
    changes |= {"schedule": "constant", "warmup": 1}
    whole = train(start(tmp_path / "whole", **changes, updates=16), tmp_path / "whole")
    half = start(tmp_path / "half", **changes, updates=16)
    shorter = dataclasses.replace(
        half, recipe=dataclasses.replace(half.recipe, training=dataclasses.replace(half.recipe.training, updates=8))
    )
    Trainer(shorter, tmp_path / "half", AllEvents([])).run()
    resumed = Trainer(reopen(tmp_path / "half"), tmp_path / "half", AllEvents([]))
    assert resumed.run()
    assert resumed.position == whole.position
    for (name, one), (_, other) in zip(
        whole.optimisation.tensors().items(), resumed.optimisation.tensors().items(), strict=True
    ):
        if name.startswith("parameters."):
            assert torch.allclose(one, other, atol=2e-3), (name, float((one - other).abs().max()))


def test_a_killed_run_on_a_gpu_resumes_and_ends_in_a_model(tmp_path: Path) -> None:
    values = SMALL | {"device": "cuda", "precision": "bfloat16", "updates": 400, "checkpoint_every": 10}
    flags = []
    for key, value in values.items():
        for each in value if isinstance(value, list) else [value]:
            flags += [f"--{key.replace('_', '-')}", str(each)]
    begin = [sys.executable, "-m", "translator", "train", *flags, "--out", str(tmp_path / "run")]
    process = subprocess.Popen(begin, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    checkpoints = tmp_path / "run" / "training" / "checkpoints"
    while process.poll() is None and len(list(checkpoints.glob("*.safetensors"))) < 2:
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert checkpoint.read_latest(checkpoints) is not None
    resume = [sys.executable, "-m", "translator", "train", "--resume", str(tmp_path / "run")]
    done = subprocess.run(resume, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "run" / "encoder.onnx").exists()


def test_a_batch_too_large_for_the_gpu_is_taken_in_halves(tmp_path: Path) -> None:
    changes = {"device": "cuda", "updates": 2, "batch_tokens": 4000, "dropout": 0.0, "noise_accents": 0.0}
    whole = train(start(tmp_path / "whole", **changes), tmp_path / "whole")
    trainer = Trainer(start(tmp_path / "tight", **changes), tmp_path / "tight", heard := Heard())
    teach = Seq2Seq.teach

    def greedy(self: Seq2Seq, source: torch.Tensor, *rest: torch.Tensor) -> object:
        if len(source) > 40:
            torch.empty(1 << 44, dtype=torch.uint8, device="cuda")  # 16 TiB: the real error, not one made up
        return teach(self, source, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Seq2Seq, "teach", greedy)
        assert trainer.run()
    assert any("taken in halves" in warning for warning in heard.warnings)
    for one, other in zip(
        whole.optimisation.network.parameters(), trainer.optimisation.network.parameters(), strict=True
    ):
        assert torch.allclose(one, other, atol=1e-3)
