"""Where a translation's time goes: every run of the two graphs timed, and inside them by ONNX Runtime's profiler."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import prod
from pathlib import Path
from typing import Any

import onnxruntime

from translator import Translator

INT8_PRODUCT = "MatMulIntegerToFloat"
PRODUCTS = (INT8_PRODUCT, "MatMul", "FusedMatMul", "Gemm", "FusedGemm")


@dataclass(frozen=True)
class Product:
    """A matrix product's kind (the operator) and shape: ``count`` of [rows, inner] by [inner, columns]."""

    kind: str
    count: int
    rows: int
    inner: int
    columns: int

    @property
    def operations(self) -> int:
        """Multiplications and additions."""
        return 2 * self.count * self.rows * self.inner * self.columns


@dataclass
class GraphProfile:
    """One graph in one translation of the file.

    Attributes:
        name: of the graph.
        runs: how often it ran.
        seconds: in all its runs, as its caller sees them, without a profiler.
        by_operator: seconds within each kind of operator, by the profiler; a loop's without those of its body.
        products: how often each matrix product was done.
        product_seconds: within them, by kind.
    """

    name: str
    runs: int = 0
    seconds: float = 0.0
    by_operator: Counter[str] = field(default_factory=Counter)
    products: Counter[Product] = field(default_factory=Counter)
    product_seconds: Counter[str] = field(default_factory=Counter)

    @property
    def operations(self) -> int:
        """Of all its matrix products."""
        return sum(product.operations * count for product, count in self.products.items())


@contextmanager
def _sessions(kind: type[onnxruntime.InferenceSession]) -> Iterator[None]:
    """Whoever loads a model meanwhile gets sessions of this kind."""
    own = onnxruntime.InferenceSession
    onnxruntime.InferenceSession = kind
    try:
        yield
    finally:
        onnxruntime.InferenceSession = own


def translate_timed(folder: Path, lines: Sequence[str]) -> tuple[float, dict[str, GraphProfile]]:
    """Seconds to translate the lines on one thread, and those spent in each graph."""
    profiles: dict[str, GraphProfile] = {}

    class Timed(onnxruntime.InferenceSession):  # type: ignore[misc]
        def __init__(self, path: str, *arguments: Any, **named: Any) -> None:
            super().__init__(path, *arguments, **named)
            self.profile = profiles.setdefault(Path(path).stem, GraphProfile(Path(path).stem))

        def run(self, *arguments: Any, **named: Any) -> Any:
            began = time.perf_counter()
            outputs = super().run(*arguments, **named)
            self.profile.seconds += time.perf_counter() - began
            self.profile.runs += 1
            return outputs

    with _sessions(Timed):
        translator = Translator.load(folder, threads=1)
    list(translator.stream(lines))
    for profile in profiles.values():
        profile.runs, profile.seconds = 0, 0.0
    began = time.perf_counter()
    list(translator.stream(lines))
    return time.perf_counter() - began, profiles


def add_operators(folder: Path, lines: Sequence[str], profiles: dict[str, GraphProfile], scratch: Path) -> None:
    """Translate the lines once more under ONNX Runtime's profiler and add what it says to the profiles."""
    sessions: dict[str, onnxruntime.InferenceSession] = {}

    class Profiled(onnxruntime.InferenceSession):  # type: ignore[misc]
        def __init__(self, path: str, options: Any, **named: Any) -> None:
            options.enable_profiling = True
            options.profile_file_prefix = str(scratch / Path(path).stem)
            super().__init__(path, options, **named)
            sessions[Path(path).stem] = self

    with _sessions(Profiled):
        translator = Translator.load(folder, threads=1)
    list(translator.stream(lines))
    for name, session in sessions.items():
        _read(Path(session.end_profiling()), profiles[name])


def _read(path: Path, profile: GraphProfile) -> None:
    """Read a profiler's file: kernels of nodes, those of a loop's body lying within the loop's own time."""
    events = [
        event
        for event in json.loads(path.read_text(encoding="utf-8"))
        if event.get("cat") == "Node" and event["name"].endswith("_kernel_time")
    ]
    events.sort(key=lambda event: (event["ts"], -event["dur"]))
    around: list[dict[str, Any]] = []
    for event in events:
        while around and event["ts"] >= around[-1]["ts"] + around[-1]["dur"]:
            around.pop()
        kind, seconds = event["args"]["op_name"], event["dur"] / 1e6
        if around:
            profile.by_operator[around[-1]["args"]["op_name"]] -= seconds
        profile.by_operator[kind] += seconds
        if kind in PRODUCTS:
            profile.products[_product(event)] += 1
            profile.product_seconds[kind] += seconds
        around.append(event)


def _product(event: dict[str, Any]) -> Product:
    """A product's shape: [..., inner] by a matrix or a stack of matrices gives [..., rows, columns]."""
    given = [next(iter(tensor.values())) for tensor in event["args"]["input_type_shape"]]
    *stacked, columns = next(iter(event["args"]["output_type_shape"][0].values()))
    # A stored matrix is not listed once it is packed. A stack's rows that meet one matrix are rows of one product.
    rows = stacked.pop() if len(given) > 1 and len(given[1]) > 2 else prod(stacked)
    count = prod(stacked) if len(given) > 1 and len(given[1]) > 2 else 1
    return Product(event["args"]["op_name"], count, rows, given[0][-1], columns)
