"""The torch engine: the network as it is trained, on CPU or GPU."""

from __future__ import annotations

import torch

from translator.decoding.engine import Ints, StepResult
from translator.decoding.model_folder import ModelFolder
from translator.errors import TranslatorError
from translator.network.decoder import DecoderState
from translator.network.encoder import Memory
from translator.network.seq2seq import Seq2Seq, select_rows


class TorchEngine:
    """Runs a `Seq2Seq` behind the engine protocol."""

    def __init__(self, network: Seq2Seq) -> None:
        """Take a network as it is, on the device where it is."""
        self.network = network.eval()
        self.device = next(network.parameters()).device

    @torch.inference_mode()
    def encode(self, source: Ints) -> tuple[Memory, DecoderState]:
        """See `Engine.encode`."""
        lengths = torch.from_numpy((source != 0).sum(axis=1))
        return self.network.encode(torch.from_numpy(source).to(self.device), lengths)

    @torch.inference_mode()
    def step(
        self, previous: Ints, rows: Ints, sentences: Ints, state: DecoderState, memory: Memory, candidates: int
    ) -> StepResult:
        """See `Engine.step`."""
        spread = memory if len(sentences) == len(memory.mask) else self.keep(memory, sentences)
        state = select_rows(state, torch.from_numpy(rows).to(self.device))
        log_probabilities, state, attention = self.network.step(
            torch.from_numpy(previous).to(self.device), state, spread
        )
        best = log_probabilities.topk(min(candidates, log_probabilities.shape[1]), dim=-1)
        return StepResult(best.values.cpu().numpy(), best.indices.cpu().numpy(), attention.cpu().numpy(), state)

    @torch.inference_mode()
    def keep(self, memory: Memory, sentences: Ints) -> Memory:
        """See `Engine.keep`."""
        kept = torch.from_numpy(sentences).to(self.device)
        return Memory(memory.keys[kept], memory.values[kept], memory.mask[kept])


def load_torch_engine(folder: ModelFolder, threads: int, device: str) -> TorchEngine:
    """The engine for a model folder.

    Args:
        folder: whose weights to take.
        threads: of the processor; 0 lets torch choose.
        device: such as "cpu" or "cuda".

    Raises:
        TranslatorError: the models are damaged, or there is no such device.
    """
    from translator.decoding.export.rebuild import rebuild_network

    if threads:
        torch.set_num_threads(threads)
    network = rebuild_network(folder)
    try:
        return TorchEngine(network.to(device))
    except (RuntimeError, AssertionError) as error:
        raise TranslatorError(f"cannot use the device {device!r}: {str(error).splitlines()[0]}") from error
