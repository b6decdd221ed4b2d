"""The ONNX Runtime engine: what `translate` runs. It never imports torch."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from translator.decoding.engine import Floats, Ints, StepResult
from translator.decoding.graph_check import check_graph
from translator.decoding.graph_signature import PARTS
from translator.decoding.model_folder import ModelFolder
from translator.decoding.shortlist import Selection
from translator.errors import TranslatorError

REFUSED = np.float32(-1e9)  # as a score, softmax makes exactly 0 of it


@dataclass(frozen=True)
class OnnxMemory:
    """What the decoder takes at every step, by input name.

    Attributes:
        by_sentence: the encoder's outputs, sentences first.
        shared: the output layer of the pieces that may be written.
    """

    by_sentence: dict[str, Any]
    shared: dict[str, Any]


class OnnxEngine:
    """Runs a model folder's encoder and decoder behind the engine protocol.

    It computes in the thread that calls it, and may be called by several at once: a product of a few rows is too small
    to be shared out (two threads took longer than one for a sentence), but batches side by side keep every core busy.
    """

    def __init__(self, folder: ModelFolder | Path) -> None:
        """Load both models.

        Args:
            folder: of the model, opened or not.

        Raises:
            TranslatorError: a model is missing or damaged, or no graph like those that we write.
        """
        folder = ModelFolder.open(folder) if isinstance(folder, Path) else folder
        self._path = folder.path
        self._encoder, self._decoder = load_graphs(folder)
        self._step_outputs = [output.name for output in self._decoder.get_outputs()]
        self._state_names = [name for name in self._step_outputs if name.startswith("next_")]
        self._memory_names = [i.name for i in self._decoder.get_inputs() if i.name in ("keys", "values", "mask")]
        self._limited = any(i.name == "vocabulary" for i in self._decoder.get_inputs())  # the model has a shortlist
        self._everything = np.arange(folder.network.vocabulary)
        self._encoder_outputs = [output.name for output in self._encoder.get_outputs()]
        self._feeds_readout = "next_readout" in self._state_names

    def encode(self, source: Ints, selection: Selection | None = None) -> tuple[OnnxMemory, dict[str, Floats]]:
        """See `Engine.encode`."""
        feed = {"source": source}
        vocabulary = self._everything if selection is None else selection.pieces
        if self._limited:
            feed["vocabulary"] = vocabulary
        outputs = dict(zip(self._encoder_outputs, self._run(self._encoder, None, feed), strict=True))
        by_sentence = {name: outputs[name] for name in self._memory_names}
        shared = {name: value for name, value in outputs.items() if name.startswith("output_")}
        if self._limited:
            allowed = np.ones((len(source), 1), dtype=bool) if selection is None else selection.allowed
            by_sentence["allowed"] = np.where(allowed, np.float32(0), REFUSED)
            shared["vocabulary"] = vocabulary
        memory = OnnxMemory(by_sentence, shared)
        state = {name: value for name, value in outputs.items() if name.startswith("state_")}
        if self._feeds_readout:
            width = next(i.shape[1] for i in self._decoder.get_inputs() if i.name == "readout")
            state["readout"] = np.zeros((len(source), width), dtype=np.float32)
        return memory, state

    def step(
        self, previous: Ints, rows: Ints, sentences: Ints, state: dict[str, Floats], memory: OnnxMemory, candidates: int
    ) -> StepResult:
        """See `Engine.step`."""
        grid, places = _grid(sentences, len(memory.by_sentence["mask"]))
        feed: dict[str, Any] = {
            "previous": previous,
            "rows": rows,
            "grid": grid,
            "places": places,
            "candidates": _one_number(candidates),
            **memory.by_sentence,
            **memory.shared,
            **state,
        }
        if self._limited:
            feed["sentences"] = sentences
        outputs = dict(zip(self._step_outputs, self._run(self._decoder, None, feed), strict=True))
        state = {name.removeprefix("next_"): outputs[name] for name in self._state_names}
        result = StepResult(outputs["log_probabilities"], outputs["pieces"], outputs["attention"], state)
        self._check(result, len(rows), memory.by_sentence["mask"].shape[1])
        return result

    def keep(self, memory: OnnxMemory, sentences: Ints) -> OnnxMemory:
        """See `Engine.keep`."""
        return OnnxMemory({name: tensor[sentences] for name, tensor in memory.by_sentence.items()}, memory.shared)

    def _run(self, session: Any, wanted: list[str] | None, feed: dict[str, Any]) -> Any:
        try:
            return session.run(wanted, feed)
        except Exception as error:  # ONNX Runtime raises classes of its own that share no base
            raise self._broken() from error

    def _check(self, result: StepResult, rows: int, width: int) -> None:
        """A damaged or hostile model may compute anything; the search counts on shapes and on numbers."""
        shape = result.log_probabilities.shape
        if (
            shape[:1] != (rows,)
            or result.pieces.shape != shape
            or result.attention.shape != (rows, width)
            or not isfinite(np.add.reduce(result.log_probabilities[:, 0]) + np.add.reduce(result.attention, axis=None))
        ):
            raise self._broken()

    def _broken(self) -> TranslatorError:
        return TranslatorError(f"the model {self._path} computes nonsense; restore it, or export it again")


@lru_cache(maxsize=64)
def _one_number(number: int) -> Ints:
    return np.array([number], dtype=np.int64)


def _grid(sentences: Ints, count: int) -> tuple[Ints, Ints]:
    """Rows of sentences as a grid: which row stands in each place [B, N] (0 where none), and each row's place [R]."""
    if count == 1:
        row = np.arange(len(sentences), dtype=np.int64)
        return row[None], row
    per_sentence = np.bincount(sentences, minlength=count)
    width = int(per_sentence.max())
    starts = np.cumsum(per_sentence) - per_sentence
    numbers = np.arange(len(sentences), dtype=np.int64)
    places = sentences * width + numbers - starts[sentences]
    grid = np.zeros(count * width, dtype=np.int64)
    grid[places] = numbers
    return grid.reshape(count, width), places


