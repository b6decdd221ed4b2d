"""Rates: sentences a second, single sentences and whole files, beside the peers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.contestants import ROOT, Contestant, Record, compete, ours, peer, write_work
from tests.benchmarks.folders import untrained_folder
from tests.benchmarks.report import Bar, Line, ratio_line, record_lines

WARM_SENTENCES = 100  # one at a time a peer takes a tenth of a second for each


@dataclass(frozen=True)
class Setting:
    """What rates are measured on.

    Attributes:
        lines: the file.
        shipped: model folder.
        equal_size: a trained model folder of the peers' size, if there is one.
        peers: folder of the peers' virtual environments.
        rounds: turns of each contestant.
        scratch: folder for files of the moment.
    """

    lines: Sequence[str]
    shipped: Path
    equal_size: Path | None
    peers: Path
    rounds: int
    scratch: Path

    @property
    def tokenizer(self) -> Path:
        """Everybody's."""
        return self.shipped / "tokenizer.model"

    def compete(self, contestants: Sequence[Contestant], lines: Sequence[str]) -> list[Record]:
        """See `contestants.compete`."""
        work = write_work(lines, self.tokenizer, self.scratch / "work.json")
        return compete(contestants, work, len(lines), self.rounds)

    def untrained(self) -> Path:
        """Of the peers' size, made when first asked for."""
        folder = self.scratch / "untrained"
        return folder if (folder / "config.toml").exists() else untrained_folder(self.tokenizer, folder)


def _own(setting: Setting, *options: str) -> list[Contestant]:
    """The product at the peers' size: untrained, and trained if such a model was given."""
    made = [ours("ours, 1 layer, untrained, forced to 14", setting.untrained(), "--forced", *options)]
    if setting.equal_size:
        made.append(ours("ours, 1 layer, trained, true lengths", setting.equal_size, *options))
    return made


def _opennmt(setting: Setting, *options: str, layers: int = 1) -> list[Contestant]:
    """OpenNMT-py without input feeding, as ours is and as it is faster, and with it, as it is by default."""
    label, given = f"OpenNMT-py, {layers} layer{'s' * (layers > 1)}", ("--layers", str(layers), *options)
    return [
        peer(label, setting.peers, "onmt", "opennmt_worker.py", *given),
        peer(f"{label}, input feeding", setting.peers, "onmt", "opennmt_worker.py", "--input-feeding", *given),
    ]


def warm(setting: Setting) -> list[Line]:
    """One sentence at a time in a process that is running already."""
    single = ("--batch-size", "1")
    small = _own(setting, *single)
    shipped = ours("shipped model (2 layers), translate()", setting.shipped, *single)
    small_peers, large_peers = _opennmt(setting, *single), _opennmt(setting, *single, layers=2)
    everyone = [*small, shipped, *small_peers, *large_peers]
    records = dict(zip(everyone, setting.compete(everyone, setting.lines[:WARM_SENTENCES]), strict=True))
    pairs = [(one, other) for other in small_peers for one in small] + [(shipped, other) for other in large_peers]
    return [*record_lines(records.values()), *(ratio_line(records[a], records[b], Bar(10)) for a, b in pairs)]


def equal(setting: Setting) -> list[Line]:
    """A file, at equal sizes."""
    own = _own(setting)
    joey = peer("JoeyNMT, 1 layer", setting.peers, "joey", "joeynmt_worker.py")
    opennmt = _opennmt(setting)
    everyone = [*own, joey, *opennmt]
    records = dict(zip(everyone, setting.compete(everyone, setting.lines), strict=True))
    ratios = [ratio_line(records[one], records[joey], Bar(12)) for one in own]
    ratios += [ratio_line(records[one], records[other], Bar(7)) for other in opennmt for one in own]
    return [*record_lines(records.values()), *ratios]


def shipped(setting: Setting) -> list[Line]:
    """A file, the shipped model beside CTranslate2's Transformers, these in the faster of their two ways."""
    own = ours("shipped model", setting.shipped)
    script = ("ct2", "ctranslate2_worker.py")
    rivals = {}
    for name, width, inner, limit in (("base", 512, 2048, 6.0), ("256-wide", 256, 1024, 3.0)):
        size = ("--width", str(width), "--inner", str(inner))
        within = peer(f"CTranslate2 int8 Transformer {name}, threads within a batch", setting.peers, *script, *size)
        beside = peer(
            f"CTranslate2 int8 Transformer {name}, a thread a batch", setting.peers, *script, *size, "--side-by-side"
        )
        rivals[name] = ((within, beside), limit)
    everyone = [own, *(one for pair, _ in rivals.values() for one in pair)]
    records = dict(zip(everyone, setting.compete(everyone, setting.lines), strict=True))
    ratios = []
    for pair, limit in rivals.values():
        tried = [records[one] for one in pair]
        best = max(tried, key=lambda record: 0.0 if record.missing else record.rate)
        ratios.append(ratio_line(records[own], best, Bar(limit)))
    return [*record_lines(records.values()), *ratios]


def default_folder() -> Path:
    """Of the shipped model."""
    return ROOT / "models" / "fr-en-lstm"
