"""What fuzzing has found, and each kind of hostile line: all go the whole way without a traceback or a loss."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from tests.fuzzing.checking import check, mirrored
from tests.fuzzing.hostile import LONG_UNITS, long_line_of, makers
from translator.decoding.translator import Translator


@pytest.fixture(scope="module")
def mirror() -> Iterator[Translator]:
    with mirrored() as translator:
        yield translator


FINDINGS = {
    "bytes that are no UTF-8, all alike": b"%d est arriv\xc3" + b"\xe1" * 128 + b"\xa9 hi ar\xc3iv hieer.",
    "nothing": b"",
    "a line end alone": b"\n",
    "line ends of three kinds": b"a\r\nb\rc\n",
    "a separator that only Unicode calls a line end": "a\u2028b\u2029c\x85d\x0b\x0ce".encode(),
    "a placeholder never closed": b"{" * 40 + b"name",
    "tags never closed": b"<b><i><a href='" * 20,
    "code never closed": b"```\n~~~\n`" * 10,
    "front matter never closed": b"---\ntitle: x\n",
    "a cue with no end": b"1\n00:00:01,000 --> \n\n2\n",
    "accents over nothing": "\u0301".encode() * 300,
    "joiners over nothing": "\u200d".encode() * 300,
    "half an emoji": "\U0001f468\u200d".encode(),
    "an address that never ends": b"http://" + b"a." * 400,
    "stops alone": b"." * 600,
    "an abbreviation that never ends": b"M. " * 300,
    "quotation marks that never close": "\u00ab ".encode() * 200,
    "tags a thousand deep": b"<b>" * 2_600,  # recursed once a level, and Markdown looked for a link at each
    "brackets a thousand deep": b"[" * 1_500,
    "entities": b"&amp;&#0;&#x110000;&nosuch;" * 20,
}


@pytest.mark.parametrize("text", FINDINGS.values(), ids=FINDINGS.keys())
def test_findings(mirror: Translator, text: bytes) -> None:
    check(mirror, text)


@pytest.mark.parametrize("kind", range(len(makers())))
@pytest.mark.parametrize("seed", range(3))
def test_hostile_lines(mirror: Translator, kind: int, seed: int) -> None:
    check(mirror, makers()[kind](random.Random(seed)))


@pytest.mark.parametrize("unit", LONG_UNITS)
def test_fifty_thousand_characters(mirror: Translator, unit: str) -> None:
    # Thousands of sentences, each through all of it, three kinds of document besides; what is quadratic takes minutes.
    check(mirror, long_line_of(unit), slow=60)
