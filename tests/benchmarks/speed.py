"""How fast the running wing is, as ratios to other things on the same machine in the same run.

    python -m tests.benchmarks.speed                    everything (ten minutes and more)
    python -m tests.benchmarks.speed cold warm          some sections
    python -m tests.benchmarks.speed files --equal-size FOLDER --json speed.json

cold        a translation from the shell, over importing torch
warm        single sentences, beside OpenNMT-py
files       a file: equal (the peers' size, beside JoeyNMT and OpenNMT-py) and shipped (our model, beside CTranslate2)
limits      achieved operations a second over the machine's own, and what bounds the rest
precision   BLEU of int8 beside float32
batches     whether a batch's size changes a translation

Peers run in virtual environments of their own (--peers, or TRANSLATOR_PEERS: joey, onmt and ct2 in it, installed as
../shared/peers.md says); those not there are said to be not installed. All contestants take turns. Peers are untrained,
so their outputs are forced to a length of 14 pieces, about what a Multi30k sentence has. Nothing else should run.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks import rates
from tests.benchmarks.batch_sizes import batch_sizes
from tests.benchmarks.cold import cold
from tests.benchmarks.contestants import CORPORA
from tests.benchmarks.others import now, others
from tests.benchmarks.precision import precision
from tests.benchmarks.report import Line
from translator.decoding.model_folder import find_model

SECTIONS = ("cold", "warm", "equal", "shipped", "limits", "precision", "batches")


@dataclass(frozen=True)
class Section:
    """Of the report."""

    title: str
    measure: Callable[[], list[Line]]


def sections(options: argparse.Namespace, scratch: Path) -> dict[str, Section]:
    """All sections, by name."""
    language = find_model(str(options.model)).source_language
    lines = _lines("multi30k", f"test.{language}", options.sentences)
    setting = rates.Setting(lines, options.model, options.equal_size, options.peers, options.rounds, scratch)
    pairs = list(zip(options.int8, [*options.float32, *[None] * len(options.int8)], strict=False))
    chosen = [path for path in sorted(CORPORA.iterdir()) if (path / "dev.fr").is_file()]
    dev = [path for path in chosen if not options.corpora or path.name in options.corpora]
    file = f"multi30k/test.{language} ({len(lines):,} sentences), beam 5, batches of 64, two threads, loading excluded"
    return {
        "cold": Section("Cold, from the shell and back", lambda: cold(options.rounds)),
        "warm": Section(f"Warm, {rates.WARM_SENTENCES} single sentences, beam 5", lambda: rates.warm(setting)),
        "equal": Section(f"A file, equal sizes: {file}", lambda: rates.equal(setting)),
        "shipped": Section(f"A file, the shipped model: {file}", lambda: rates.shipped(setting)),
        "limits": Section(
            "How far from the machine's limit, one thread", lambda: _limits(options.model, lines, scratch)
        ),
        "precision": Section(
            "int8 beside float32, dev sets", lambda: precision(pairs, dev, scratch, options.sentences)
        ),
        "batches": Section(
            "Batch sizes", lambda: batch_sizes(options.model, _lines("tatoeba", f"test.{language}", options.sentences))
        ),
    }


def _limits(folder: Path, lines: list[str], scratch: Path) -> list[Line]:
    # Loaded late: the cold section's processes must be born of a small one.
    from tests.benchmarks.limits import limits

    return limits(folder, lines, scratch)


def _lines(corpus: str, file: str, most: int | None) -> list[str]:
    text = (CORPORA / corpus / file).read_text(encoding="utf-8")
    return text.split("\n")[:-1][:most]


def parse() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "sections", nargs="*", metavar="SECTION", help=f"{', '.join(SECTIONS)}; files is equal and shipped"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--model", type=Path, default=rates.default_folder(), help="the shipped model's folder")
    parser.add_argument("--equal-size", type=Path, help="a trained model folder of the peers' size")
    parser.add_argument("--peers", type=Path, default=Path(os.environ.get("TRANSLATOR_PEERS", "/tmp/peers")))
    parser.add_argument(
        "--int8",
        type=Path,
        action="append",
        help="to compare in precision: a model folder, run or checkpoint (--model)",
    )
    parser.add_argument(
        "--float32", type=Path, action="append", default=[], help="the same in float32, for each --int8 in turn"
    )
    parser.add_argument("--corpora", nargs="*", help="for precision, some of the corpora only")
    parser.add_argument("--sentences", type=int, help="the first so many only, to try things out")
    options = parser.parse_args()
    options.int8 = options.int8 or [options.model]
    asked = options.sections or list(SECTIONS)
    unknown = set(asked) - {*SECTIONS, "files"}
    if unknown:
        parser.error(f"there is no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)} and files")
    options.sections = [
        name for name in SECTIONS if name in asked or (name in ("equal", "shipped") and "files" in asked)
    ]
    if not CORPORA.is_dir():
        raise SystemExit(f"there is no {CORPORA}: nothing to measure on")
    return options


def main() -> None:
    """Measure and print."""
    options = parse()
    results: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, section in sections(options, Path(scratch)).items():
            if name not in options.sections:
                continue
            print(f"\n{name}: {section.title}", flush=True)
            began = now()
            lines = section.measure()
            beside = others(began)
            print("\n".join(map(str, lines)), f"({beside})", sep="\n", flush=True)
            results[name] = {"lines": [line.to_json() for line in lines], "machine": beside}
    if options.json:
        options.json.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
