"""How far from the limit: each graph's operations a second over the machine's own at the same shapes, and the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.machine import LARGE, large_float32, product_rate, rate_near
from tests.benchmarks.profiling import (
    INT8_PRODUCT,
    PRODUCTS,
    GraphProfile,
    Product,
    add_operators,
    translate_timed,
)
from tests.benchmarks.report import Line
from translator.decoding.export.graph import Precision

ROWS = (1, 4, 16, 32, 64, 128, 192, 256, 320, 1024, 2048, 4096)  # at which the machine's rates are taken
OPERATORS = 8  # of a graph, named in the report
GIGA = 1e9


def limits(folder: Path, lines: Sequence[str], scratch: Path) -> list[Line]:
    """Translate the file on one thread, as each of the product's threads does, and say where its time went."""
    seconds, profiles = translate_timed(folder, lines)
    add_operators(folder, lines, profiles, scratch)
    inside = sum(profile.seconds for profile in profiles.values())
    report = [Line(f"{folder.name}, one thread", len(lines) / seconds, "sentences/s")]
    report += [_share(f"of the time in the {name} graph", p.seconds / seconds) for name, p in profiles.items()]
    report.append(_share("of the time outside: search, tokenising, words put together", 1 - inside / seconds))
    for profile in profiles.values():
        report += _graph_lines(profile)
    return report + _machine_lines()


def _share(label: str, value: float, note: str = "") -> Line:
    return Line(label, 100 * value, "%", note=note)


def _nearest(rows: int) -> int:
    return min(ROWS, key=lambda other: abs(other - rows))


def machine_seconds(profile: GraphProfile, precision: Precision | None = None) -> float:
    """How long the machine takes for a graph's matrix products alone, one after the other.

    Args:
        profile: of the graph.
        precision: in which all products are done; None: each as in the graph. A stack's products count as they are.
    """
    shapes: Counter[tuple[Precision, int, int, int]] = Counter()
    for product, times in profile.products.items():
        kind = precision or _precision(product)
        shapes[(kind, _nearest(product.rows), product.inner, product.columns)] += product.operations * times
    return sum(operations / rate_near(*shape) for shape, operations in shapes.items())


def _precision(product: Product) -> Precision:
    return "int8" if product.kind == INT8_PRODUCT else "float32"


def _stored_only(profile: GraphProfile) -> GraphProfile:
    """The int8 products only: attention's small stacks of products are no measure of a machine."""
    chosen = Counter({product: n for product, n in profile.products.items() if product.kind == INT8_PRODUCT})
    return GraphProfile(profile.name, profile.runs, profile.seconds, products=chosen)


def _graph_lines(profile: GraphProfile) -> list[Line]:
    kernels = sum(profile.by_operator.values())
    if not profile.products:
        return [Line(f"{profile.name}: no matrix products in its profile", None)]
    narrow = _stored_only(profile)
    lines = [
        Line(
            f"{profile.name}: matrix operations, of all its time",
            profile.operations / profile.seconds / GIGA,
            "Gop/s",
            note=f"{profile.runs:,} runs, {1000 * profile.seconds / profile.runs:.2f} ms each; "
            f"{100 * narrow.operations / max(1, profile.operations):.0f} % of the operations in int8",
        )
    ]
    whole = {
        kind: profile.operations / machine_seconds(profile, kind) if narrow.operations else 0.0
        for kind in ("int8", "float32")
    }
    for kind, rate in whole.items():
        if rate:
            label = f"{profile.name}: that over the machine's {kind} rate at the same shapes"
            lines.append(Line(label, profile.operations / profile.seconds / rate, note=f"{rate / GIGA:.0f} Gop/s"))
    if narrow.operations:
        reached = narrow.operations / profile.product_seconds[INT8_PRODUCT]
        alone = narrow.operations / machine_seconds(narrow)
        label = f"{profile.name}: int8 products inside the graph over the same products alone"
        lines.append(Line(label, reached / alone, note=f"{reached / GIGA:.0f} of {alone / GIGA:.0f} Gop/s"))
    products = sum(profile.by_operator[kind] for kind in PRODUCTS)
    rest = [(kind, s) for kind, s in profile.by_operator.most_common() if kind not in PRODUCTS]
    named = ", ".join(f"{kind} {100 * s / kernels:.1f}" for kind, s in rest[:OPERATORS])
    int8 = profile.product_seconds[INT8_PRODUCT]
    note = f"int8 {100 * int8 / kernels:.1f}, float32 {100 * (products - int8) / kernels:.1f}; the rest: {named} %"
    lines.append(
        _share(f"{profile.name}: of its operators' time in matrix products, by the profiler", products / kernels, note)
    )
    return lines


def _machine_lines() -> list[Line]:
    """The machine's rates for large products, for comparison."""
    size = f"{LARGE}³"
    lines = []
    for threads in (1, 2):
        named = f"{threads} thread{'s' * (threads > 1)}"
        for library in ("numpy", "torch"):
            rate = large_float32(library, threads)
            lines.append(Line(f"machine: float32 {size}, {library}, {named}", rate / GIGA, "Gop/s"))
        for kind in ("float32", "int8"):
            rate = product_rate(kind, LARGE, LARGE, LARGE, threads)  # type: ignore[arg-type]
            lines.append(Line(f"machine: {kind} {size}, ONNX Runtime, {named}", rate / GIGA, "Gop/s"))
    return lines
