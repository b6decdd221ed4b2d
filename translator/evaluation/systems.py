"""What is measured: a model that translates, or translations made before."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from translator.corpus.reading import read_lines
from translator.errors import TranslatorError
from translator.evaluation.speed import PeakMemory, Speed
from translator.machine import usable_cores

if TYPE_CHECKING:
    from translator.decoding.translation import Translation
    from translator.decoding.translator import Translator

Told = Callable[[int], None]  # how many sentences more are done


@dataclass(frozen=True)
class Output:
    """One translation.

    Attributes:
        text: in one line.
        unattended: source words that no word written drew on, punctuation left out; None where attention is unknown.
        source_words: how many source words there are, punctuation left out.
    """

    text: str
    unattended: tuple[str, ...] | None = None
    source_words: int = 0


@dataclass(frozen=True)
class System:
    """One system and its translations of all sentences.

    Attributes:
        name: as reports call it; no two are alike.
        outputs: in the sentences' order.
        speed: None for translations made before.
        languages: source and target; empty where unknown.
    """

    name: str
    outputs: tuple[Output, ...]
    speed: Speed | None = None
    languages: tuple[str, str] | tuple[()] = ()

    @property
    def texts(self) -> list[str]:
        """The translations."""
        return [output.text for output in self.outputs]


@dataclass(frozen=True)
class SearchSettings:
    """How models translate.

    Attributes:
        beam: hypotheses kept at each step.
        length_penalty: power of the length that scores are divided by; None is the model's.
        engine: what runs the network.
        threads: of the processor; 0 is all.
        batch_size: sentences translated together.
    """

    beam: int = 5
    length_penalty: float | None = None
    engine: Literal["onnx", "torch"] = "onnx"
    threads: int = 0
    batch_size: int = 64

    def __post_init__(self) -> None:
        for value, least, what in (
            (self.beam, 1, "beam"),
            (self.threads, 0, "number of threads"),
            (self.batch_size, 1, "batch size"),
        ):
            if value < least:
                raise TranslatorError(f"the {what} is {value}; it must be at least {least}")


@dataclass(frozen=True)
class LoadedModel:
    """A model, and how long loading it took.

    Attributes:
        name: as reports call it.
        translator: the model.
        seconds: that loading took.
    """

    name: str
    translator: Translator
    seconds: float


def load_model(model: str, settings: SearchSettings) -> LoadedModel:
    """Load a model by name or folder.

    Raises:
        TranslatorError: there is no such model, or it is damaged.
    """
    from translator.decoding.translator import Translator

    began = time.perf_counter()
    translator = Translator.load(model, engine=settings.engine, threads=settings.threads)
    return LoadedModel(translator.folder.name, translator, time.perf_counter() - began)


def translate_all(model: LoadedModel, sources: Sequence[str], settings: SearchSettings, told: Told) -> System:
    """Translate all sources, and measure how fast.

    Args:
        model: the model.
        sources: sentences.
        settings: of the search.
        told: is told of every sentence that is done.
    """
    folder = model.translator.folder
    pieces, outputs = 0, []
    # All of it counts as translating, the look at the words too: the next windows are at work meanwhile.
    began = time.perf_counter()
    with PeakMemory().measured() as memory:
        for translation in model.translator.stream(
            sources, beam=settings.beam, length_penalty=settings.length_penalty, batch_size=settings.batch_size
        ):
            pieces += sum(len(sentence.target_spans) for sentence in translation.sentences)
            outputs.append(_output(translation))
            told(1)
    seconds = time.perf_counter() - began
    speed = Speed(
        seconds=seconds,
        sentences=len(sources),
        pieces=pieces,
        loading_seconds=model.seconds,
        memory_mb=memory.mb,
        threads=settings.threads or usable_cores(),
        beam=settings.beam,
        batch_size=settings.batch_size,
        engine=settings.engine,
    )
    return System(model.name, tuple(outputs), speed, (folder.source_language, folder.target_language))


def _output(translation: Translation) -> Output:
    looked_at = {source for source, _ in translation.alignment}
    words = translation.source_words
    counted = [i for i, word in enumerate(words) if not word.is_punctuation]
    return Output(
        text=translation.text.replace("\n", " "),
        unattended=tuple(words[i].text for i in counted if i not in looked_at),
        source_words=len(counted),
    )


def read_system(name: str, paths: Sequence[Path], sentences: Sequence[int]) -> System:
    """Translations made before, a file a corpus.

    Args:
        name: as reports call it.
        paths: of the files, in the corpora's order.
        sentences: that each corpus has.

    Raises:
        TranslatorError: a file has another number of lines.
    """
    outputs: list[Output] = []
    for path, expected in zip(paths, sentences, strict=True):
        lines = list(read_lines(path))
        if len(lines) != expected:
            raise TranslatorError(
                f"{path} has {len(lines):,} lines and the reference {expected:,}; they must go in step"
            )
        outputs.extend(Output(line) for line in lines)
    return System(name, tuple(outputs))


def distinct(names: Sequence[str]) -> list[str]:
    """The names, with a number after those that came before."""
    seen: dict[str, int] = {}
    result = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return result
