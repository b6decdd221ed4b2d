"""Measured in processes of their own: a cold start of `translate`, and the rate of NumPy's matrix products."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from translator.errors import TranslatorError
from translator.evaluation.speed import peak_mb

COLD_STARTS = 5
SIZE = 2048  # of the matrices: large enough for a processor to show what it can do
# What NumPy may have been built with; each is told its number of threads before it is loaded.
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
# The package as it is here, wherever this process was told to find it.
TRANSLATE = """
import sys
root = sys.argv.pop(1)
root in sys.path or sys.path.insert(0, root)
from translator.cli.translate import main
main()
"""
PRODUCT = """
import sys, time
import numpy
size = int(sys.argv[1])
a, b = (numpy.random.default_rng(seed).random((size, size), dtype=numpy.float32) for seed in range(2))
a @ b
times, ends = [], time.perf_counter() + 2
while len(times) < 2 or (len(times) < 5 and time.perf_counter() < ends):
    began = time.perf_counter()
    a @ b
    times.append(time.perf_counter() - began)
print(min(times))
"""


@dataclass(frozen=True)
class Ended:
    """A process that has ended well: the seconds it took, its greatest memory in 10⁶ bytes, what it printed."""

    seconds: float
    memory_mb: float
    output: str


@dataclass(frozen=True)
class ColdStart:
    """`translate` started anew, from the shell to its answer; its files are in the system's cache.

    Attributes:
        seconds: median.
        memory_mb: the greatest resident memory of any, in 10⁶ bytes.
        runs: how many.
    """

    seconds: float
    memory_mb: float
    runs: int


def cold_start(text: str, flags: Sequence[str]) -> ColdStart:
    """Translate a text in fresh processes. A person's own defaults play no part; ``flags`` say everything.

    The process that calls this must be small (see `run_fresh`).

    Raises:
        TranslatorError: translating failed.
    """
    root = str(Path(__file__).resolve().parents[2])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRANSLATOR_")}
    with tempfile.TemporaryDirectory() as nothing:  # in place of the config file's folder
        environment = kept | {"XDG_CONFIG_HOME": nothing}
        runs = [run_fresh(TRANSLATE, [root, *flags, "--", text], environment) for _ in range(1 + COLD_STARTS)]
    counted = runs[1:]  # the first may have had to read files from the disk and to compile
    return ColdStart(median(run.seconds for run in counted), max(run.memory_mb for run in counted), len(counted))


def product_rate(threads: int) -> float:
    """Operations a second of a float32 product of large square matrices in NumPy: the best of a few.

    Raises:
        TranslatorError: the process failed, as for want of memory.
    """
    environment = os.environ | dict.fromkeys(THREAD_VARIABLES, str(threads))
    return float(2 * SIZE**3 / float(run_fresh(PRODUCT, [str(SIZE)], environment).output))


def run_fresh(code: str, arguments: Sequence[str], environment: Mapping[str, str]) -> Ended:
    """Run Python code in a process of its own and wait for it.

    This process must be small where the other's memory is asked for: what it has had when it starts the other counts
    as that one's on Linux.

    Raises:
        TranslatorError: it failed; the last line of what it complained is said.
    """
    command = [sys.executable, "-P", "-c", code, *arguments]
    began = time.perf_counter()
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints
        ) as process,
    ):
        assert process.stdout is not None
        output = process.stdout.read().decode("utf-8", errors="replace")
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            complaints.seek(0)
            said = complaints.read().decode("utf-8", errors="replace").strip().splitlines()
            last = said[-1].removeprefix("error: ") if said else f"exit code {process.returncode}"
            raise TranslatorError(f"a process that was to be measured failed: {last}")
    return Ended(seconds, peak_mb(usage), output)
