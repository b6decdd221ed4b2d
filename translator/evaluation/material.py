"""What systems are measured on: sources and references, of one corpus or of several at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from translator.corpus.reading import read_lines
from translator.errors import TranslatorError


@dataclass(frozen=True)
class EvaluationSet:
    """One corpus to measure on.

    Attributes:
        name: as reports call it.
        sources: sentences to translate; empty where only translations made before are scored.
        references: one tuple a reference, as long as ``sources``.
        public: sacreBLEU knows it by this name.
    """

    name: str
    sources: tuple[str, ...]
    references: tuple[tuple[str, ...], ...]
    public: bool = False

    def __len__(self) -> int:
        return len(self.references[0])


@dataclass(frozen=True)
class Material:
    """All corpora, one after the other.

    Attributes:
        sets: at least one; names differ.
    """

    sets: tuple[EvaluationSet, ...]

    def __len__(self) -> int:
        return sum(len(part) for part in self.sets)

    @cached_property
    def sources(self) -> list[str]:
        """Of all corpora; empty if any has none."""
        complete = all(part.sources for part in self.sets)
        return [line for part in self.sets for line in part.sources] if complete else []

    @cached_property
    def references(self) -> list[list[str | None]]:
        """One list a reference; None where a corpus has fewer than another."""
        most = max(len(part.references) for part in self.sets)
        return [
            [
                line
                for part in self.sets
                for line in (part.references[i] if i < len(part.references) else (None,) * len(part))
            ]
            for i in range(most)
        ]

    @property
    def first_reference(self) -> list[str]:
        """The first reference of every sentence."""
        return [line for part in self.sets for line in part.references[0]]

    def ranges(self) -> Iterator[tuple[EvaluationSet, range]]:
        """Each corpus with the places of its sentences among all."""
        start = 0
        for part in self.sets:
            yield part, range(start, start + len(part))
            start += len(part)

    def public_name(self) -> str | None:
        """The name sacreBLEU has for all of it, if it knows all of it."""
        return ",".join(part.name for part in self.sets) if all(part.public for part in self.sets) else None


def read_set(name: str, source: Path | None, references: Sequence[Path]) -> EvaluationSet:
    """A corpus from files.

    Raises:
        TranslatorError: the files do not go in step, or cannot be read.
    """
    if not references:
        raise TranslatorError(f"{name} has no reference; give one with --reference")
    lines = [tuple(read_lines(path)) for path in references]
    sources = tuple(read_lines(source)) if source else ()
    if source and len(sources) != len(lines[0]):
        raise TranslatorError(
            f"{source} has {len(sources):,} lines and the reference {len(lines[0]):,}; they must go in step"
        )
    for path, other in zip(references[1:], lines[1:], strict=True):
        if len(other) != len(lines[0]):
            raise TranslatorError(
                f"{path} has {len(other):,} lines and {references[0]} {len(lines[0]):,}; they must go in step"
            )
    if not lines[0]:
        raise TranslatorError(f"{references[0]} is empty; there is nothing to score")
    return EvaluationSet(name, sources, tuple(lines))


def public_set(name: str, source_language: str, target_language: str) -> EvaluationSet:
    """A public test set that sacreBLEU knows by name; it fetches it once and keeps it in ~/.sacrebleu.

    Raises:
        TranslatorError: there is no such set or language pair, or it could not be fetched.
    """
    from sacrebleu.dataset import DATASETS
    from sacrebleu.utils import SACREBLEU_DIR, get_reference_files, get_source_file

    pair = f"{source_language}-{target_language}"
    if name not in DATASETS:
        near = difflib.get_close_matches(name, DATASETS, n=1)
        hint = f"did you mean {near[0]}?" if near else "sacrebleu --list names those it knows"
        raise TranslatorError(f"sacreBLEU knows no test set {name!r}; {hint}")
    if pair not in DATASETS[name].langpairs:
        with_pair = sorted(known for known, dataset in DATASETS.items() if pair in dataset.langpairs)
        raise TranslatorError(f"the test set {name} has no {pair}; these have: {', '.join(with_pair)}")
    try:
        source = Path(get_source_file(name, pair))
        references = [Path(path) for path in get_reference_files(name, pair)]
    except (Exception, SystemExit) as error:  # whatever a download can end in; sacreBLEU leaves with exit codes too
        reason = " ".join(str(getattr(error, "reason", error)).split())
        raise TranslatorError(
            f"sacreBLEU could not fetch the test set {name} ({reason}); it needs the network once and keeps the set in "
            f"{SACREBLEU_DIR}. Without: give --source and --reference"
        ) from error
    read = read_set(name, source, references)
    return EvaluationSet(name, read.sources, read.references, public=True)
