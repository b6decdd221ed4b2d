"""Fuzzes text in: pip install atheris, then python -m tests.fuzzing.text [-max_total_time=120] [-max_len=4096].

What is checked, and what a finding is: `tests.fuzzing.checking`. What was found stands in `test_findings.py`.
"""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["translator"]):
    from tests.fuzzing.checking import check, mirrored


def main() -> None:
    """Fuzz."""
    with mirrored() as translator:
        atheris.Setup(sys.argv, lambda data: check(translator, data))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
