"""Preparation: from a recipe to a run folder with everything training reads, so that a resume needs nothing else.

FOLDER/training/  recipe.toml · tokenizer.model · corpus/0.pieces.values 0.pieces.offsets … · dev.* · cleaning.json
                  checkpoints/ · best/ · log.jsonl · samples.txt · curves.png · events.*
"""

from __future__ import annotations

import dataclasses
import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.corpus.batches import BatchPlan, BatchStream, Corpus
from translator.corpus.cleaning import CleaningReport, CleaningRules, clean
from translator.corpus.guides import FILES as GUIDE_FILES
from translator.corpus.order import tempered
from translator.corpus.reading import OnDamage, Pair, read_parallel, read_tsv
from translator.corpus.store import PairStore, PieceStore
from translator.errors import TranslatorError
from translator.text.normalise import normalise
from translator.text.tokenizer import Tokenizer, train_tokenizer
from translator.training.beginning import Beginning, fit, open_beginning
from translator.training.checkpoint import write_checkpoint
from translator.training.distillation import TEACHER, keep_teacher
from translator.training.guidance import FOLDER as GUIDES
from translator.training.guidance import prepare_guides
from translator.training.recipe import Recipe, make_recipe, read_recipe, write_recipe

TOKENIZER_SENTENCES = 1_000_000
START = "start.safetensors"


@dataclass(frozen=True)
class Prepared:
    """What training reads.

    Attributes:
        recipe: as run.
        corpora: cleaned, normalised and tokenised.
        dev: normalised pairs to validate on; maybe none.
        tokenizer: for both languages.
    """

    recipe: Recipe
    corpora: list[Corpus]
    dev: list[Pair]
    tokenizer: Tokenizer


def prepare(recipe: Recipe, folder: Path, say: Callable[[str], None]) -> Prepared:
    """Read, clean, tokenise and store the corpora, and settle the run's length.

    The recipe is written last, its length in updates, and marks it done.

    Args:
        recipe: to prepare for.
        folder: of the run, to be made.
        say: told what was done and what was found damaged, a line each.

    Raises:
        TranslatorError: no or unequal data, or the folder holds a run already.
    """
    if (folder / "recipe.toml").exists():
        raise TranslatorError(
            f"{folder.parent} holds a training run; go on with: translator train --resume {folder.parent}, "
            "or choose another --out"
        )
    readers = _corpus_readers(recipe, say)
    dev = _read_dev(recipe, on_damage_of(recipe, say))
    beginning = open_beginning(recipe.training.start_from) if recipe.training.start_from else None
    teacher = open_beginning(recipe.training.teacher) if recipe.training.has_teacher else None
    folder.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(folder)
    tokenizer = Tokenizer.load(Path(recipe.tokenizer.tokenizer)) if recipe.tokenizer.tokenizer else None
    if beginning:
        # The parameters to begin with are those of its pieces.
        tokenizer = tokenizer or beginning.tokenizer
        _write_start(beginning, recipe, len(tokenizer), folder, say)
    if teacher:
        tokenizer = tokenizer or teacher.tokenizer
        keep_teacher(teacher, (recipe.data.source_language, recipe.data.target_language), tokenizer, folder)
        say(f"learning from the predictions of {teacher.origin} as well")
    if guided := prepare_guides(recipe, folder, on_damage_of(recipe, say)):
        say(f"guided alignment: links of {guided:,} pairs")
    stores, reports = [], {}
    for number, (name, reader) in enumerate(readers):
        report = CleaningReport()
        pairs = clean(reader, _rules(recipe), report, _guess(recipe)) if recipe.cleaning.clean else _normalised(reader)
        store = PairStore.write(folder / "corpus" / str(number), pairs)
        stores.append(store)
        reports[name] = report.to_json()
        say(f"{name}: {report if recipe.cleaning.clean else f'{len(store):,} pairs'}")
    if not any(map(len, stores)):
        raise TranslatorError("cleaning left no sentence pair; look at the counts above, or train with --no-clean")
    (folder / "cleaning.json").write_text(json.dumps(reports, ensure_ascii=False, indent=1), encoding="utf-8")
    tokenizer = tokenizer or _train_tokenizer(recipe, stores, say)
    corpora = _tokenise(recipe, stores, tokenizer, folder)
    (folder / "tokenizer.model").write_bytes(tokenizer.model)
    PairStore.write(folder / "dev", dev)
    prepared = Prepared(recipe, corpora, dev, tokenizer)
    settled = with_updates(recipe, *settle_length(prepared))
    write_recipe(settled, folder / "recipe.toml")
    return dataclasses.replace(prepared, recipe=settled)


