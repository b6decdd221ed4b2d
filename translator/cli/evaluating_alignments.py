"""What `translator evaluate --alignment` does: score alignments against a gold set and print."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from translator.decoding.model_folder import ModelFolder
from translator.evaluation.alignments import GoldSet, SystemScore, score_link_file, score_models


def evaluate_alignments(
    gold_links: Path,
    source: Path,
    target: Path,
    *,
    models: Sequence[ModelFolder],
    link_files: Sequence[Path],
    tokenised: bool,
    reverse: bool,
    as_json: bool,
) -> None:
    """Score models and files of links on a gold set.

    Args:
        gold_links: in Pharaoh or NAACL format.
        source, target: the texts.
        models: to score.
        link_files: in Pharaoh format, made by other aligners.
        tokenised: words are what stands between spaces.
        reverse: the gold links have the target word first.
        as_json: print JSON instead of a table.
    """
    gold = GoldSet.read(source, target, gold_links, tokenised=tokenised, reverse=reverse)
    scores = score_models(gold, models) if models else []
    scores += [score_link_file(gold, path) for path in link_files]
    if as_json:
        print(json.dumps(_json(gold, scores), ensure_ascii=False))
        return
    from translator.show.alignment_scores import alignment_score_table
    from translator.show.console import console_on, print_on

    print_on(console_on(sys.stdout), alignment_score_table(f"{gold_links}, {len(gold.pairs):,} pairs", scores))


def _json(gold: GoldSet, scores: Sequence[SystemScore]) -> dict[str, object]:
    return {
        "schema": 1,
        "pairs": len(gold.pairs),
        "alignments": [{"name": one.name, **dataclasses.asdict(one.score)} for one in scores],
    }
