"""The product as a contestant: the Python face on lines of text, or its search alone, outputs of a forced length."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.peers.worker import Pieces, batches_by_length, lines_of, parser, pieces_of, serve
from translator import Translation, Translator
from translator.decoding.engine import Engine, Ints, StepResult
from translator.decoding.model_folder import ModelFolder
from translator.decoding.onnx_engine import OnnxEngine
from translator.decoding.search import Hypothesis, SearchOptions, search
from translator.decoding.shortlist import Selection
from translator.text.tokenizer import EOS


class NeverEnding:
    """An engine in whose eyes no sentence ever ends: with a limit on the length, all outputs have just that length."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def encode(self, source: Ints, selection: Selection | None = None) -> tuple[Any, Any]:
        """See `Engine.encode`."""
        return self.engine.encode(source, selection)

    def step(self, previous: Ints, rows: Ints, sentences: Ints, state: Any, memory: Any, candidates: int) -> StepResult:
        """See `Engine.step`."""
        result = self.engine.step(previous, rows, sentences, state, memory, candidates)
        hidden = np.where(result.pieces == EOS, np.float32(-np.inf), result.log_probabilities)
        return replace(result, log_probabilities=hidden)

    def keep(self, memory: Any, sentences: Ints) -> Any:
        """See `Engine.keep`."""
        return self.engine.keep(memory, sentences)


def serve_forced(folder: ModelFolder, name: str, options: Any) -> None:
    """Search only, neither pruned nor with a shortlist; batches side by side, a thread each, as the product does it."""
    engine = NeverEnding(OnnxEngine(folder.path))
    forced = SearchOptions(beam=options.beam, longest_share=0.0, longest_extra=options.length)
    batches = list(batches_by_length(pieces_of(options.work), options.batch_size))
    pool = ThreadPoolExecutor(options.threads)

    def one(batch: Pieces) -> list[list[Hypothesis]]:
        return search(engine, batch, forced)

    def decode() -> list[list[list[Hypothesis]]]:
        # One at a time where batches are of one: that is what a person waits for.
        return list(map(one, batches) if options.batch_size == 1 else pool.map(one, batches))

    def count(outputs: list[list[list[Hypothesis]]]) -> int:
        lengths = [len(found[0].pieces) for batch in outputs for found in batch]
        assert set(lengths) == {options.length}, set(lengths)
        return sum(lengths)

    serve(name, int(folder.config["model"]["parameters"]), decode, count, decode)


def serve_face(folder: ModelFolder, name: str, options: Any) -> None:
    """The face with its defaults and true lengths: a stream, or where batches are of one, a call a sentence."""
    translator = Translator.load(folder.path, threads=options.threads)
    lines = lines_of(options.work)

    def decode() -> list[Translation]:
        if options.batch_size == 1:
            return [translator.translate(line, beam=options.beam) for line in lines]
        return list(translator.stream(lines, beam=options.beam, batch_size=options.batch_size))

    def count(outputs: list[Translation]) -> int:
        return sum(len(translator.tokenizer.encode(output.text)) for output in outputs)

    serve(name, int(folder.config["model"]["parameters"]), decode, count, decode)


def main() -> None:
    """Serve."""
    reader = parser()
    reader.add_argument("--folder", type=Path, required=True)
    reader.add_argument("--forced", action="store_true", help="outputs of --length pieces, by the search alone")
    options = reader.parse_args()
    folder = ModelFolder.open(options.folder)
    (serve_forced if options.forced else serve_face)(folder, folder.name, options)


if __name__ == "__main__":
    main()
