"""Cleaning drops what it should and accounts for it."""

from __future__ import annotations

import pytest

from translator.corpus.cleaning import CleaningReport, CleaningRules, clean
from translator.text.language import certain_language

GOOD = ("Elle mange une pomme rouge.", "She is eating a red apple.")


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        (("", "Nothing."), "empty"),
        (("a " * 130, "b " * 100), "too long"),
        (("Oui.", "Yes, and so on and so forth, for a very long time indeed."), "length ratio"),
        (("...", "!!!"), "no words"),
        (("Bonjour\x00 toi", "Hello you"), "control characters"),
        (("This is not a French sentence.", "This isn't a French sentence."), "wrong language"),
        (("Le chat dort ici.", "Le chat dort ici."), "untranslated"),
    ],
)
def test_reasons(pair: tuple[str, str], reason: str) -> None:
    report = CleaningReport()
    rules = CleaningRules(languages=("fr", "en"))
    assert list(clean([GOOD, pair], rules, report, certain_language)) == [GOOD]
    assert report.dropped == {reason: 1}
    assert report.examples[reason] == [pair]
    assert str(report) == f"1 of 2 pairs kept; dropped: {reason} 1"


def test_duplicates_are_found_after_normalising() -> None:
    report = CleaningReport()
    pairs = [("L'ami", "The friend"), ("L’ami ", "The friend"), ("L'ami", "The mate")]
    assert list(clean(pairs, CleaningRules(), report)) == [pairs[0], pairs[2]]
    assert report.dropped == {"duplicate": 1}


def test_our_own_corpus_is_clean(everyday: list[tuple[str, str]]) -> None:
    report = CleaningReport()
    kept = list(clean(everyday, CleaningRules(languages=("fr", "en")), report, certain_language))
    assert len(kept) == 200, report
