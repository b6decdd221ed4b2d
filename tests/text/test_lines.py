from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from translator.errors import TranslatorError
from translator.text.lines import LineWriter, arriving, whole_lines


def test_what_is_there_comes_at_once_and_an_empty_window_says_that_no_more_is() -> None:
    written = threading.Event()

    def slowly() -> Iterator[str]:
        yield "one"
        yield "two"
        written.wait(10)
        yield "three"

    windows = arriving(slowly(), 10)
    seen: list[str] = []
    while len(seen) < 2:
        seen += next(windows)
    assert seen == ["one", "two"]  # though the third has not been written yet
    assert next(windows) == []
    written.set()
    rest = [line for window in windows for line in window]
    assert rest == ["three"]


def test_windows_are_bounded_and_reading_ahead_too() -> None:
    read = 0

    def counted() -> Iterator[str]:
        nonlocal read
        for number in range(10_000):
            read += 1
            yield str(number)

    windows = arriving(counted(), 10)
    next(windows)
    time.sleep(0.3)
    assert read <= 10 + 2 * 10 + 2
    everything = [line for window in windows for line in window]
    assert everything[-1] == "9999"


def test_an_error_of_the_lines_is_raised_after_what_came_before() -> None:
    def broken() -> Iterator[str]:
        yield "one"
        raise TranslatorError("damaged")

    windows = arriving(broken(), 10)
    assert next(windows) == ["one"]
    with pytest.raises(TranslatorError, match="damaged"):
        list(windows)


def test_whole_lines_are_counted_and_a_torn_one_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes("un\nété\ndeu".encode())
    assert whole_lines(path) == (2, 9, "été")
    writer = LineWriter(path, go_on_at=9)
    writer.write(["deux", "x" * 10_000, ""])
    writer.close()
    assert path.read_text(encoding="utf-8") == "un\nété\ndeux\n" + "x" * 10_000 + "\n\n"


def test_a_full_disk_is_one_error_that_says_how_to_go_on() -> None:
    writer = LineWriter(Path("/dev/full"))
    with pytest.raises(TranslatorError, match="No space left on device; make room, then --resume"):
        writer.write(["line"])
    writer.close()
