"""Expressions that are compiled when they are first used."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys

import pytest

import translator.text
from translator.text.patterns import Pattern


def patterns() -> dict[str, Pattern]:
    """All of the package, by module and name."""
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(translator.text.__path__, f"{translator.text.__name__}.")
    ]
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Pattern)
    }


def test_all_compile() -> None:
    found = patterns()
    assert len(found) > 30
    for pattern in found.values():
        pattern.search("")


def test_does_what_re_does() -> None:
    text, ours, theirs = "a1 B2 c3", Pattern(r"([a-z])\d", re.IGNORECASE), re.compile(r"([a-z])\d", re.IGNORECASE)
    for one, other in (
        (ours.search(text, 1), theirs.search(text, 1)),
        (ours.match(text, 3), theirs.match(text, 3)),
        (ours.fullmatch("b2"), theirs.fullmatch("b2")),
    ):
        assert one
        assert other
        assert (one.span(), one.groups()) == (other.span(), other.groups())
    assert ours.match(text, 1) is None
    assert ours.fullmatch(text) is None
    assert [found.span() for found in ours.finditer(text)] == [found.span() for found in theirs.finditer(text)]
    assert ours.findall(text) == theirs.findall(text) == ["a", "B", "c"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("fr-en-lstm", "Je suis etudiant."), ("en-fr-lstm", "I am reading a book about the history of this house.")],
)
def test_a_plain_sentence_waits_for_none_but_elision(name: str, sentence: str) -> None:
    code = (
        "import re; compiled = []\n"
        "import translator.text.patterns as patterns\n"
        "real = patterns.re.compile\n"
        "class Counting:\n"
        "    def __getattr__(self, name): return getattr(re, name)\n"
        "    def compile(self, source, flags=0): compiled.append(source); return real(source, flags)\n"
        "patterns.re = Counting()\n"
        "from translator import Translator\n"
        f"model = Translator.load({name!r})\n"
        f"model.translate({sentence!r}); print(len(compiled))\n"
        "model.translate('Il paie 12,50 € le 3 mai, voir http://a.fr.'); print(len(compiled))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    plain, full = map(int, done.stdout.split())
    assert plain <= 1 < full
