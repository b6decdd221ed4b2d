"""Processes that are started to be measured."""

from __future__ import annotations

import os

import pytest

from translator.errors import TranslatorError
from translator.evaluation.fresh import run_fresh


def test_time_memory_and_output_are_the_processes_own() -> None:
    code = "import sys, time; held = b'x' * 150_000_000; time.sleep(0.05); print(sys.argv[1])"
    ended = run_fresh(code, ["é"], os.environ | {"PYTHONIOENCODING": "utf-8"})
    assert ended.seconds >= 0.05
    assert ended.memory_mb >= 150
    assert ended.output == "é\n"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import sys; print('out'); sys.exit('some warning\\nerror: no such thing')", "failed: no such thing$"),
        ("import os; os._exit(3)", "failed: exit code 3$"),
        ("import os; os.kill(os.getpid(), 9)", "failed: exit code -9$"),
    ],
)
def test_a_failure_is_one_line(code: str, said: str) -> None:
    with pytest.raises(TranslatorError, match=said):
        run_fresh(code, [], os.environ)