def _remove_leftovers(folder: Path) -> None:
    """Delete what a preparation that was killed left behind; only files that have the names of ours.

    The tokenizer is overwritten in any case, and the recipe may want to read it from there.
    """
    ours = ("corpus/[0-9]*.values", "corpus/[0-9]*.offsets", "dev.values", "dev.offsets", START, TEACHER, "recipe.toml")
    unfinished = (str(Path(name).with_suffix(".part")) for name in (START, TEACHER))
    names = [*ours, *(f"{name}.part" for name in ours), *unfinished]
    for name in (*names, *(f"{GUIDES}/{name}.npy" for name in GUIDE_FILES)):
        for path in folder.glob(name):
            path.unlink()


def _tokenise(recipe: Recipe, stores: list[PairStore], tokenizer: Tokenizer, folder: Path) -> list[Corpus]:
    """Tokenise once what is read many times; the text stays only where noise or sampling will need it."""
    changes = bool(recipe.noise.rates) or recipe.training.subword_sampling > 0
    corpora = []
    for number, (store, weight) in enumerate(zip(stores, _weights(recipe, stores), strict=True)):
        pieces = PieceStore.write(folder / "corpus" / f"{number}.pieces", store, tokenizer)
        corpora.append(Corpus(pieces, store if changes else None, weight))
        if not changes:
            PairStore.delete(folder / "corpus" / str(number))
    return corpora


def _weights(recipe: Recipe, stores: Sequence[PairStore | PieceStore]) -> list[float]:
    if recipe.data.weights and len(recipe.data.weights) != len(stores):
        raise TranslatorError(f"{len(recipe.data.weights)} weights for {len(stores)} corpora; give one each, or none")
    return tempered([len(s) for s in stores], recipe.data.weights or [1.0] * len(stores), recipe.data.temperature)


def reopen(folder: Path) -> Prepared:
    """What `prepare` made, for a resumed run.

    Raises:
        TranslatorError: the folder holds no run, or one that was never prepared to the end, or a part of it is damaged.
    """
    if not (folder / "recipe.toml").exists():
        raise TranslatorError(f"{folder.parent} holds no training run to resume; start one with --out {folder.parent}")
    recipe = reopen_recipe(folder)
    if not recipe.training.updates:
        raise TranslatorError(
            f"the preparation of {folder.parent} did not finish; delete {folder} and train anew with --out"
        )
    tokenizer = Tokenizer.load(folder / "tokenizer.model")
    stores = _open_corpora(recipe, folder, len(tokenizer))
    texts = [folder / "corpus" / str(number) for number in range(len(stores))]
    changes = bool(recipe.noise.rates) or recipe.training.subword_sampling > 0
    corpora = [
        Corpus(pieces, PairStore(text) if changes else None, weight)
        for pieces, text, weight in zip(stores, texts, _weights(recipe, stores), strict=True)
    ]
    return Prepared(recipe, corpora, list(PairStore(folder / "dev")), tokenizer)


def open_corpora(folder: Path, vocabulary: int) -> list[PieceStore]:
    """The cleaned corpora of a run in pieces, in the order of its recipe.

    Raises:
        TranslatorError: they are missing, damaged or of an older format.
    """
    return _open_corpora(reopen_recipe(folder), folder, vocabulary)


def _open_corpora(recipe: Recipe, folder: Path, vocabulary: int) -> list[PieceStore]:
    # As many as the recipe has, not as many as there are: files may lie there that are none of this run's.
    paths = [folder / "corpus" / f"{i}.pieces" for i in range(len(recipe.data.source) + len(recipe.data.tsv))]
    if not paths or not paths[0].with_name(f"{paths[0].name}.offsets").exists():
        raise TranslatorError(
            f"the prepared corpus in {folder} is missing or from another version of translator; begin a new run"
        )
    return [PieceStore(path, vocabulary) for path in paths]


def reopen_recipe(folder: Path) -> Recipe:
    """The recipe of a run; its data paths are history and stay as they were written.

    Raises:
        TranslatorError: it is missing or damaged.
    """
    values = read_recipe(folder / "recipe.toml")
    prefix = f"{folder}/"
    for key, value in values.items():
        if isinstance(value, list):
            values[key] = [one.removeprefix(prefix) if isinstance(one, str) else one for one in value]
        elif isinstance(value, str):
            values[key] = value.removeprefix(prefix)
    return make_recipe(values)


