"""What this machine can do: rates of single matrix products, by the operators that the product uses and by others."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import onnxruntime
from onnx import TensorProto

from tests.benchmarks.contestants import ENVIRONMENT
from translator.decoding.export.graph import ACTIVATION_STEPS, ACTIVATION_ZERO, Graph, Precision
from translator.evaluation import fresh

SECONDS = 0.04  # of every measurement, of which there are three
LARGE = 2048
LARGE_PRODUCT = """
import sys, time
import torch
size, threads = int(sys.argv[1]), int(sys.argv[2])
torch.set_num_threads(threads)
a, b = torch.rand(size, size), torch.rand(size, size)
a @ b
times = []
for _ in range(5):
    began = time.perf_counter()
    a @ b
    times.append(time.perf_counter() - began)
print(min(times))
"""


def product_rate(precision: Precision, rows: int, inner: int, columns: int, threads: int = 1) -> float:
    """Operations a second of one product, rows with a stored matrix, as our graphs do it; best of three."""
    session, feed = _product_session(precision, rows, inner, columns, threads)
    return 2 * rows * inner * columns / _seconds(lambda: session.run(None, feed))


@lru_cache(maxsize=1024)
def rate_near(precision: Precision, rows: int, inner: int, columns: int) -> float:
    """`product_rate` on one thread; remembered, so ask for few different numbers of rows."""
    return product_rate(precision, rows, inner, columns)


def _product_session(precision: Precision, rows: int, inner: int, columns: int, threads: int) -> Any:
    graph = Graph(precision)
    generator = np.random.default_rng(1)
    matrix = generator.normal(0, inner**-0.5, (inner, columns)).astype(np.float32)
    bias = graph.weight("bias", np.zeros(columns, dtype=np.float32))
    if precision == "int8":
        result = graph.integer_product("given", *graph.quantised("matrix", matrix), bias)
        steps = generator.integers(-ACTIVATION_STEPS, ACTIVATION_STEPS, (rows, inner))
        kind, given = TensorProto.UINT8, (steps + ACTIVATION_ZERO).astype(np.uint8)
    else:
        result = graph.node("Add", graph.node("MatMul", "given", graph.weight("matrix", matrix)), bias)
        kind, given = TensorProto.FLOAT, generator.normal(0, 1, (rows, inner)).astype(np.float32)
    graph.rename(result, "product")
    model = graph.model("product", {"given": (kind, ["R", inner])}, {"product": (TensorProto.FLOAT, ["R", columns])})
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = threads, 4
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"]), {"given": given}


def _seconds(run: Callable[[], object]) -> float:
    run()
    times = []
    for _ in range(3):
        count, began = 0, time.perf_counter()
        while time.perf_counter() - began < SECONDS:
            run()
            count += 1
        times.append((time.perf_counter() - began) / count)
    return min(times)


def large_float32(library: str, threads: int) -> float:
    """Operations a second of a float32 product of 2048 by 2048 by 2048 in "numpy" or "torch", best of five."""
    if library == "numpy":
        return fresh.product_rate(threads)
    environment = ENVIRONMENT | {"OMP_NUM_THREADS": str(threads)}
    done = fresh.run_fresh(LARGE_PRODUCT, [str(LARGE), str(threads)], environment)
    return 2 * LARGE**3 / float(done.output)
