"""What the benchmark prints: figures, each with its bar where it has one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from tests.benchmarks.contestants import Record


@dataclass(frozen=True)
class Bar:
    """What a figure should be."""

    limit: float
    at_least: bool = True

    def held(self, value: float) -> bool:
        """Whether the figure is good enough."""
        return value >= self.limit if self.at_least else value <= self.limit


@dataclass(frozen=True)
class Line:
    """A line of the report.

    Attributes:
        label: what was measured.
        value: None if it could not be; then ``note`` says why.
        unit: of the value.
        bar: what it should be, if that was said beforehand.
        note: absolute figures, conditions.
    """

    label: str
    value: float | None
    unit: str = "×"
    bar: Bar | None = None
    note: str = ""

    def __str__(self) -> str:
        figure = "–" if self.value is None else f"{self.value:,.{2 if abs(self.value) < 100 else 0}f} {self.unit}"
        text = f"{figure:>14}  {self.label}"
        if self.bar:
            wanted = f"at {'least' if self.bar.at_least else 'most'} {self.bar.limit:g}"
            verdict = "" if self.value is None else f": {'held' if self.bar.held(self.value) else 'MISSED'}"
            text += f"  [{wanted}{verdict}]"
        return text + (f"\n{'':16}{self.note}" if self.note else "")

    def to_json(self) -> dict[str, Any]:
        """The line as an object, with whether its bar is held."""
        held = self.bar.held(self.value) if self.bar and self.value is not None else None
        return {**asdict(self), "held": held}


def ratio_line(own: Record, other: Record, bar: Bar | None = None) -> Line:
    """How many times as many sentences a second we decode: the median over the rounds, each of its own ratio."""
    label = f"{own.label}  /  {other.label}"
    missing = own.missing or other.missing
    if missing:
        return Line(label, None, bar=bar, note=missing)
    ratios = [theirs / ours for ours, theirs in zip(own.seconds, other.seconds, strict=True)]
    note = f"rounds {' '.join(f'{ratio:.1f}' for ratio in ratios)}"
    return Line(label, median(ratios), bar=bar, note=note)


def record_lines(records: Iterable[Record]) -> list[Line]:
    """Absolute figures of the contestants."""
    return [
        Line(
            record.label,
            None if record.missing else record.rate,
            "/s",
            note=record.missing
            or f"{record.parameters / 1e6:.1f} M parameters, {record.mean_pieces:.1f} pieces an output, "
            f"peak {record.peak_mb:.0f} MB",
        )
        for record in records
    ]
