"""The translator: text in, translations with attention out. Works with any engine; imports none that is not used."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

import numpy as np

from translator.decoding.engine import Engine
from translator.decoding.model_folder import ModelFolder, find_model
from translator.decoding.search import Hypothesis, SearchOptions, search
from translator.decoding.shortlist import Shortlist
from translator.decoding.translation import SentenceAttention, Translation
from translator.errors import TranslatorError
from translator.text.casing import calm, is_shouted, shout
from translator.text.sentences import split_sentences, split_to_size
from translator.text.tokenizer import Tokenizer

EngineName = Literal["onnx", "torch"]

LONGEST_SENTENCE = 120  # pieces; a longer one is translated in parts, as training had few such
PRUNE = 1.6  # in nats; on tatoeba/dev and multi30k/dev half of the rows less, and BLEU 0.1 to 0.2 more
GROWTH = 1.25  # a twelfth of the rows less, and BLEU the same to 0.03 on both; at 1.0 it falls by 0.3 to 0.5
WINDOW = 512  # texts whose sentences are sorted by length together
WINDOWS_AT_WORK = 2  # one's last batches and the next one's first keep all threads busy


@dataclass(frozen=True)
class _Sentence:
    """A sentence of a text: its place in the text, its pieces with their places in the sentence, and if in capitals."""

    text_number: int
    start: int
    end: int
    pieces: list[int]
    spans: list[tuple[int, int]]
    shouted: bool


@dataclass(frozen=True)
class _Window:
    """Texts being translated together.

    Attributes:
        texts: as given.
        sentences: of all of them.
        batches: numbers of sentences, and what their search will find.
    """

    texts: Sequence[str]
    sentences: list[_Sentence]
    batches: list[tuple[list[int], Future[list[list[Hypothesis]]]]]


class Translator:
    """Translates with one model.

    >>> from translator import Translator
    >>> print(Translator.load("fr-en-lstm").translate("Je suis etudiant"))
    I am a student.
    """

    def __init__(
        self,
        engine: Engine,
        tokenizer: Tokenizer,
        folder: ModelFolder,
        shortlist: Shortlist | None = None,
        side_by_side: int = 1,
    ) -> None:
        """Put the parts together; `load` finds them.

        Args:
            engine: of the model; it must bear several threads if ``side_by_side`` is above 1.
            tokenizer: of the model.
            folder: of the model.
            shortlist: of the model, if it is to be used.
            side_by_side: batches searched at the same time, each in a thread.
        """
        self.engine, self.tokenizer, self.folder, self.shortlist = engine, tokenizer, folder, shortlist
        self._side_by_side = side_by_side
        self._pool: ThreadPoolExecutor | None = None

    @classmethod
    def load(
        cls,
        model: str | Path = "fr-en-lstm",
        *,
        engine: EngineName = "onnx",
        threads: int = 0,
        device: str = "cpu",
        shortlist: bool = True,
    ) -> Translator:
        """Load a model by name or folder.

        Args:
            model: the name of an installed model, or a model folder.
            engine: "onnx", or "torch", which rebuilds the network from the folder's files in float32.
            threads: of the processor; 0 is all. A sentence takes one; batches go side by side.
            device: for torch: "cpu" or "cuda".
            shortlist: score only the pieces likely for a source, if the model has a list of them.

        Raises:
            TranslatorError: there is no such model, or it is damaged.
        """
        folder = ModelFolder.open(model) if isinstance(model, Path) else find_model(model)
        tokenizer = Tokenizer.load(folder.path / "tokenizer.model")
        chosen = Shortlist.load(folder.path) if shortlist else None
        threads = threads or len(
            os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
        )
        made = _make_engine(folder, engine, threads, device)
        # Torch spreads each product over its threads; ONNX Runtime gains more from batches side by side.
        return cls(made, tokenizer, folder, chosen, side_by_side=threads if engine == "onnx" else 1)

    def translate(self, text: str, *, beam: int = 5, length_penalty: float | None = None) -> Translation:
        """Translate one text of any length.

        Args:
            text: words, sentences, paragraphs.
            beam: hypotheses kept at each step; 1 is greedy.
            length_penalty: power of the length that scores are divided by; None takes the model's own.
        """
        return self.translate_many([text], beam=beam, length_penalty=length_penalty)[0]

    def translate_nbest(self, text: str, count: int, *, beam: int = 5) -> list[Translation]:
        """The ``count`` best translations of a text, best first; at least one.

        Only a text of one sentence has several: sentences would multiply.
        """
        options = self._options(max(beam, count), None, count)
        return self._finish(self._begin([text], options, batch_size=64), count)[0]

    def translate_many(
        self, texts: Sequence[str], *, beam: int = 5, length_penalty: float | None = None, batch_size: int = 64
    ) -> list[Translation]:
        """Translate texts in batches; the results are in the texts' order."""
        window = self._begin(texts, self._options(beam, length_penalty, 1), batch_size)
        return [translations[0] for translations in self._finish(window, 1)]

    def stream(
        self, texts: Iterable[str], *, beam: int = 5, length_penalty: float | None = None, batch_size: int = 64
    ) -> Iterator[Translation]:
        """Translate texts as they come, in order, holding a bounded number at a time."""
        windows = _windows(texts)
        for translations in self.stream_windows(
            windows, beam=beam, length_penalty=length_penalty, batch_size=batch_size
        ):
            yield translations[0]

    def stream_windows(
        self,
        windows: Iterable[Sequence[str]],
        *,
        nbest: int = 1,
        beam: int = 5,
        length_penalty: float | None = None,
        batch_size: int = 64,
    ) -> Iterator[list[Translation]]:
        """Translate windows of texts as they come; for each text its ``nbest`` translations, in order.

        Args:
            windows: texts to sort by length together. An empty one says that nothing more is there for the moment:
                all that was begun is then given back before the next is asked for.
            nbest: as in `translate_nbest`.
            beam: hypotheses kept at each step; 1 is greedy.
            length_penalty: power of the length that scores are divided by; None takes the model's own.
            batch_size: sentences searched together.
        """
        options = self._options(max(beam, nbest), length_penalty, nbest)
        begun: deque[_Window] = deque()
        try:
            for texts in windows:
                if texts:
                    begun.append(self._begin(texts, options, batch_size))
                while len(begun) > (WINDOWS_AT_WORK - 1 if texts else 0):
                    yield from self._finish(begun.popleft(), nbest)
            while begun:
                yield from self._finish(begun.popleft(), nbest)
        finally:
            for window in begun:
                for _, future in window.batches:
                    future.cancel()

    def _options(self, beam: int, length_penalty: float | None, nbest: int) -> SearchOptions:
        if beam < 1:
            raise TranslatorError(f"the beam is {beam}; it must be at least 1")
        if length_penalty is None:
            length_penalty = float(self.folder.config.get("search", {}).get("length_penalty", 1.0))
        if nbest > 1:  # a list of the n best wants all hypotheses
            return SearchOptions(beam=beam, nbest=nbest, length_penalty=length_penalty)
        # The best one is hardly ever far behind at any step, and rarely grows much once another is done.
        return SearchOptions(beam=beam, length_penalty=length_penalty, prune=PRUNE, growth=GROWTH)

    def _begin(self, texts: Sequence[str], options: SearchOptions, batch_size: int) -> _Window:
        """Split and tokenise texts, and start the search of their sentences in batches of like length."""
        sentences = [sentence for number, text in enumerate(texts) for sentence in self._sentences(number, text)]
        # Longest first: what the engine then allocates is enough for all that follow.
        order = sorted(range(len(sentences)), key=lambda i: -len(sentences[i].pieces))
        batches = []
        for chosen in (order[start : start + batch_size] for start in range(0, len(order), batch_size)):
            pieces = [sentences[i].pieces for i in chosen]
            batches.append((chosen, self._search(pieces, options, alone=len(order) <= batch_size)))
        return _Window(texts, sentences, batches)

    def _search(
        self, sources: list[list[int]], options: SearchOptions, *, alone: bool
    ) -> Future[list[list[Hypothesis]]]:
        """The search of a batch, at once if it is alone, otherwise beside others."""
        if alone or self._side_by_side == 1:
            done: Future[list[list[Hypothesis]]] = Future()
            done.set_result(search(self.engine, sources, options, self.shortlist))
            return done
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self._side_by_side, thread_name_prefix="search")
        return self._pool.submit(search, self.engine, sources, options, self.shortlist)

    def _finish(self, window: _Window, nbest: int) -> list[list[Translation]]:
        """The translations of a window's texts."""
        found: list[list[Hypothesis]] = [[] for _ in window.sentences]
        for chosen, future in window.batches:
            for i, hypotheses in zip(chosen, future.result(), strict=True):
                found[i] = hypotheses
        by_text: list[list[int]] = [[] for _ in window.texts]
        for i, sentence in enumerate(window.sentences):
            by_text[sentence.text_number].append(i)
        translations = []
        for text, numbers in zip(window.texts, by_text, strict=True):
            ranks = nbest if len(numbers) == 1 else 1
            count = min([ranks, *(len(found[i]) for i in numbers)])
            chosen_parts = [[(window.sentences[i], found[i][rank]) for i in numbers] for rank in range(max(1, count))]
            translations.append([self._assemble(text, parts) for parts in chosen_parts])
        return translations

    def _sentences(self, number: int, text: str) -> Iterator[_Sentence]:
        for sentence in split_sentences(text):
            for start, end in split_to_size(text, sentence, self._size, LONGEST_SENTENCE):
                part = text[start:end]
                shouted = is_shouted(part)
                pieces, spans = self.tokenizer.encode_with_spans(calm(part) if shouted else part)
                if pieces:
                    yield _Sentence(number, start, end, pieces, spans, shouted)

    def _size(self, text: str) -> int:
        """Pieces of a text, or where that is few enough anyway, the bytes: no text has more pieces than bytes."""
        most = len(text.encode("utf-8")) + 1
        return most if most <= LONGEST_SENTENCE else len(self.tokenizer.encode(text))

    def _assemble(self, source: str, parts: Sequence[tuple[_Sentence, Hypothesis]]) -> Translation:
        """One translation from the hypotheses of a text's sentences; line breaks between them are kept."""
        target = ""
        attention = []
        for number, (sentence, hypothesis) in enumerate(parts):
            if number:
                between = source[parts[number - 1][0].end : sentence.start]
                target += "\n" * between.count("\n") or " "
            text, spans = self.tokenizer.decode_with_spans(hypothesis.pieces)
            offset = len(target)
            target += shout(text) if sentence.shouted else text
            attention.append(
                SentenceAttention(
                    source=(sentence.start, sentence.end),
                    target=(offset, len(target)),
                    source_spans=[(start + sentence.start, end + sentence.start) for start, end in sentence.spans],
                    target_spans=[(start + offset, end + offset) for start, end in spans],
                    weights=hypothesis.attention,
                )
            )
        scores = [hypothesis.score for _, hypothesis in parts]
        return Translation(
            source=source,
            text=target,
            score=float(np.mean(scores)) if scores else 0.0,
            source_language=self.folder.source_language,
            target_language=self.folder.target_language,
            model=self.folder.name,
            sentences=tuple(attention),
        )


def _windows(texts: Iterable[str]) -> Iterator[list[str]]:
    source = iter(texts)
    while window := list(islice(source, WINDOW)):
        yield window


def _make_engine(folder: ModelFolder, engine: EngineName, threads: int, device: str) -> Engine:
    if engine == "onnx":
        from translator.decoding.onnx_engine import OnnxEngine

        return OnnxEngine(folder.path)
    from translator.decoding.torch_engine import load_torch_engine

    return load_torch_engine(folder, threads, device)
