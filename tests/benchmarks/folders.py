"""Model folders that the benchmark makes for itself. Run as a script, for it needs torch and the benchmark must not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.benchmarks.contestants import ENVIRONMENT, TRANSLATOR


def untrained_folder(tokenizer: Path, folder: Path) -> Path:
    """An int8 folder of the peers' size: one layer of 512, embeddings of 256, random weights."""
    _run("-m", "tests.benchmarks.folders", str(tokenizer), str(folder))
    return folder


def exported_folder(checkpoint_or_run: Path, folder: Path, precision: str) -> Path:
    """A folder of a checkpoint or run in "int8" or "float32", by ``translator export``."""
    _run("-c", TRANSLATOR, "export", str(checkpoint_or_run), str(folder), "--precision", precision)
    return folder


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, env=ENVIRONMENT)


def main(tokenizer: Path, folder: Path) -> None:
    """Write the untrained folder."""
    import torch

    from translator.decoding.export.folder import ModelFacts, write_model_folder
    from translator.network.config import NetworkConfig
    from translator.network.seq2seq import Seq2Seq
    from translator.text.tokenizer import Tokenizer

    torch.manual_seed(1)
    loaded = Tokenizer.load(tokenizer)
    network = Seq2Seq(NetworkConfig(vocabulary=len(loaded), encoder_layers=1, decoder_layers=1)).eval()
    write_model_folder(network, loaded.model, folder, ModelFacts("untrained", "fr", "en"))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
