"""What int8 costs: BLEU of an int8 model folder against the float32 folder of the same checkpoint, on all dev sets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.folders import exported_folder
from tests.benchmarks.report import Bar, Line

MOST = 0.3


def precision(
    pairs: Sequence[tuple[Path, Path | None]], corpora: Sequence[Path], scratch: Path, most: int | None = None
) -> list[Line]:
    """Score every pair of folders on every corpus.

    Args:
        pairs: an int8 model folder and a float32 one of the same checkpoint; or None for the second. Either may be a
            run or checkpoint instead, which is then exported.
        corpora: folders with ``dev.fr`` and ``dev.en``.
        scratch: for folders made.
        most: sentences of each corpus; None takes all.
    """
    report = []
    for number, (narrow, wide) in enumerate(pairs):
        if wide is None:
            report.append(Line(f"{narrow.name}: int8 less float32", None, "BLEU", note="no --float32 is given"))
            continue
        small = _folder(narrow, "int8", scratch / f"int8-{number}")
        large = _folder(wide, "float32", scratch / f"float32-{number}")
        report += [_compare(f"{narrow.parent.name}/{narrow.name}", small, large, corpus, most) for corpus in corpora]
    return report


def _folder(given: Path, precision: str, made: Path) -> Path:
    """A model folder of the precision, exported if a run or checkpoint is given."""
    from translator.decoding.model_folder import ModelFolder

    folder = given if (given / "encoder.onnx").is_file() else exported_folder(given, made, precision)
    found = ModelFolder.open(folder).config["model"]["precision"]
    if found != precision:
        raise SystemExit(f"{folder} is of precision {found}, not {precision}")
    return folder


def _compare(name: str, narrow: Path, wide: Path, corpus: Path, most: int | None) -> Line:
    (small, signature), (large, _) = (bleu(folder, corpus, most) for folder in (narrow, wide))
    return Line(
        f"{name} on {corpus.name}/dev: |BLEU of int8 - of float32|",
        abs(small - large),
        "BLEU",
        Bar(MOST, at_least=False),
        f"int8 {small:.2f}, float32 {large:.2f}; {signature}",
    )


def bleu(folder: Path, corpus: Path, most: int | None) -> tuple[float, str]:
    """BLEU of a model folder at its default settings, and the score's signature."""
    from translator import Translator
    from translator.corpus.reading import read_lines
    from translator.evaluation.scores import corpus_scores

    translator = Translator.load(folder)
    sides = (translator.folder.source_language, translator.folder.target_language)
    sources, references = (list(read_lines(corpus / f"dev.{side}"))[:most] for side in sides)
    outputs = [translation.text.replace("\n", " ") for translation in translator.stream(sources)]
    score = corpus_scores(outputs, [references])[0]
    return score.value, score.signature
