"""What `translator evaluate` is given: models and files, by corpus, from the words on the command line."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.cli.named_model import named_model
from translator.decoding.model_folder import ModelFolder, model_for
from translator.errors import TranslatorError
from translator.evaluation.material import Material, public_set, read_set
from translator.evaluation.systems import System, distinct, read_system


@dataclass(frozen=True)
class Inputs:
    """As given on the command line; ``hypotheses``, ``sources`` and ``references`` are FILE or SET=FILE."""

    models: tuple[str, ...]
    cells: tuple[str, ...]
    hypotheses: tuple[str, ...]
    sources: tuple[str, ...]
    references: tuple[str, ...]
    test_sets: tuple[str, ...]
    source_language: str | None
    target_language: str | None

    def found_models(self) -> list[ModelFolder]:
        """Of --model, then of --cell.

        Raises:
            TranslatorError: one is not there.
        """
        source = self.source_language or "fr"
        target = self.target_language or ("fr" if source == "en" else "en")
        return [*map(named_model, self.models), *(model_for(source, target, cell) for cell in self.cells)]

    def model_folders(self) -> list[Path]:
        """Folders of models that are to be compared.

        Raises:
            TranslatorError: one is not there, or they translate in different directions.
        """
        found = self.found_models()
        directions = dict.fromkeys((model.source_language, model.target_language) for model in found)
        if len(directions) > 1:
            said = ", ".join(f"{model.name} from {model.source_language} to {model.target_language}" for model in found)
            raise TranslatorError(f"these models translate in different directions ({said}); compare like with like")
        return [model.path for model in found]

    def languages(self, models: Sequence[Path]) -> tuple[str, str]:
        """Source and target: the models' own, or as given."""
        if models:
            first = named_model(str(models[0]))
            return first.source_language, first.target_language
        source = self.source_language or "fr"
        return source, self.target_language or ("fr" if source == "en" else "en")


def read_material(inputs: Inputs, languages: tuple[str, str]) -> Material:
    """All corpora.

    Raises:
        TranslatorError: files do not belong together, cannot be read or fetched.
    """
    sets = [read_set(name, source, references) for name, source, references in _corpora(inputs)]
    for name in inputs.test_sets:
        print(f"{name}: sacreBLEU fetches it unless it is here already", file=sys.stderr)
        sets.append(public_set(name, *languages))
    names = [part.name for part in sets]
    if "all" in names and len(names) > 1:
        raise TranslatorError("a corpus cannot be called 'all' beside others; that is the name of all together")
    return Material(tuple(sets))


def _corpora(inputs: Inputs) -> list[tuple[str, Path | None, list[Path]]]:
    """Name, source and references of each corpus that files are given for."""
    sources, references = ([_split(word) for word in words] for words in (inputs.sources, inputs.references))
    if all(name is None for name, _ in [*sources, *references]):
        return _unnamed([path for _, path in sources], [path for _, path in references])
    if any(name is None for name, _ in [*sources, *references]):
        raise TranslatorError("some files have a corpus's name and some have none; write SET=FILE for all of them")
    found: dict[str, tuple[list[Path], list[Path]]] = {}
    for side, pairs in enumerate((sources, references)):
        for name, path in pairs:
            found.setdefault(str(name), ([], []))[side].append(path)
    for name, (its_sources, _) in found.items():
        if len(its_sources) > 1:
            raise TranslatorError(f"the corpus {name} has {len(its_sources)} sources; give one, or another name")
    return [(name, its[0][0] if its[0] else None, its[1]) for name, its in found.items()]


def _unnamed(sources: list[Path], references: list[Path]) -> list[tuple[str, Path | None, list[Path]]]:
    """One source has all references; several have one each, in order."""
    if not references:
        return []
    if len(sources) <= 1:
        return [(_name_of(references[0]), sources[0] if sources else None, references)]
    if len(sources) != len(references):
        raise TranslatorError(
            f"{len(sources)} sources and {len(references)} references do not pair up; name corpora: "
            "--source SET=FILE --reference SET=FILE"
        )
    names = distinct([_name_of(path) for path in references])
    return [(name, source, [reference]) for name, source, reference in zip(names, sources, references, strict=True)]


def _split(word: str) -> tuple[str | None, Path]:
    """SET=FILE; a file that is there under the whole word is a file."""
    named = re.match(r"([\w./+-]+)=(.+)$", word)
    if named and not Path(word).exists():
        return named.group(1), Path(named.group(2))
    return None, Path(word)


def _name_of(path: Path) -> str:
    """Of a corpus, from its file: folder and name, without the endings."""
    stem = path.name.split(".")[0] or path.name
    return f"{path.parent.name}/{stem}" if path.parent.name else stem


def read_systems(inputs: Inputs, material: Material) -> list[System]:
    """Translations made before: the first file of every corpus is the first system's, and so on.

    Raises:
        TranslatorError: files are missing or of another length.
    """
    given = [_split(word) for word in inputs.hypotheses]
    by_set: dict[str, list[Path]] = {part.name: [] for part in material.sets}
    for name, path in given:
        if name is None and len(by_set) == 1:
            name = material.sets[0].name
        if name is None or name not in by_set:
            raise TranslatorError(
                f"--hypotheses {path}: say which corpus it translates, as SET=FILE; there are {', '.join(by_set)}"
            )
        by_set[name].append(path)
    counts = {len(paths) for paths in by_set.values()}
    if len(counts) > 1:
        said = ", ".join(f"{name} {len(paths)}" for name, paths in by_set.items())
        raise TranslatorError(f"every corpus needs translations by every system; files given: {said}")
    lengths = [len(part) for part in material.sets]
    columns = list(zip(*by_set.values(), strict=True))
    return [read_system(_system_name(paths, columns), paths, lengths) for paths in columns]


def _system_name(paths: Sequence[Path], columns: Sequence[Sequence[Path]]) -> str:
    """The first file's name; with its folder where another system's has the same."""
    alike = sum(other[0].name == paths[0].name for other in columns) > 1
    return str(paths[0]) if alike else paths[0].name
