"""The translator: text in, translations with attention out. Works with any engine; imports none that is not used."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal, Self

from translator.decoding.engine import Engine
from translator.decoding.jobs import Ranks
from translator.decoding.model_folder import ModelFolder, open_model
from translator.decoding.passage import Passage, copied
from translator.decoding.search import SearchOptions
from translator.decoding.shortlist import Shortlist
from translator.decoding.translation import Translation
from translator.decoding.windows import Window, WindowSearch
from translator.errors import TranslatorError
from translator.machine import give_back_memory, usable_cores
from translator.text.items import Item
from translator.text.segments import Segment
from translator.text.tokenizer import Tokenizer

EngineName = Literal["onnx", "torch"]

PRUNE = 1.1  # in nats; against 1.6 a fifth of the rows less, BLEU 0.04 less in the mean of four dev sets and models
LENIENCY = 1.5  # at 1.1, "Je suis etudiant" is "I'm a student.", though "I am a student." scores better
GROWTH = 1.25  # a twelfth of the rows less, and BLEU the same to 0.03 on both; at 1.0 it falls by 0.3 to 0.5
WINDOW = 1024  # texts whose sentences are sorted by length together
WINDOWS_AT_WORK = 2  # one's last batches and the next one's first keep all threads busy


class Translator:
    """Translates with one model. As a context manager it ends its threads.

    >>> from translator import Translator
    >>> with Translator.load("fr-en-lstm") as translator:
    ...     print(translator.translate("Je suis etudiant"))
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
        self._windows = WindowSearch(
            engine, tokenizer, folder.source_language, folder.target_language, shortlist, side_by_side
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the threads that batches were searched in; they come back if there is more to translate."""
        self._windows.close()

    @classmethod
    def load(
        cls,
        model: str | Path | ModelFolder = "fr-en-lstm",
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
        folder = open_model(model)
        tokenizer = folder.tokenizer()
        chosen = folder.shortlist() if shortlist else None
        threads = threads or usable_cores()
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
        """The ``count`` best different translations of a text, best first; at least one.

        Only a text of one sentence has several: sentences would multiply.
        """
        options = self._options(max(beam, count), None, count)
        return _different(self._finish(self._windows.begin([text], options, batch_size=64))[0])[:count]

    def translate_many(
        self, texts: Sequence[str], *, beam: int = 5, length_penalty: float | None = None, batch_size: int = 64
    ) -> list[Translation]:
        """Translate texts in batches; the results are in the texts' order.

        Args:
            texts: each of any length. For more than fit in memory there is `stream`.
            beam: hypotheses kept at each step; 1 is greedy.
            length_penalty: power of the length that scores are divided by; None takes the model's own.
            batch_size: sentences searched together.
        """
        window = self._windows.begin(texts, self._options(beam, length_penalty, 1), batch_size)
        return [translations[0] for translations in self._finish(window)]

    def translate_marked(
        self,
        texts: Sequence[str],
        items: Sequence[Sequence[Item]],
        *,
        wrapped: bool = False,
        beam: int = 5,
        batch_size: int = 64,
    ) -> list[Translation]:
        """Translate parts of a document, in batches, keeping in each what its items say.

        Args:
            texts: the parts.
            items: of each part; nothing else is looked for.
            wrapped: whether line ends are where lines happened to be full.
            beam: hypotheses kept at each step.
            batch_size: sentences translated together.
        """
        window = self._windows.begin(texts, self._options(beam, None, 1), batch_size, items, wrapped)
        return [translations[0] for translations in self._finish(window)]

    def stream(
        self, texts: Iterable[str], *, beam: int = 5, length_penalty: float | None = None, batch_size: int = 64
    ) -> Iterator[Translation]:
        """Translate texts as they come, in order.

        A generator in, a generator out: no more than three windows of 1,024 texts are held at a time, read, translated
        or waiting, however many there are.

        Args:
            texts: from a list, a file, a generator without end.
            beam: hypotheses kept at each step; 1 is greedy.
            length_penalty: power of the length that scores are divided by; None takes the model's own.
            batch_size: sentences searched together.
        """
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
        begun: deque[Window] = deque()
        try:
            for texts in windows:
                if texts:
                    begun.append(self._windows.begin(texts, options, batch_size))
                while len(begun) > (WINDOWS_AT_WORK - 1 if texts else 0):
                    yield from (_different(found)[:nbest] for found in self._finish(begun.popleft()))
                if texts:
                    give_back_memory()
            while begun:
                yield from (_different(found)[:nbest] for found in self._finish(begun.popleft()))
        finally:
            for window in begun:
                self._windows.cancel(window)

    def _options(self, beam: int, length_penalty: float | None, nbest: int) -> SearchOptions:
        if beam < 1:
            raise TranslatorError(f"the beam is {beam}; it must be at least 1")
        own = self.folder.config.get("search", {})
        if length_penalty is None:
            length_penalty = float(own.get("length_penalty", 1.0))
        coverage = float(own.get("coverage", 0.0)) if beam > 1 else 0.0
        if nbest > 1:  # a list of the n best wants all hypotheses, as several may be the same text
            return SearchOptions(beam=beam, nbest=beam, length_penalty=length_penalty, coverage=coverage)
        # The best one is hardly ever far behind at any step, and rarely grows much once another is done.
        return SearchOptions(
            beam=beam,
            length_penalty=length_penalty,
            prune=PRUNE,
            leniency=LENIENCY,
            growth=GROWTH,
            coverage=coverage,
        )

    def _finish(self, window: Window) -> list[list[Translation]]:
        """The translations of a window's texts."""
        found: list[list[Translation]] = [[] for _ in window.texts]
        for i, parts in self._windows.finish(window):
            found[i] = self._assemble(window.texts[i], parts)
        return found

    def _assemble(self, source: str, parts: Sequence[tuple[Segment, Ranks | None]]) -> list[Translation]:
        """Translations of a text, best first, from what became of its segments.

        Only a text of one segment has several: segments would multiply.
        """
        spoken = [ranks for _, ranks in parts if ranks]
        count = len(spoken[0]) if len(spoken) == 1 else 1
        return [self._assemble_one(source, parts, rank) for rank in range(count)]

    def _assemble_one(self, source: str, parts: Sequence[tuple[Segment, Ranks | None]], rank: int) -> Translation:
        passage = Passage(source)
        for segment, ranks in parts:
            passage.add(segment, ranks[rank] if ranks else [copied(source, segment)])
        return Translation(
            source=source,
            text=passage.text,
            score=passage.score,
            source_language=self.folder.source_language,
            target_language=self.folder.target_language,
            model=self.folder.name,
            sentences=tuple(passage.attention),
        )


def _different(translations: Iterable[Translation]) -> list[Translation]:
    """The first of each text: one can be spelt in several ways, or become the same when it follows the source."""
    found: dict[str, Translation] = {}
    for translation in translations:
        found.setdefault(translation.text, translation)
    return list(found.values())


def _windows(texts: Iterable[str]) -> Iterator[list[str]]:
    source = iter(texts)
    while window := list(islice(source, WINDOW)):
        yield window


def _make_engine(folder: ModelFolder, engine: EngineName, threads: int, device: str) -> Engine:
    if engine == "onnx":
        from translator.decoding.onnx_engine import OnnxEngine

        return OnnxEngine(folder)
    from translator.decoding.torch_engine import load_torch_engine

    return load_torch_engine(folder, threads, device)
