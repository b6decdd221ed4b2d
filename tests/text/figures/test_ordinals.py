"""Ordinals: figures for the network, Roman numbers in French, the right ending in English."""

from __future__ import annotations

import time

import pytest

from translator.text.edits import Edited
from translator.text.figures.ordinals import ordinal_edits, roman_ordinals_in_figures


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Elle date du XIIe siècle.", "Elle date du 12e siècle."),
        ("Aux XVIIIe et XIXe siècles", "Aux 18e et 19e siècles"),
        ("du XVe au XVIIe siècle", "du 15e au 17e siècle"),
        ("Au Ier siècle, au XXIème siècle", "Au 1er siècle, au 21ème siècle"),
        ("dans le XVIe arrondissement", "dans le 16e arrondissement"),
        ("le XIX<sup>e</sup> siècle, le IIIᵉ siècle", "le 19<sup>e</sup> siècle, le 3e siècle"),
        ("AU XIXE SIÈCLE", "AU 19e SIÈCLE"),
        ("voir a/XIXe siècle", "voir a/XIXe siècle"),
        ("Louis XIV, le chapitre IVe, Ve République", "Louis XIV, le chapitre IVe, Ve République"),
    ],
)
def test_centuries_are_read_in_figures(text: str, read: str) -> None:
    assert Edited(text, roman_ordinals_in_figures(text)).text == read


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("on the 3th floor, the 21th, 2th and 1th", "en", "on the 3rd floor, the 21st, 2nd and 1st"),
        ("the 11th, 12st, 13rd and 111st", "en", "the 11th, 12th, 13th and 111th"),
        ("the 3e", "en", "the 3e"),
        ("see `show 2th`, https://a.com/1th", "en", "see `show 2th`, https://a.com/1th"),
        ("a 3th.txt, 12st 4lb", "en", "a 3th.txt, 12st 4lb"),
        ("the " + "9" * 5000 + "st", "en", "the " + "9" * 5000 + "st"),
        ("the 9990000000000000000001th", "en", "the 9990000000000000000001st"),
        ("au 19e siècle", "fr", "au XIXe siècle"),
        ("aux 18ème et 19ème siècles", "fr", "aux XVIIIe et XIXe siècles"),
        ("au 1er siècle, le 1er mai, au 3e étage", "fr", "au Ier siècle, le 1er mai, au 3e étage"),
        ("au 30e siècle", "fr", "au 30e siècle"),
        ("im 19e siècle", "de", "im 19e siècle"),
    ],
)
def test_ordinals_are_written_well(text: str, language: str, written: str) -> None:
    assert Edited(text, ordinal_edits(text, language)).text == written


def test_long_lists_take_no_longer_than_they_are_long() -> None:
    begun = time.perf_counter()
    assert not list(ordinal_edits("19e, " * 20_000, "fr"))
    assert not list(roman_ordinals_in_figures("XIe, " * 20_000))
    assert time.perf_counter() - begun < 5
