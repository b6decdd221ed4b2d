"""Scores of the shipped models on every split of ../shared/corpora, clean and as people type; the cards' figures.

    python -m tests.benchmarks.quality                      all shipped models, test splits
    python -m tests.benchmarks.quality fr-en-lstm --dev     one of them, dev splits too
    python -m tests.benchmarks.quality --cards              and write scores and samples into models/*/README.md

The corpora's text is measured here and never printed; the fifty samples of a card come from data/samples.
"""

from __future__ import annotations

import argparse
import random
import re
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.benchmarks.contestants import CORPORA, ROOT
from translator import Translator
from translator.corpus.reading import read_lines
from translator.evaluation.diagnosis import loop_rate
from translator.evaluation.scores import ScoringOptions, corpus_scores
from translator.text.noise import NoiseRates, add_noise, strip_accents, strip_final_punctuation

SAMPLES = 50
SEED = 1
LONG = 40  # words of a source that counts as long


def as_typed(text: str) -> str:
    """Lower case, no final punctuation."""
    return strip_final_punctuation(text.lower())


def with_slip(text: str) -> str:
    """One letter swapped with the next, left out or doubled; which one depends on the text alone."""
    return add_noise(text, NoiseRates(typos=1.0), np.random.default_rng(zlib.crc32(text.encode())))


@dataclass(frozen=True)
class Row:
    """A line of the table: one split, scored in one way."""

    split: str
    sentences: int
    bleu: float
    chrf: float
    ter: float
    signature: str
    loops: float
    long_ratio: float | None
    seconds: float

    def cells(self) -> list[str]:
        """The row as text."""
        ratio = "–" if self.long_ratio is None else f"{self.long_ratio:.2f}"
        figures = [f"{value:.1f}" for value in (self.bleu, self.chrf, self.ter)]
        return [self.split, f"{self.sentences:,}", *figures, f"{100 * self.loops:.2f} %", ratio]


HEADER = ["split", "sentences", "BLEU", "chrF2", "TER", "loops", "length, long"]


def score(
    translator: Translator,
    folder: Path,
    split: str,
    name: str,
    change: Callable[[str], str] = str,
    *,
    without_case_and_end: bool = False,
) -> Row:
    """Translate one split at beam 5 and score it."""
    source_language, target_language = translator.folder.source_language, translator.folder.target_language
    sources = [change(line) for line in read_lines(folder / f"{split}.{source_language}")]
    references = list(read_lines(folder / f"{split}.{target_language}"))
    began = time.perf_counter()
    outputs = [translation.text.replace("\n", " ") for translation in translator.stream(sources)]
    seconds = time.perf_counter() - began
    loops = loop_rate(outputs, sources, references)
    ratio = _long_ratio(sources, outputs, references)
    if without_case_and_end:
        outputs = [strip_final_punctuation(line) for line in outputs]
        references = [strip_final_punctuation(line) for line in references]
    # TER with case where the others have it, as in all cards so far.
    options = ScoringOptions(lowercase=without_case_and_end, ter_case_sensitive=not without_case_and_end)
    bleu, chrf, ter = corpus_scores(outputs, [references], options)
    return Row(name, len(outputs), bleu.value, chrf.value, ter.value, bleu.signature, loops, ratio, seconds)


def _long_ratio(sources: Sequence[str], outputs: Sequence[str], references: Sequence[str]) -> float | None:
    """Words of the outputs over words of the references, for long sources; None where there are under 20."""
    chosen = [i for i, source in enumerate(sources) if len(source.split()) >= LONG]
    if len(chosen) < 20:
        return None
    return sum(len(outputs[i].split()) for i in chosen) / sum(len(references[i].split()) for i in chosen)


