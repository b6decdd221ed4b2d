"""Rates: sentences a second, single sentences and whole files, beside the peers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.contestants import ROOT, Contestant, Record, compete, ours, peer, write_work
from tests.benchmarks.folders import untrained_folder
from tests.benchmarks.report import Bar, Line, ratio_line, record_lines
from translator.decoding.model_folder import ModelFolder

WARM_SENTENCES = 50  # one at a time a peer takes a tenth of a second for each


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

    def compete(self, contestants: Sequence[Contestant], lines: Sequence[str]) -> dict[str, Record]:
        """See `contestants.compete`; records by label."""
        work = write_work(lines, self.tokenizer, self.scratch / "work.json")
        return {record.label: record for record in compete(contestants, work, len(lines), self.rounds)}

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


def _opennmt(setting: Setting, label: str, *options: str) -> Contestant:
    return peer(label, setting.peers, "onmt", "opennmt_worker.py", *options)


def fastest(records: Sequence[Record]) -> Record:
    """Of several ways to run a peer, the one that does it most credit."""
    return max(records, key=lambda record: 0.0 if record.missing else record.rate)


def warm(setting: Setting) -> list[Line]:
    """One sentence at a time in a process that is running already; peers on one thread or two, as is faster.

    A peer has as many layers in its decoder as in its encoder. A shipped model with fewer in its decoder stands between
    two of the peer's sizes, and is compared with both.
    """
    single = ("--batch-size", "1")
    network = ModelFolder.open(setting.shipped).network
    depths = (network.encoder_layers, network.decoder_layers)
    label = f"shipped model, {depths[0]} + {depths[1]} layers, translate()"
    shipped = ours(label, setting.shipped, *single)
    own = {layers: _own(setting, *single) if layers == 1 else [] for layers in sorted({1, *depths})}
    rivals = {
        layers: [
            _opennmt(
                setting,
                f"OpenNMT-py, {layers} + {layers} layers, threads: {threads}",
                *(*single, "--layers", str(layers), "--threads", str(threads)),
            )
            for threads in (1, 2)
        ]
        for layers in own
    }
    everyone = [*own[1], shipped, *(one for some in rivals.values() for one in some)]
    for layers in set(depths):
        own[layers].append(shipped)
    records = setting.compete(everyone, setting.lines[:WARM_SENTENCES])
    ratios = [
        ratio_line(records[one.label], fastest([records[other.label] for other in rivals[layers]]), Bar(10))
        for layers, some in own.items()
        for one in some
    ]
    return [*record_lines(records.values()), *ratios]


def equal(setting: Setting) -> list[Line]:
    """A file, at equal sizes."""
    own = _own(setting)
    joey = peer("JoeyNMT, 1 layer", setting.peers, "joey", "joeynmt_worker.py")
    # Without input feeding, as ours is and as it is faster; and with it, as it is by default.
    opennmt = [
        _opennmt(setting, "OpenNMT-py, 1 layer"),
        _opennmt(setting, "OpenNMT-py, 1 layer, input feeding", "--input-feeding"),
    ]
    everyone = [*own, joey, *opennmt]
    records = setting.compete(everyone, setting.lines)
    ratios = [ratio_line(records[one.label], records[joey.label], Bar(12)) for one in own]
    ratios += [ratio_line(records[one.label], records[other.label], Bar(7)) for other in opennmt for one in own]
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
    records = setting.compete(everyone, setting.lines)
    ratios = []
    for pair, limit in rivals.values():
        best = fastest([records[one.label] for one in pair])
        ratios.append(ratio_line(records[own.label], best, Bar(limit)))
    return [*record_lines(records.values()), *ratios]


def default_folder() -> Path:
    """Of the shipped model."""
    return ROOT / "models" / "fr-en-lstm"
