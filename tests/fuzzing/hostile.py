"""Writes mixed real and hostile lines: python -m tests.fuzzing.hostile 100000 > lines.

Always the same bytes for the same number. Then, watching memory:
/usr/bin/time -v translate < lines > out; wc -l lines out
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable

from tests.conftest import EVERYDAY
from tests.stress.make import read

Maker = Callable[[random.Random], bytes]
LONG = 50_000  # characters
RTL, CJK, CYRILLIC = "שלום עולם مرحبا بالعالم ", "你好世界今天天气很好", "Привет мир "
EMOJI = ("😀", "👨‍👩‍👧", "🇫🇷", "❤️", "1️⃣", "👍🏽")
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u2066"


def random_bytes(chance: random.Random) -> bytes:
    """Bytes that are mostly no UTF-8."""
    return bytes(chance.choice([b for b in range(256) if b != 10]) for _ in range(chance.randrange(1, 60)))


def random_characters(chance: random.Random) -> bytes:
    """Characters from anywhere in Unicode."""
    return "".join(
        chr(
            chance.choice(
                [chance.randrange(32, 0x250), chance.randrange(0x300, 0xD800), chance.randrange(0xE000, 0x2FFFF)]
            )
        )
        for _ in range(chance.randrange(1, 30))
    ).encode("utf-8")


def combining(chance: random.Random) -> bytes:
    """Letters under heaps of accents."""
    return "".join(
        letter + "".join(chr(chance.randrange(0x300, 0x36F)) for _ in range(chance.randrange(0, 12)))
        for letter in "le chat dort"[: chance.randrange(1, 13)]
    ).encode("utf-8")


def punctuation(chance: random.Random) -> bytes:
    """Marks without words."""
    return "".join(
        chance.choice(".,;:!?…'\"«»()[]{}<>/\\|@#$%^&*-_=+~` ") for _ in range(chance.randrange(1, 60))
    ).encode()


LONG_UNITS = (
    "a", ".", " ", "a ", "é\u0301", "😀", "你", "1 ", "<b>", "http://a.fr/", "\u0301", "a.", "{", "\x00", "A. ",
)  # fmt: skip


def long_line_of(unit: str) -> bytes:
    """Fifty thousand characters of one kind."""
    return (unit * LONG)[:LONG].encode("utf-8")


def long_line(chance: random.Random) -> bytes:
    """Fifty thousand characters."""
    return long_line_of(chance.choice(LONG_UNITS))


def makers() -> list[Maker]:
    """What makes each kind of hostile line."""
    simple: list[Maker] = [
        lambda chance: b"\x00" * chance.randrange(1, 20) + b"bonjour\x00",
        lambda chance: (RTL * chance.randrange(1, 5)).encode("utf-8"),
        lambda chance: ((CJK + CYRILLIC) * chance.randrange(1, 5)).encode("utf-8"),
        lambda chance: "".join(chance.choice(EMOJI) for _ in range(chance.randrange(1, 20))).encode("utf-8"),
        lambda chance: chance.choice(ZERO_WIDTH).join("il pleut").encode("utf-8"),
        lambda chance: b"\r" * chance.randrange(0, 3) + b"\x1b[31mrouge\x1b[0m\x07",
        lambda chance: b"\t \x0b\x0c \xc2\xa0\xe2\x80\xa8",
        lambda chance: b"",
    ]
    return [*simple, random_bytes, random_characters, combining, punctuation]


def main() -> None:
    """Write the lines."""
    count = int(sys.argv[1])
    chance = random.Random(8)
    real = (EVERYDAY / "train.fr").read_text(encoding="utf-8").split("\n")[:-1] + [line[0] for line in read()]
    hostile = makers()
    for number in range(count):
        if number % 5000 == 2500:
            line = long_line(chance)
        elif number % 3 == 0:
            line = chance.choice(real).encode("utf-8")
        else:
            line = chance.choice(hostile)(chance)
        sys.stdout.buffer.write(line.replace(b"\n", b" ") + b"\n")


if __name__ == "__main__":
    main()