def _write_start(
    beginning: Beginning, recipe: Recipe, vocabulary: int, folder: Path, say: Callable[[str], None]
) -> None:
    """Keep the parameters to begin with in the run's folder, so that a resume needs nothing else."""
    wanted = recipe.network.config(vocabulary)
    parameters = fit(beginning, wanted, recipe.training.seed)
    write_checkpoint(folder / START, parameters, {"network": dataclasses.asdict(wanted)})
    say(f"beginning with the parameters of {beginning.origin}")


def on_damage_of(recipe: Recipe, say: Callable[[str], None]) -> OnDamage | None:
    """Who is told of damaged lines; None where the recipe says that they stop the run."""
    return say if recipe.data.damaged_lines == "skip" else None


def _corpus_readers(recipe: Recipe, say: Callable[[str], None]) -> list[tuple[str, Iterator[Pair]]]:
    data, on_damage = recipe.data, on_damage_of(recipe, say)
    if len(data.source) != len(data.target):
        raise TranslatorError(f"{len(data.source)} source files and {len(data.target)} target files; they go in pairs")
    readers = [
        (source, read_parallel(Path(source), Path(target), on_damage))
        for source, target in zip(data.source, data.target, strict=True)
    ] + [(path, read_tsv(Path(path), on_damage=on_damage)) for path in data.tsv]
    if not readers:
        raise TranslatorError("no corpus is given; use --source FILE --target FILE, --tsv FILE or a recipe")
    if data.weights and len(data.weights) != len(readers):
        raise TranslatorError(f"{len(data.weights)} weights for {len(readers)} corpora; give one each, or none")
    return readers


def _read_dev(recipe: Recipe, on_damage: OnDamage | None) -> list[Pair]:
    data = recipe.data
    if len(data.dev_source) != len(data.dev_target):
        raise TranslatorError("give --dev-source and --dev-target in pairs")
    files = zip(data.dev_source, data.dev_target, strict=True)
    pairs = itertools.chain.from_iterable(_normalised(read_parallel(Path(s), Path(t), on_damage)) for s, t in files)
    return [pair for pair in pairs if on_damage is None or all(pair)]  # a damaged side comes out empty


def _normalised(pairs: Iterator[Pair]) -> Iterator[Pair]:
    return ((normalise(source), normalise(target)) for source, target in pairs)


def _rules(recipe: Recipe) -> CleaningRules:
    cleaning, data = recipe.cleaning, recipe.data
    languages = (data.source_language, data.target_language) if cleaning.check_language else None
    return CleaningRules(cleaning.max_words, cleaning.max_ratio, cleaning.drop_duplicates, languages)


def _guess(recipe: Recipe) -> Callable[[str], str | None] | None:
    if not recipe.cleaning.check_language:
        return None
    from translator.text.language import certain_language

    return certain_language


def _train_tokenizer(recipe: Recipe, stores: list[PairStore], say: Callable[[str], None]) -> Tokenizer:
    step = max(1, 2 * sum(map(len, stores)) // TOKENIZER_SENTENCES)
    pairs = (store[i] for store in stores for i in range(0, len(store), step))
    tokenizer = train_tokenizer(
        itertools.chain.from_iterable(pairs), vocabulary=recipe.tokenizer.vocabulary, kind=recipe.tokenizer.pieces
    )
    say(f"tokenizer: {len(tokenizer):,} pieces")
    return tokenizer


def with_updates(recipe: Recipe, updates: int, validate_every: int) -> Recipe:
    """The recipe with its length settled in updates."""
    training = dataclasses.replace(recipe.training, updates=updates, validate_every=validate_every)
    return dataclasses.replace(recipe, training=training)


def settle_length(prepared: Prepared) -> tuple[int, int]:
    """The run's length and validation interval in updates, where the recipe gives them in epochs.

    Raises:
        TranslatorError: no pair is short enough to train on.
    """
    recipe = prepared.recipe.training
    plan = BatchPlan(tokens=recipe.batch_tokens, seed=recipe.seed)
    batches = BatchStream(prepared.corpora, prepared.tokenizer, plan).count_batches()
    epoch = max(1, round(batches / recipe.accumulate))
    updates = recipe.updates or max(1, round(recipe.epochs * epoch))
    # An epoch of a tiny corpus is over in a blink; validating that often would be most of the work.
    return updates, recipe.validate_every or min(max(epoch, 50), updates)
