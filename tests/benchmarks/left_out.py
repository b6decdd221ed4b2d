"""What leaving a set out of training costs: python -m tests.benchmarks.left_out [--threads N].

For the sets whose licence is not checked or not stated (../shared/corpora/README.md), so that it can be decided whether
to ship without them. Small networks, French to English: one is trained on the sets whose licences are read, and from it
one goes on with all sets and one without each of the others, for the same number of updates. Every third pair of each
set is taken. BLEU on the first thousand sentences of every dev set, a row a set, as a Markdown table; differences under
one may be chance. Half an hour on a core of an Intel Xeon with AMX.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import sacrebleu

from tests.benchmarks.contestants import CORPORA
from translator.cli.training import start_run
from translator.corpus.reading import read_lines
from translator.decoding.model_folder import find_model
from translator.decoding.translator import Translator

# How often a pair is seen, about as in the shipped models' recipes.
WEIGHTS = {
    "tatoeba": 1.2, "laws": 0.4, "web": 0.1,
    "multi30k": 1.5, "subtitles": 0.5, "news": 1.5, "games": 0.3, "docs": 0.1, "software": 0.1,
}  # fmt: skip
READ = ("tatoeba", "laws", "web")
DEV = ("tatoeba", "multi30k", "subtitles", "news", "laws")
NETWORK = {"cell": "gru", "embedding": 192, "hidden": 256, "encoder_layers": 1, "decoder_layers": 1, "dropout": 0.1}


def thin_out(folder: Path, every: int) -> None:
    """Write every n-th pair of each set."""
    for name in WEIGHTS:
        for side in ("fr", "en"):
            lines = list(read_lines(CORPORA / name / f"train.{side}.xz"))[::every]
            (folder / f"{name}.{side}").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def trained(folder: Path, sets: list[str], run: str, training: dict[str, Any]) -> Path:
    """A model folder trained on these sets."""
    recipe = {
        "source_language": "fr",
        "target_language": "en",
        "source": [str(folder / f"{name}.fr") for name in sets],
        "target": [str(folder / f"{name}.en") for name in sets],
        "weights": [WEIGHTS[name] for name in sets],
        "dev_source": [str(CORPORA / "tatoeba" / "dev.fr")],
        "dev_target": [str(CORPORA / "tatoeba" / "dev.en")],
        "check_language": True,
        "noise_accents": 0.1,
        "noise_lower": 0.06,
        "noise_punctuation": 0.08,
        "validate_every": training["updates"],
        "dev_sentences": 50,
        "keep_best": 1,
        "ema": 0.99,
        "batch_tokens": 4096,
        **NETWORK,
        **training,
    }
    start_run(None, folder / run, recipe)
    return folder / run


def scores(model: Path, most: int) -> list[float]:
    """BLEU on the beginning of every dev set, beam 5."""
    translator, found = Translator.load(model), []
    for name in DEV:
        source, reference = (list(read_lines(CORPORA / name / f"dev.{side}"))[:most] for side in ("fr", "en"))
        said = [translation.text for translation in translator.translate_many(source)]
        found.append(sacrebleu.corpus_bleu(said, [reference]).score)
    return found


def main() -> None:
    """Train, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=3, help="take every n-th pair")
    parser.add_argument("--first", type=int, default=900, help="updates on the sets whose licences are read")
    parser.add_argument("--updates", type=int, default=250, help="updates from there")
    parser.add_argument("--sentences", type=int, default=1000, help="of each dev set")
    parser.add_argument("--threads", type=int, default=0)
    wanted = parser.parse_args()
    if not CORPORA.is_dir():
        raise SystemExit(f"there is no {CORPORA}: nothing to train on")
    pieces = str(find_model("fr-en-lstm").path / "tokenizer.model")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        thin_out(folder, wanted.every)
        shared = {"threads": wanted.threads, "seed": 5}
        first = {"updates": wanted.first, "learning_rate": 0.004, "warmup": 100, "tokenizer": pieces}
        base = trained(folder, list(READ), "base", shared | first)
        print(f"| left out | {' | '.join(DEV)} |\n|---|{'---|' * len(DEV)}", flush=True)
        then = {"updates": wanted.updates, "learning_rate": 0.003, "warmup": 30, "start_from": str(base)}
        whole = scores(trained(folder, list(WEIGHTS), "all", shared | then), wanted.sentences)
        _print("nothing", whole, whole)
        for name in WEIGHTS:
            if name not in READ:
                rest = [other for other in WEIGHTS if other != name]
                without = trained(folder, rest, f"no-{name}", shared | then)
                _print(name, scores(without, wanted.sentences), whole)


def _print(name: str, found: list[float], whole: list[float]) -> None:
    cells = [f"{score:.1f} ({score - all_of:+.1f})" for score, all_of in zip(found, whole, strict=True)]
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
