"""Scores of models' alignments on a gold set: each model alone, and two directions symmetrised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.corpus.reading import Pair, read_lines, read_parallel
from translator.decoding.aligner import Aligner
from translator.decoding.alignment import AlignedPair, agreed_links
from translator.decoding.model_folder import ModelFolder
from translator.errors import TranslatorError
from translator.evaluation.alignment_error import (
    AlignmentScore,
    GoldLinks,
    alignment_score,
    check_in_range,
    naacl_text,
    read_gold,
)
from translator.text.links import AGREEMENT, SYMMETRISATIONS, from_pharaoh, transpose
from translator.text.tokenised import join_words
from translator.text.words import split_words


@dataclass(frozen=True)
class GoldSet:
    """Pairs that people have aligned.

    Attributes:
        pairs: source and target texts.
        links: of each pair.
        tokenised: words are what stands between spaces.
    """

    pairs: list[Pair]
    links: list[GoldLinks]
    tokenised: bool

    @classmethod
    def read(cls, source: Path, target: Path, links: Path, *, tokenised: bool, reverse: bool) -> GoldSet:
        """Read a gold set.

        Args:
            source, target: its texts; lines may be ``<s snum=1> … </s>``.
            links: see `read_gold`.
            tokenised: words are what stands between spaces.
            reverse: the links have the target word first.

        Raises:
            TranslatorError: a file is missing or damaged, or the files don't go together.
        """
        pairs = [(naacl_text(one), naacl_text(other)) for one, other in read_parallel(source, target)]
        gold = read_gold(links, len(pairs), reverse=reverse)
        split = (lambda text: join_words(text)[1]) if tokenised else split_words
        check_in_range(gold, [(len(split(one)), len(split(other))) for one, other in pairs], links)
        return cls(pairs, gold, tokenised)


@dataclass(frozen=True)
class SystemScore:
    """The score of one system, by its name: a model, a file of links, or a symmetrisation of two."""

    name: str
    score: AlignmentScore


def score_models(gold: GoldSet, models: Sequence[ModelFolder], workers: int = 0) -> list[SystemScore]:
    """Scores of models, and of every symmetrisation where there are two of opposite directions.

    Args:
        gold: its source is in the first model's source language.
        models: at least one.
        workers: batches at once; 0 is as many as there are cores.

    Raises:
        TranslatorError: a model is of other languages than the first.
    """
    way = models[0].source_language, models[0].target_language
    found = []
    for model in models:
        if (model.source_language, model.target_language) not in (way, way[::-1]):
            raise TranslatorError(f"{model.name} is of other languages than {models[0].name}; score it alone")
        found.append(_align(gold, model, workers, swap=model.source_language != way[0]))
    links = [
        [pair.alignment if model.source_language == way[0] else transpose(pair.alignment) for pair in aligned]
        for model, aligned in zip(models, found, strict=True)
    ]
    named = [(model.name, links_of_one) for model, links_of_one in zip(models, links, strict=True)]
    if len(models) == 2 and models[0].source_language != models[1].source_language:
        named.append((AGREEMENT, [agreed_links(*pair) for pair in zip(*found, strict=True)]))
        for name, merge in SYMMETRISATIONS.items():
            named.append((name, [merge(one, other) for one, other in zip(*links, strict=True)]))
    return [SystemScore(name, alignment_score(links_of_one, gold.links)) for name, links_of_one in named]


def score_link_file(gold: GoldSet, path: Path) -> SystemScore:
    """The score of links that another aligner made, in Pharaoh format, source-target.

    Raises:
        TranslatorError: the file is missing, is no Pharaoh format, or has another number of lines.
    """
    lines = list(read_lines(path))
    if len(lines) != len(gold.pairs):
        raise TranslatorError(f"{path} has {len(lines):,} lines for {len(gold.pairs):,} pairs; they must go in step")
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            sure, possible = from_pharaoh(line)
        except ValueError as error:
            raise TranslatorError(f"{path}, line {number}: '{error}' is no link; write 0-1") from error
        found.append(sure + possible)
    return SystemScore(str(path), alignment_score(found, gold.links))


def _align(gold: GoldSet, model: ModelFolder, workers: int, *, swap: bool) -> list[AlignedPair]:
    pairs = [(target, source) for source, target in gold.pairs] if swap else gold.pairs
    return list(Aligner.load(model, tokenised=gold.tokenised, workers=workers).align(pairs))
