"""The recipe: everything that decides a training run, in one TOML file or as flags.

A recipe is a handful of small frozen dataclasses, one a TOML table. Key names are unique over all tables, so every key
is also a flag of ``translator train``: ``[network] hidden = 512`` is ``--hidden 512``.
"""

from __future__ import annotations

import dataclasses
import difflib
import os
import typing
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from translator.errors import TranslatorError
from translator.files import read_toml
from translator.network.config import AttentionName, CellName, NetworkConfig
from translator.text.noise import NoiseRates
from translator.training.schedule import ScheduleName

Precision = Literal["auto", "float32", "bfloat16", "float16"]


NOISES = ("accents", "lower", "upper", "punctuation", "typos")
LARGEST = 1 << 40  # of any number in a recipe
POSITIVE = ("temperature", "batch_tokens", "accumulate", "vocabulary", "embedding", "hidden")
SHARES = ("label_smoothing", "distillation", "ema", "dropout", "guidance_decay", *(f"noise_{kind}" for kind in NOISES))


@dataclass(frozen=True)
class DataRecipe:
    """What to learn from.

    Attributes:
        source, target: lists of files, in step, line n translating line n.
        tsv: files with both sides, in two columns.
        weights: how often each corpus comes in an epoch; none given is once each.
        links: word links in Pharaoh format, a file a corpus in the order of ``source`` and ``tsv``, for ``guidance``.
        temperature: above 1 evens out corpora of very different sizes.
        damaged_lines: a line that cannot be read stops the run before it starts, or is skipped and logged.
        dev_source, dev_target: files to validate on.
    """

    source_language: str = "fr"
    target_language: str = "en"
    source: list[str] = field(default_factory=list)
    target: list[str] = field(default_factory=list)
    tsv: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    temperature: float = 1.0
    damaged_lines: Literal["stop", "skip"] = "stop"
    dev_source: list[str] = field(default_factory=list)
    dev_target: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class CleaningRecipe:
    """Which pairs are left out. 0 switches a limit off."""

    clean: bool = True
    max_words: int = 120
    max_ratio: float = 3.0
    drop_duplicates: bool = True
    check_language: bool = True


@dataclass(frozen=True)
class TokenizerRecipe:
    """The tokenizer: its size and kind, or a file made before."""

    tokenizer: str = ""
    vocabulary: int = 8000
    pieces: Literal["unigram", "bpe"] = "unigram"


@dataclass(frozen=True)
class NoiseRecipe:
    """How often a source sentence is changed in training, each a probability."""

    noise_accents: float = 0.0
    noise_lower: float = 0.0
    noise_upper: float = 0.0
    noise_punctuation: float = 0.0
    noise_typos: float = 0.0

    @property
    def rates(self) -> NoiseRates:
        """As the text room wants them."""
        return NoiseRates(*(getattr(self, key.name) for key in fields(self)))


@dataclass(frozen=True)
class NetworkRecipe:
    """The architecture (see `NetworkConfig`)."""

    cell: CellName = "lstm"
    attention: AttentionName = "general"
    embedding: int = 256
    hidden: int = 512
    encoder_layers: int = 2
    decoder_layers: int = 2
    dropout: float = 0.2
    tied: bool = True
    input_feeding: bool = False

    def config(self, vocabulary: int) -> NetworkConfig:
        """With the vocabulary that the tokenizer came to have."""
        return NetworkConfig(vocabulary=vocabulary, **dataclasses.asdict(self))


