"""What a person waits for on this machine, beside what the machine can do at all. Nothing here imports torch."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from translator.corpus.reading import Pair, read_parallel
from translator.decoding.model_folder import ModelFolder
from translator.decoding.translator import EngineName, Translator
from translator.errors import TranslatorError
from translator.evaluation.fresh import ColdStart, cold_start, product_rate
from translator.evaluation.speed import Hardware, hardware
from translator.machine import instructions
from translator.shipped import shipped_folder

# Of our own writing, folders of data/ with test.fr and test.en; a dozen short ones of the aligned stand in training
# text too.
TEXTS = ("samples", "alignments")
COLD_TEXT = {"fr": "Je suis étudiant.", "en": "I am a student."}
MOST_WARM = 100  # sentences one at a time
WARM_UP = 5  # sentences before those, and pairs before pairs

Told = Callable[[str], None]  # what is measured now


@dataclass(frozen=True)
class Plan:
    """What to measure.

    Attributes:
        model: to translate with.
        engine: that runs it.
        threads: of the processor, at least one.
        beam: hypotheses kept at each step.
        sentences: of the file, and pairs to align.
    """

    model: ModelFolder
    engine: EngineName
    threads: int
    beam: int
    sentences: int


@dataclass(frozen=True)
class OneByOne:
    """Sentences translated one at a time by a process that is ready.

    Attributes:
        median_ms, p95_ms: milliseconds a sentence: half, and 95 of 100, take at most so long.
        sentences: translated.
        processor_share: seconds of processor time over seconds that passed, 1 at most. Where it is less, something
            else was running.
    """

    median_ms: float
    p95_ms: float
    sentences: int
    processor_share: float


@dataclass(frozen=True)
class File:
    """A file translated: its sentences, their words without punctuation, the seconds it took, loading left out."""

    sentences: int
    words: int
    seconds: float

    @property
    def sentences_per_second(self) -> float:
        """Sentences translated a second."""
        return self.sentences / max(self.seconds, 1e-9)

    @property
    def words_per_second(self) -> float:
        """Words of the source translated a second."""
        return self.words / max(self.seconds, 1e-9)


@dataclass(frozen=True)
class Aligning:
    """Given pairs aligned, and the seconds it took, loading left out."""

    pairs: int
    seconds: float

    @property
    def pairs_per_second(self) -> float:
        """Pairs aligned a second."""
        return self.pairs / max(self.seconds, 1e-9)


@dataclass(frozen=True)
class Machine:
    """What this machine is, and what it can do.

    Attributes:
        hardware: its processor, cores, system.
        instructions: sets that matter here; empty where that cannot be told.
        product_rates: float32 operations a second of one large matrix product by NumPy, by number of threads.
    """

    hardware: Hardware
    instructions: tuple[str, ...]
    product_rates: dict[int, float]


@dataclass(frozen=True)
class Benchmark:
    """What was found."""

    plan: Plan
    machine: Machine
    cold: ColdStart
    one_by_one: OneByOne
    file: File
    aligning: Aligning


def measure(plan: Plan, told: Told) -> Benchmark:
    """Measure everything, one thing after the other.

    Args:
        plan: what to measure.
        told: is told what is measured now.

    Raises:
        TranslatorError: the model is damaged, or reads neither French nor English.
    """
    pairs = shipped_pairs(plan.model, plan.sentences)
    sources = [source for source, _ in pairs]
    # Cold starts come first: on Linux what this process holds when it starts another counts as that one's memory.
    told("cold starts")
    cold = cold_start(COLD_TEXT[plan.model.source_language], _flags(plan))
    told("the machine's own rate")
    machine = _machine(plan.threads)
    told("one sentence at a time")
    with Translator.load(plan.model, engine=plan.engine, threads=plan.threads) as translator:
        one_by_one = _one_by_one(translator, sources[:MOST_WARM], plan.beam)
        told("a file")
        file = _file(translator, sources, plan.beam)
    told("aligning")
    return Benchmark(plan, machine, cold, one_by_one, file, _aligning(plan, pairs))


def shipped_pairs(model: ModelFolder, count: int) -> list[Pair]:
    """So many pairs of our own sentences from the model's source to its target, all over again where there are fewer.

    Raises:
        TranslatorError: the model is for other languages, or the sentences are not where they should be.
    """
    way = (model.source_language, model.target_language)
    if sorted(way) != sorted(COLD_TEXT):
        raise TranslatorError(
            f"{model.name} translates {way[0]} to {way[1]}; the sentences to measure with are French and English"
        )
    data = shipped_folder("data")
    files = [[data / name / f"test.{language}" for language in way] for name in TEXTS]
    pairs = [pair for source, target in files for pair in read_parallel(source, target)]
    return list(islice(cycle(pairs), count))


def _flags(plan: Plan) -> list[str]:
    """Those of `translate` that have it do what is measured here."""
    model = str(plan.model.path.resolve())
    return ["--model", model, "--engine", plan.engine, "--threads", str(plan.threads), "--beam", str(plan.beam)]


def _machine(threads: int) -> Machine:
    rates = {number: product_rate(number) for number in sorted({1, threads})}
    return Machine(hardware(), tuple(instructions()), rates)


def _one_by_one(translator: Translator, sentences: Sequence[str], beam: int) -> OneByOne:
    import numpy as np

    for sentence in sentences[:WARM_UP]:
        translator.translate(sentence, beam=beam)
    seconds = []
    began, began_processor = time.perf_counter(), time.process_time()
    for sentence in sentences:
        began_one = time.perf_counter()
        translator.translate(sentence, beam=beam)
        seconds.append(time.perf_counter() - began_one)
    spent = (time.process_time() - began_processor) / max(time.perf_counter() - began, 1e-9)
    median, high = (1000 * float(value) for value in np.percentile(seconds, (50, 95)))
    return OneByOne(median, high, len(sentences), min(1.0, spent))


def _file(translator: Translator, sentences: Sequence[str], beam: int) -> File:
    from translator.text.words import split_words

    began = time.perf_counter()
    for _ in translator.stream(sentences, beam=beam):
        pass
    seconds = time.perf_counter() - began
    words = sum(not word.is_punctuation for sentence in sentences for word in split_words(sentence))
    return File(len(sentences), words, seconds)


def _aligning(plan: Plan, pairs: Sequence[Pair]) -> Aligning:
    from translator.decoding.aligner import Aligner

    aligner = Aligner.load(plan.model, workers=plan.threads, engine=plan.engine)
    for _ in aligner.align(pairs[:WARM_UP]):
        pass
    began = time.perf_counter()
    for pair in aligner.align(pairs):
        _ = pair.alignment  # the links are read from the weights when they are asked for
    return Aligning(len(pairs), time.perf_counter() - began)
