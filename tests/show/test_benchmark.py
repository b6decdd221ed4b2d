"""How a benchmark looks."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from translator.decoding.model_folder import find_model
from translator.evaluation.benchmark import Aligning, Benchmark, File, Machine, OneByOne, Plan
from translator.evaluation.fresh import ColdStart
from translator.evaluation.speed import Hardware
from translator.show.benchmark import benchmark_table
from translator.show.console import console_on, print_on


@pytest.fixture
def found(untrained_folder: Path) -> Benchmark:
    machine = Machine(
        Hardware("AMD EPYC 7763 64-Core Processor", 2, "Linux x86_64", "3.12.1"), ("AVX2",), {1: 9.87e10, 2: 1.9e11}
    )
    return Benchmark(
        plan=Plan(find_model(str(untrained_folder)), "onnx", threads=2, beam=5, sentences=2000),
        machine=machine,
        cold=ColdStart(0.512, 112.4, 5),
        one_by_one=OneByOne(9.876, 21.04, 100, 0.99),
        file=File(2000, 15_000, 4.0),
        aligning=Aligning(2000, 1.0),
    )


def drawn(found: Benchmark) -> list[str]:
    out = io.StringIO()
    print_on(console_on(out), benchmark_table(found))
    return out.getvalue().splitlines()


def test_every_figure_has_its_unit_and_what_it_means(found: Benchmark, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert drawn(found) == [
        "untrained: French → English, LSTM, int8; engine onnx, beam 5",
        "",
        "cold start             0.51 s  shell to answer, median of 5; 112 MB at most",
        "a sentence             9.9 ms  median of 100; 95 % within 21.0 ms",
        "a file        500 sentences/s  3,750 words/s; 2,000 sentences, 2 threads",
        "aligning        2,000 pairs/s  2,000 given pairs, 2 threads",
        "",
        "this machine       99 GFLOP/s  float32 matrix product (NumPy), 1 thread",
        "                  190 GFLOP/s  float32 matrix product (NumPy), 2 threads",
        "AMD EPYC 7763 64-Core Processor, 2 cores, Linux x86_64, Python 3.12.1",
        "AVX2",
    ]


@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(
    found: Benchmark, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = drawn(found)
    assert max(map(len, lines)) <= width
    words = " ".join(lines).split()
    monkeypatch.setenv("COLUMNS", "200")
    assert sorted(words) == sorted(" ".join(drawn(found)).split())


def test_a_busy_machine_is_told(found: Benchmark) -> None:
    assert not any("else was running" in line for line in drawn(found))
    busy = replace(found, one_by_one=replace(found.one_by_one, processor_share=0.5))
    assert "this program had 50 % of the processor time" in " ".join(drawn(busy))
