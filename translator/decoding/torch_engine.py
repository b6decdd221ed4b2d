"""The torch engine: the network as it is trained, on CPU or GPU."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from translator.decoding.engine import Ints, StepResult
from translator.decoding.model_folder import ModelFolder
from translator.decoding.shortlist import Selection
from translator.errors import TranslatorError
from translator.network.decoder import DecoderState
from translator.network.encoder import Memory
from translator.network.seq2seq import Seq2Seq, select_rows


@dataclass(frozen=True)
class TorchMemory:
    """The encoder's memory and, if the vocabulary is limited, its pieces [W] and what sentences may write [B, W]."""

    encoded: Memory
    pieces: Tensor | None
    allowed: Tensor | None


class TorchEngine:
    """Runs a `Seq2Seq` behind the engine protocol."""

    def __init__(self, network: Seq2Seq) -> None:
        """Take a network as it is, on the device where it is."""
        self.network = network.eval()
        self.device = next(network.parameters()).device

    @torch.inference_mode()
    def encode(self, source: Ints, selection: Selection | None = None) -> tuple[TorchMemory, DecoderState]:
        """See `Engine.encode`."""
        lengths = torch.from_numpy((source != 0).sum(axis=1))
        memory, state = self.network.encode(torch.from_numpy(source).to(self.device), lengths)
        if selection is None:
            return TorchMemory(memory, None, None), state
        pieces, allowed = (torch.from_numpy(each).to(self.device) for each in (selection.pieces, selection.allowed))
        return TorchMemory(memory, pieces, allowed), state

    @torch.inference_mode()
    def step(
        self, previous: Ints, rows: Ints, sentences: Ints, state: DecoderState, memory: TorchMemory, candidates: int
    ) -> StepResult:
        """See `Engine.step`."""
        spread = memory if len(sentences) == len(memory.encoded.mask) else self.keep(memory, sentences)
        state = select_rows(state, torch.from_numpy(rows).to(self.device))
        log_probabilities, state, attention = self.network.step(
            torch.from_numpy(previous).to(self.device), state, spread.encoded
        )
        if spread.pieces is not None and spread.allowed is not None:
            kept = log_probabilities[:, spread.pieces].masked_fill(~spread.allowed, float("-inf"))
            log_probabilities = torch.log_softmax(kept, dim=-1)
        best = log_probabilities.topk(min(candidates, log_probabilities.shape[1]), dim=-1)
        pieces = best.indices if spread.pieces is None else spread.pieces[best.indices]
        return StepResult(best.values.cpu().numpy(), pieces.cpu().numpy(), attention.cpu().numpy(), state)

    @torch.inference_mode()
    def keep(self, memory: TorchMemory, sentences: Ints) -> TorchMemory:
        """See `Engine.keep`."""
        kept = torch.from_numpy(sentences).to(self.device)
        encoded = Memory(memory.encoded.keys[kept], memory.encoded.values[kept], memory.encoded.mask[kept])
        return TorchMemory(encoded, memory.pieces, None if memory.allowed is None else memory.allowed[kept])


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
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False  # the same results on a GPU
    network = rebuild_network(folder)
    try:
        return TorchEngine(network.to(device))
    except (RuntimeError, AssertionError) as error:
        raise TranslatorError(f"cannot use the device {device!r}: {str(error).splitlines()[0]}") from error
