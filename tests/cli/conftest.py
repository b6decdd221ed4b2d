"""The commands as a person runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Runner = Callable[..., subprocess.CompletedProcess[bytes]]
ENTRY = {
    "translate": "from translator.cli.translate import main; main()",
    "translator": "from translator.cli.translator import main; main()",
}


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    """Run a command in an empty folder; input and output are bytes."""

    def run_command(
        program: str, *arguments: object, text: str | bytes = b"", **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        data = text.encode("utf-8") if isinstance(text, str) else text
        code = f"import sys; sys.argv[0] = {program!r}; {ENTRY[program]}"
        clean = {
            k: v
            for k, v in os.environ.items()
            if k not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR") and not k.startswith(("TRANSLATOR_", "XDG_"))
        }
        return subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)],
            input=data,
            capture_output=True,
            cwd=tmp_path,
            env=clean | {"OMP_NUM_THREADS": "1", "HOME": str(tmp_path)} | environment,
            timeout=250,
        )

    return run_command


def one_line_error(done: subprocess.CompletedProcess[bytes], code: int) -> str:
    """The message, after checking that it is one line, no traceback, and nothing on stdout."""
    message = done.stderr.decode("utf-8")
    assert done.returncode == code, message
    assert done.stdout == b""
    errors = [line for line in message.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1, message
    assert "Traceback" not in message
    assert message.rstrip().endswith(errors[0])
    return errors[0]
