"""The translator: text in, translations with attention out. Works with any engine; imports none that is not used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
PRUNE = 2.0  # in nats; on tatoeba/dev and multi30k/dev two fifths of the rows less, and BLEU 0.1 more
WINDOW = 512  # sentences sorted by length together


@dataclass(frozen=True)
class _Sentence:
    """A sentence of a text: its place in the text, its pieces with their places in the sentence, and if in capitals."""

    text_number: int
    start: int
    end: int
    pieces: list[int]
    spans: list[tuple[int, int]]
    shouted: bool


class Translator:
    """Translates with one model.

    >>> from translator import Translator
    >>> print(Translator.load("fr-en-lstm").translate("Je suis etudiant"))
    I am a student.
    """

    def __init__(
        self, engine: Engine, tokenizer: Tokenizer, folder: ModelFolder, shortlist: Shortlist | None = None
    ) -> None:
        self.engine, self.tokenizer, self.folder, self.shortlist = engine, tokenizer, folder, shortlist

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
            threads: of the processor; 0 lets the engine choose.
            device: for torch: "cpu" or "cuda".
            shortlist: score only the pieces likely for a source, if the model has a list of them.

        Raises:
            TranslatorError: there is no such model, or it is damaged.
        """
        folder = ModelFolder.open(model) if isinstance(model, Path) else find_model(model)
        tokenizer = Tokenizer.load(folder.path / "tokenizer.model")
        chosen = Shortlist.load(folder.path) if shortlist else None
        return cls(_make_engine(folder, engine, threads, device), tokenizer, folder, chosen)

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
        return self._translate([text], self._options(max(beam, count), None, count))[0]

    def translate_many(
        self, texts: Sequence[str], *, beam: int = 5, length_penalty: float | None = None, batch_size: int = 64
    ) -> list[Translation]:
        """Translate texts in batches; the results are in the texts' order."""
        options = self._options(beam, length_penalty, 1)
        return [translations[0] for translations in self._translate(texts, options, batch_size)]

    def stream(
        self, texts: Iterable[str], *, beam: int = 5, length_penalty: float | None = None, batch_size: int = 64
    ) -> Iterator[Translation]:
        """Translate texts as they come, in order, holding a bounded number at a time."""
        waiting: list[str] = []
        for text in texts:
            waiting.append(text)
            if len(waiting) >= WINDOW:
                yield from self.translate_many(waiting, beam=beam, length_penalty=length_penalty, batch_size=batch_size)
                waiting.clear()
        yield from self.translate_many(waiting, beam=beam, length_penalty=length_penalty, batch_size=batch_size)

    def _options(self, beam: int, length_penalty: float | None, nbest: int) -> SearchOptions:
        if beam < 1:
            raise TranslatorError(f"the beam is {beam}; it must be at least 1")
        if length_penalty is None:
            length_penalty = float(self.folder.config.get("search", {}).get("length_penalty", 1.0))
        # A list of the n best wants all hypotheses; the best one is hardly ever far behind at any step.
        prune = PRUNE if nbest == 1 else float("inf")
        return SearchOptions(beam=beam, nbest=nbest, length_penalty=length_penalty, prune=prune)

    def _translate(self, texts: Sequence[str], options: SearchOptions, batch_size: int = 64) -> list[list[Translation]]:
        sentences = [sentence for number, text in enumerate(texts) for sentence in self._sentences(number, text)]
        # Longest first: what the engine then allocates is enough for all that follow.
        order = sorted(range(len(sentences)), key=lambda i: -len(sentences[i].pieces))
        found: list[list[Hypothesis]] = [[] for _ in sentences]
        for start in range(0, len(order), batch_size):
            chosen = order[start : start + batch_size]
            results = search(self.engine, [sentences[i].pieces for i in chosen], options, self.shortlist)
            for i, hypotheses in zip(chosen, results, strict=True):
                found[i] = hypotheses
        by_text: list[list[int]] = [[] for _ in texts]
        for i, sentence in enumerate(sentences):
            by_text[sentence.text_number].append(i)
        translations = []
        for text, numbers in zip(texts, by_text, strict=True):
            ranks = options.nbest if len(numbers) == 1 else 1
            count = min([ranks, *(len(found[i]) for i in numbers)])
            chosen_parts = [[(sentences[i], found[i][rank]) for i in numbers] for rank in range(max(1, count))]
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


def _make_engine(folder: ModelFolder, engine: EngineName, threads: int, device: str) -> Engine:
    if engine == "onnx":
        from translator.decoding.onnx_engine import OnnxEngine

        return OnnxEngine(folder.path, threads)
    from translator.decoding.torch_engine import load_torch_engine

    return load_torch_engine(folder, threads, device)
