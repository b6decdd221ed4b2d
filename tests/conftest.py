"""What many tests share: a small tokenizer, small networks, and a model folder made of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import settings

from translator.decoding.export.folder import ModelFacts, write_model_folder
from translator.network.config import NetworkConfig
from translator.network.seq2seq import Seq2Seq
from translator.text.tokenizer import Tokenizer, train_tokenizer

# How long an example takes tells how busy the machine is.
settings.register_profile("whenever", deadline=None)
settings.load_profile("whenever")

# Small networks run faster on one thread, far faster where other work keeps the processor busy.
torch.set_num_threads(1)

ROOT = Path(__file__).resolve().parent.parent
EVERYDAY = ROOT / "data" / "everyday"


def make_network(seed: int = 0, **changes: object) -> Seq2Seq:
    """A small network with weights large enough that its choices differ."""
    torch.manual_seed(seed)
    config = {"vocabulary": 60, "embedding": 16, "hidden": 32, "dropout": 0.1} | changes
    network = Seq2Seq(NetworkConfig(**config)).eval()  # type: ignore[arg-type]
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter.dim() > 1:
                parameter.mul_(2)
            else:
                parameter.normal_(0, 0.3)
    return network


def random_sources(seed: int, count: int, vocabulary: int = 60, longest: int = 9) -> list[list[int]]:
    """Sources of several lengths, without marks."""
    generator = np.random.default_rng(seed)
    return [generator.integers(4, vocabulary, generator.integers(1, longest + 1)).tolist() for _ in range(count)]


@pytest.fixture(scope="session")
def everyday() -> list[tuple[str, str]]:
    sides = [(EVERYDAY / f"train.{side}").read_text(encoding="utf-8").split("\n")[:-1] for side in ("fr", "en")]
    return list(zip(*sides, strict=True))


@pytest.fixture(scope="session")
def tokenizer(everyday: list[tuple[str, str]]) -> Tokenizer:
    return train_tokenizer((side for pair in everyday for side in pair), vocabulary=700)


@pytest.fixture(scope="session")
def untrained_folder(tokenizer: Tokenizer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole model folder whose network has learnt nothing: good for everything but the meaning."""
    folder = tmp_path_factory.mktemp("models") / "untrained"
    network = make_network(vocabulary=len(tokenizer))
    write_model_folder(network, tokenizer.model, folder, ModelFacts("untrained", "fr", "en"))
    return folder