@dataclass(frozen=True)
class TrainingRecipe:
    """The course of training.

    Attributes:
        start_from: a checkpoint, the folder of a run, or a model by name or folder, whose parameters to begin with
            (fine-tuning); empty is afresh.
        updates: optimizer updates in all; 0 means ``epochs`` decides.
        epochs: passes over the data; used when ``updates`` is 0.
        batch_tokens: padded pieces of a batch, per side, at most; several processes share a batch.
        accumulate: batches to an update.
        learning_rate: at its peak.
        warmup: updates until the peak, at most a quarter of all.
        schedule: what follows the peak.
        weight_decay: of AdamW, on matrices.
        clip: greatest norm of the gradient.
        label_smoothing: share of probability spread over all pieces.
        teacher: a checkpoint, run or model, as for ``start_from``, of the same pieces, whose predictions to learn from
            beside the true ones (word-level distillation, Kim and Rush 2016); empty is none.
        distillation: share of the objective that is coming near to those predictions, where there is a teacher.
        guidance: weight of what attention loses by not looking where ``links`` say (Chen et al. 2016); 0 is off.
        guidance_decay: share of that weight that is gone by the end of training.
        subword_sampling: alpha of sampled segmentations; 0 is off.
        ema: decay of the moving average of the parameters, which is what is validated and shipped; 0 is off.
        precision: of the working copy; auto is bfloat16 where the machine computes in it. float16 scales the loss.
        tf32: products of float32 numbers may be made with 10-bit mantissas, on GPUs that can.
        seed: of everything random.
        validate_every: updates between validations; 0 means once an epoch.
        checkpoint_every: updates between checkpoints besides.
        dev_sentences: of the dev set, to translate at a validation; the loss uses all.
        keep_best: how many best checkpoints are kept and, at the end, averaged.
        patience: validations without a better one before training stops; 0 is never.
        better_by: what makes a validation better and a checkpoint one of the best, BLEU or loss.
        full_disk: when a checkpoint cannot be written, stop or go on (the one before stays in either case).
        threads: of the processor; 0 is all.
        workers: processes that make batches; 0 is a thread beside the training where that computes on a processor, and
            for a GPU as many as there are cores to spare, up to 8.
        export_precision: of the model folder that the run ends in, int8 or float32.
    """

    start_from: str = ""
    updates: int = 0
    epochs: float = 20
    batch_tokens: int = 4096
    accumulate: int = 1
    learning_rate: float = 0.0015
    warmup: int = 400
    schedule: ScheduleName = "cosine"
    weight_decay: float = 0.01
    clip: float = 1.0
    label_smoothing: float = 0.1
    teacher: str = ""
    distillation: float = 0.5
    guidance: float = 0.0
    guidance_decay: float = 0.0
    subword_sampling: float = 0.0
    ema: float = 0.999
    precision: Precision = "auto"
    tf32: bool = False
    device: str = "cpu"
    seed: int = 1
    validate_every: int = 0
    checkpoint_every: int = 500
    dev_sentences: int = 500
    keep_best: int = 3
    patience: int = 0
    better_by: Literal["bleu", "loss"] = "bleu"
    full_disk: Literal["stop", "go-on"] = "stop"
    threads: int = 0
    workers: int = 0
    export_precision: Literal["int8", "float32"] = "int8"

    @property
    def has_teacher(self) -> bool:
        """Whether another network's predictions count."""
        return bool(self.teacher) and self.distillation > 0


@dataclass(frozen=True)
class Recipe:
    """All tables of a recipe."""

    data: DataRecipe = field(default_factory=DataRecipe)
    cleaning: CleaningRecipe = field(default_factory=CleaningRecipe)
    tokenizer: TokenizerRecipe = field(default_factory=TokenizerRecipe)
    noise: NoiseRecipe = field(default_factory=NoiseRecipe)
    network: NetworkRecipe = field(default_factory=NetworkRecipe)
    training: TrainingRecipe = field(default_factory=TrainingRecipe)

    def to_dict(self) -> dict[str, dict[str, Any]]:
        """As TOML holds it: a dict a table."""
        return dataclasses.asdict(self)


TABLES: dict[str, type[Any]] = {
    "data": DataRecipe,
    "cleaning": CleaningRecipe,
    "tokenizer": TokenizerRecipe,
    "noise": NoiseRecipe,
    "network": NetworkRecipe,
    "training": TrainingRecipe,
}


def recipe_keys() -> dict[str, tuple[str, Any, Any]]:
    """Every key of every table: its table, its type and its default."""
    keys = {}
    for table, kind in TABLES.items():
        hints = typing.get_type_hints(kind)
        for key in fields(kind):
            default = getattr(kind(), key.name)
            keys[key.name] = (table, hints[key.name], default)
    return keys


