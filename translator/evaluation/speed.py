"""Speed beside quality: how fast a system translated, in how much memory, on what."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from translator.machine import usable_cores

if TYPE_CHECKING:
    import resource


@dataclass(frozen=True)
class Speed:
    """How a model translated.

    Attributes:
        seconds: spent translating, and finding which source words were looked at; loading and scoring are not in it.
        sentences: translated (lines of the sources).
        pieces: of the tokenizer, written.
        loading_seconds: until the model was ready.
        memory_mb: the process's greatest resident memory while translating, all libraries included, in 10⁶ bytes.
        threads: of the processor.
        beam, batch_size: of the search.
        engine: "onnx" or "torch".
    """

    seconds: float
    sentences: int
    pieces: int
    loading_seconds: float
    memory_mb: float
    threads: int
    beam: int
    batch_size: int
    engine: str

    @property
    def sentences_per_second(self) -> float:
        """Lines translated a second."""
        return self.sentences / max(self.seconds, 1e-9)

    @property
    def pieces_per_second(self) -> float:
        """Target pieces (tokens) written a second."""
        return self.pieces / max(self.seconds, 1e-9)


@dataclass(frozen=True)
class Hardware:
    """The machine.

    Attributes:
        processor: its name.
        cores: this process may use.
        system: operating system and architecture.
        python: version.
    """

    processor: str
    cores: int
    system: str
    python: str

    def __str__(self) -> str:
        cores = "1 core" if self.cores == 1 else f"{self.cores} cores"
        return f"{self.processor}, {cores}, {self.system}, Python {self.python}"


def hardware() -> Hardware:
    """The machine this runs on."""
    return Hardware(
        processor=_processor(),
        cores=usable_cores(),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
    )


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    if facts.is_file():
        for line in facts.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return " ".join(line.partition(":")[2].split())
    return platform.processor() or "unknown processor"


class PeakMemory:
    """The process's greatest resident memory within `measured`.

    Linux can set its mark back, so that one model's peak does not hide the next one's; elsewhere the peak is that of
    the process so far.
    """

    def __init__(self) -> None:
        self.mb = 0.0

    @contextmanager
    def measured(self) -> Iterator[PeakMemory]:
        """Measure what happens within."""
        marks = Path("/proc/self/clear_refs")
        try:
            marks.write_text("5", encoding="ascii")
            resettable = True
        except OSError:
            resettable = False
        yield self
        self.mb = _peak_mb(resettable=resettable)


def _peak_mb(*, resettable: bool) -> float:
    if resettable:
        for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    import resource

    return peak_mb(resource.getrusage(resource.RUSAGE_SELF))


def peak_mb(usage: resource.struct_rusage) -> float:
    """The greatest resident memory of a process, in 10⁶ bytes; systems count it in units of their own."""
    return usage.ru_maxrss / 1e6 if sys.platform == "darwin" else usage.ru_maxrss * 1024 / 1e6
