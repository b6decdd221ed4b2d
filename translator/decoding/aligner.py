"""Aligning given pairs in bulk: forced decoding of pairs of like length together, a batch a processor core.

Pairs are read in windows and come out in order, so memory does not grow with the files.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from translator.decoding.alignment import AlignedPair, SentenceAttention
from translator.decoding.engine import Floats
from translator.decoding.forced import forced_attention
from translator.decoding.model_folder import ModelFolder, open_model
from translator.decoding.translator import EngineName, Translator
from translator.machine import usable_cores
from translator.text.repair.casing import calm, is_shouted
from translator.text.tokenised import join_words
from translator.text.words import Span, Word

WINDOW = 2048  # pairs sorted by length together
LONGEST = 1000  # pieces a side; attention over a longer pair would fill memory and mean nothing
BATCH_PAIRS, BATCH_PIECES = 32, 2048  # at most, of one batch: 64 pairs took 7 % longer, the encoder being out of cache

Pair = tuple[str, str]
Submitted = tuple[Sequence[int], "Future[list[Floats]]"]  # which pairs of a window, and their attention to come


@dataclass(frozen=True)
class _Prepared:
    """A pair with its pieces. ``words`` is None where `split_words` decides."""

    source: str
    target: str
    words: tuple[tuple[Word, ...], tuple[Word, ...]] | None
    source_pieces: list[int]
    target_pieces: list[int]
    source_spans: list[Span]
    target_spans: list[Span]

    @property
    def can_be_aligned(self) -> bool:
        return 0 < len(self.source_pieces) <= LONGEST and 0 < len(self.target_pieces) <= LONGEST


class Aligner:
    """Aligns pairs with one model."""

    def __init__(self, translator: Translator, *, tokenised: bool = False, workers: int = 0) -> None:
        """Take a model.

        Args:
            translator: whose engine runs on one thread; more batches at once make better use of a processor than more
                threads to a batch.
            tokenised: words are what stands between spaces; else they are split as everywhere.
            workers: batches at once; 0 is as many as there are cores.
        """
        self._translator, self._tokenised = translator, tokenised
        self._workers = workers or usable_cores()

    @classmethod
    def load(
        cls,
        model: str | Path | ModelFolder = "fr-en-lstm",
        *,
        tokenised: bool = False,
        workers: int = 0,
        engine: EngineName = "onnx",
    ) -> Aligner:
        """Load a model to align with.

        Args:
            model: the name of an installed model, or a model folder.
            tokenised: words are what stands between spaces; else they are split as everywhere.
            workers: batches at once; 0 is as many as there are cores.
            engine: as in `Translator.load`.

        Raises:
            TranslatorError: there is no such model, or it is damaged.
        """
        folder = open_model(model)
        if engine == "torch":
            return cls(Translator.load(folder.path, engine=engine, threads=1), tokenised=tokenised, workers=workers)
        from translator.decoding.onnx_attention import OnnxAttention

        translator = Translator(OnnxAttention(folder), folder.tokenizer(), folder)
        return cls(translator, tokenised=tokenised, workers=workers)

    def align(self, pairs: Iterable[Pair]) -> Iterator[AlignedPair]:
        """Align pairs of source and target; results come in order. What is empty or too long comes without links."""
        waiting: deque[tuple[list[_Prepared], list[Submitted]]] = deque()
        pairs = iter(pairs)
        with ThreadPoolExecutor(self._workers) as pool:
            try:
                while window := [self._prepare(*pair) for pair in islice(pairs, WINDOW)]:
                    waiting.append((window, self._submit(window, pool)))
                    if len(waiting) > 1:
                        yield from _finish(*waiting.popleft())
                while waiting:
                    yield from _finish(*waiting.popleft())
            finally:
                pool.shutdown(cancel_futures=True)

    def _submit(self, window: Sequence[_Prepared], pool: ThreadPoolExecutor) -> list[Submitted]:
        engine = self._translator.engine
        submitted: list[Submitted] = []
        for batch in _batches(window):
            pieces = [(window[i].source_pieces, window[i].target_pieces) for i in batch]
            submitted.append((batch, pool.submit(forced_attention, engine, pieces)))
        return submitted

    def _prepare(self, source: str, target: str) -> _Prepared:
        words = None
        if self._tokenised:
            (source, source_words), (target, target_words) = join_words(source), join_words(target)
            words = source_words, target_words
        encode = self._translator.tokenizer.encode_with_spans
        # What is written in capitals is read as if it were not, as in translating; no character moves by it.
        source_pieces, source_spans = encode(calm(source) if is_shouted(source) else source)
        target_pieces, target_spans = encode(calm(target) if is_shouted(target) else target)
        return _Prepared(source, target, words, source_pieces, target_pieces, source_spans, target_spans)


def _batches(window: Sequence[_Prepared]) -> Iterator[list[int]]:
    """Indices of pairs to go together: of like source length, as padding there costs most; longest first, so that what
    the engine allocates is enough for all that follow.
    """
    able = [i for i, pair in enumerate(window) if pair.can_be_aligned]
    able.sort(key=lambda i: (-len(window[i].source_pieces), -len(window[i].target_pieces)))
    batch: list[int] = []
    widest = 0
    for i in able:
        width = max(widest, len(window[i].source_pieces), len(window[i].target_pieces))
        if batch and (len(batch) == BATCH_PAIRS or width * (len(batch) + 1) > BATCH_PIECES):
            yield batch
            batch, width = [], max(len(window[i].source_pieces), len(window[i].target_pieces))
        batch.append(i)
        widest = width
    if batch:
        yield batch


def _finish(window: Sequence[_Prepared], submitted: Sequence[Submitted]) -> Iterator[AlignedPair]:
    weights: dict[int, Floats] = {}
    for batch, future in submitted:
        weights.update(zip(batch, future.result(), strict=True))
    for i, pair in enumerate(window):
        sentences: tuple[SentenceAttention, ...] = ()
        if i in weights:
            whole = (0, len(pair.source)), (0, len(pair.target))
            sentences = (SentenceAttention(*whole, pair.source_spans, pair.target_spans, weights.pop(i)),)
        yield AlignedPair(pair.source, pair.target, sentences, pair.words)