def read_recipe(path: Path) -> dict[str, Any]:
    """The keys that a recipe file sets, tables flattened.

    Paths are taken relative to the recipe's folder.

    Raises:
        TranslatorError: the file is missing, no TOML, or has a key or table that recipes don't.
    """
    try:
        content = read_toml(path)
    except OSError as error:
        raise TranslatorError(f"cannot read the recipe {path}: {error.strerror}") from error
    keys = recipe_keys()
    values: dict[str, Any] = {}
    for table, entries in content.items():
        if table not in TABLES or not isinstance(entries, dict):
            raise TranslatorError(f"{path}: unknown table [{table}]{_nearest(table, TABLES)}")
        for key, value in entries.items():
            if key not in keys or keys[key][0] != table:
                where = f"; it belongs in [{keys[key][0]}]" if key in keys else ""
                near = "" if where else _nearest(key, [k for k in keys if keys[k][0] == table] + list(keys))
                raise TranslatorError(f"{path}: unknown key '{key}' in [{table}]{where}{near}")
            values[key] = value
    return _relative_to(path.parent, values)


def _relative_to(folder: Path, values: dict[str, Any]) -> dict[str, Any]:
    for key in ("source", "target", "tsv", "links", "dev_source", "dev_target"):
        if isinstance(values.get(key), list | str):
            given = [values[key]] if isinstance(values[key], str) else values[key]
            values[key] = [str(folder / name) if name and isinstance(name, str) else name for name in given]
    for key in ("tokenizer", "start_from", "teacher"):
        value = values.get(key)
        # What is no file there may be a model's name.
        if value and isinstance(value, str) and (key == "tokenizer" or (folder / value).exists()):
            values[key] = str(folder / value)
    return values


def _nearest(word: str, known: typing.Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"; did you mean '{near[0]}'?" if near else ""


def make_recipe(values: dict[str, Any]) -> Recipe:
    """A recipe from key-value pairs; what is not given has its default.

    Raises:
        TranslatorError: a value is of the wrong type or not among those allowed.
    """
    keys = recipe_keys()
    tables: dict[str, dict[str, Any]] = {table: {} for table in TABLES}
    for key, value in values.items():
        table, hint, _ = keys[key]
        tables[table][key] = _checked(key, value, hint)
    return Recipe(**{table: TABLES[table](**entries) for table, entries in tables.items()})


def recipe_from(tables: Any) -> Recipe:
    """A recipe from what `Recipe.to_dict` gave, as checkpoints hold it.

    Raises:
        TranslatorError: it is none.
    """
    if not isinstance(tables, dict) or not all(isinstance(entries, dict) for entries in tables.values()):
        raise TranslatorError("it holds no recipe")
    keys = recipe_keys()
    for table, entries in tables.items():
        for key in entries:
            if key not in keys or keys[key][0] != table:
                raise TranslatorError(f"its recipe has an unknown key '{key}' in [{table}]")
    return make_recipe({key: value for entries in tables.values() for key, value in entries.items()})


def _checked(key: str, value: Any, hint: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin is Literal:
        if value not in typing.get_args(hint):
            allowed = ", ".join(map(str, typing.get_args(hint)))
            raise TranslatorError(f"{key} is {value!r}; it must be one of {allowed}")
        return value
    if origin is list:
        inner = typing.get_args(hint)[0]
        return [_checked(key, item, inner) for item in (value if isinstance(value, list) else [value])]
    if hint is float and isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST:
        value = float(value)
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        name = hint.__name__ if isinstance(hint, type) else str(hint)
        raise TranslatorError(f"{key} is {value!r}; it must be of type {name}")
    if isinstance(value, int | float) and not isinstance(value, bool) and not 0 <= value <= LARGEST:
        what = "not be negative" if value < 0 else f"be at most {LARGEST}" if value > LARGEST else "be a number"
        raise TranslatorError(f"{key} is {value!r}; it must {what}")
    if key in POSITIVE and not value > 0:
        raise TranslatorError(f"{key} is {value!r}; it must be above 0")
    if key in SHARES and value > 1:
        raise TranslatorError(f"{key} is {value!r}; it must be from 0 to 1")
    if isinstance(value, str) and "\0" in value:
        raise TranslatorError(f"{key} holds a null character; take it out")
    return value


def write_recipe(recipe: Recipe, path: Path) -> None:
    """Write a recipe as TOML; the file appears whole or not at all, as half a one would be a recipe of defaults."""
    import tomli_w

    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.write(tomli_w.dumps(recipe.to_dict()))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