def rows_of(translator: Translator, splits: Sequence[str]) -> Iterable[Row]:
    """Every split there is, then the noisy versions of tatoeba/test."""
    for split in splits:
        for folder in sorted(path for path in CORPORA.iterdir() if (path / f"{split}.fr").is_file()):
            yield score(translator, folder, split, f"{folder.name}/{split}")
    tatoeba = CORPORA / "tatoeba"
    yield score(translator, tatoeba, "test", "tatoeba/test, accents stripped", strip_accents)
    yield score(translator, tatoeba, "test", "tatoeba/test, a slip of the keyboard in every sentence", with_slip)
    clean = "tatoeba/test, scored without case and final punctuation"
    yield score(translator, tatoeba, "test", clean, without_case_and_end=True)
    typed = "the same, typed in lower case without final punctuation"
    yield score(translator, tatoeba, "test", typed, as_typed, without_case_and_end=True)


def table(rows: Sequence[Row]) -> str:
    """The rows in Markdown, with their signatures."""
    lines = [HEADER, ["---"] * len(HEADER), *(row.cells() for row in rows)]
    text = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    signatures = "\n".join(f"    {signature}" for signature in dict.fromkeys(row.signature for row in rows))
    return (
        f"{text}\n\nBeam 5, int8. *loops*: outputs that repeat four words which neither source nor reference repeats. "
        f"*length, long*: words written over\nwords of the reference, for sources of {LONG} words and more. "
        f"BLEU's signatures:\n\n{signatures}\n"
    )


def samples(translator: Translator) -> str:
    """Fifty sentences of our own, chosen by a fixed seed, with what the model makes of them and what we would say."""
    sides = {side: list(read_lines(ROOT / "data" / "samples" / f"test.{side}")) for side in ("fr", "en")}
    sources = sides[translator.folder.source_language]
    references = sides[translator.folder.target_language]
    chosen = sorted(random.Random(SEED).sample(range(len(sources)), SAMPLES))
    outputs = translator.translate_many([sources[i] for i in chosen])
    lines = ["| source | translation | ours |", "| --- | --- | --- |"]
    for i, output in zip(chosen, outputs, strict=True):
        lines.append(
            "| " + " | ".join(text.replace("|", "\\|") for text in (sources[i], output.text, references[i])) + " |"
        )
    return "\n".join(lines) + "\n"


def write_into(card: Path, section: str, text: str) -> None:
    """Replace what stands between a card's ``<!-- section -->`` and ``<!-- /section -->``."""
    old = card.read_text(encoding="utf-8")
    opening, closing = f"<!-- {section} -->", f"<!-- /{section} -->"
    if opening not in old or closing not in old:
        raise SystemExit(f"{card} has no {opening} … {closing}")
    pattern = re.compile(f"{re.escape(opening)}.*?{re.escape(closing)}", re.DOTALL)
    card.write_text(pattern.sub(lambda _: f"{opening}\n{text}{closing}", old), encoding="utf-8")


def main() -> None:
    """Print the table of every model asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", help="names or folders; all shipped ones by default")
    parser.add_argument("--dev", action="store_true", help="dev splits too")
    parser.add_argument("--cards", action="store_true", help="write scores and samples into the models' cards")
    options = parser.parse_args()
    if not CORPORA.is_dir():
        raise SystemExit(f"there is no {CORPORA}: nothing to measure on")
    names = options.models or sorted(path.parent.name for path in (ROOT / "models").glob("*/encoder.onnx"))
    for name in names:
        translator = Translator.load(Path(name) if Path(name).is_dir() else name)
        rows = []
        print(f"\n{translator.folder.name}", flush=True)
        for row in rows_of(translator, ("dev", "test") if options.dev else ("test",)):
            rows.append(row)
            print("  ".join(row.cells()), f" {row.sentences / row.seconds:.0f} sentences/s", flush=True)
        if options.cards:
            card = translator.folder.path / "README.md"
            write_into(card, "scores", table(rows))
            write_into(card, "samples", samples(translator))


if __name__ == "__main__":
    main()