def load_graphs(folder: ModelFolder) -> tuple[onnxruntime.InferenceSession, onnxruntime.InferenceSession]:
    """Sessions of encoder and decoder, checked before ONNX Runtime sees them.

    Raises:
        TranslatorError: one is damaged, or no graph like those that we write, or they do not belong together.
    """
    precision = folder.config["model"]["precision"]
    limited = [check_graph(folder.path / f"{part}.onnx", part, folder.network, precision) for part in PARTS]
    if limited[0] != limited[1]:
        raise TranslatorError(f"the models in {folder.path} do not belong together; export them again")
    paths = [folder.path / f"{part}.onnx" for part in PARTS]
    with ThreadPoolExecutor(1) as beside:  # ONNX Runtime does not hold Python up while it loads
        verified = [beside.submit(folder.verify, path.name) for path in paths]
        encoder, decoder = (session_of(str(path), path) for path in paths)
        for done in verified:
            done.result()
    return encoder, decoder


def session_options() -> onnxruntime.SessionOptions:
    """One thread to a session, quiet, and no more memory than it works with.

    ONNX Runtime would keep a plan of its memory for every shape it meets, and ours are never the same for long; and its
    arena never gives back what one long batch took. Over 2,000 lines of news: 622 MB with both, 389 without plans,
    189 without either, in the same time.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.enable_mem_pattern = False
    options.enable_cpu_mem_arena = False
    return options


def session_of(model: str | bytes, origin: Path) -> onnxruntime.InferenceSession:
    """A session of a model by its path or its bytes; ``origin`` is named where it fails."""
    try:
        return onnxruntime.InferenceSession(model, session_options(), providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime raises classes of its own that share no base
        raise TranslatorError(f"{origin} is damaged or no ONNX model; restore it, or export it again") from error
