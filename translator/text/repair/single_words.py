"""A word that stands alone, as one looks a word up: its translation is checked against our lists, in both directions.

With no sentence round it a rare word gives a network little to go on: "étable" came out as "coward".
"""

from __future__ import annotations

from collections.abc import Iterator

from translator.text.edits import Edit
from translator.text.patterns import Pattern
from translator.text.vocabulary.dictionary import exclaimed, meaning_of
from translator.text.vocabulary.known import is_known_word

_ALONE = Pattern(r"\W*(?P<word>[^\W\d_]{3,}(?:-[^\W\d_]+)*)\W*")
_WRITTEN = Pattern(r"\W*(?P<words>\w(?:.*\w)?)\W*")
_TO = "to "
MOST_PARTS = 2  # the word, and in French a mark after a space


def single_word_edits(source: str, target: str, language: str) -> Iterator[Edit]:
    """An edit that writes what a word alone is by our lists, where the network wrote another or none.

    A word has more meanings than the one that is listed: "deletion" for "suppression", listed as "removal", is right,
    as "deletion" is listed as "suppression"; and what is not listed may be right.

    Args:
        source: what the network read.
        target: what it wrote.
        language: of the target; of others than French and English we have no lists.

    Raises:
        TranslatorError: a list is missing or damaged.
    """
    if language not in ("en", "fr") or len(source.split()) > MOST_PARTS:
        return
    alone, written = _ALONE.fullmatch(source), _WRITTEN.fullmatch(target)
    if not alone or not written:
        return
    word, words, other = alone["word"], written["words"], "fr" if language == "en" else "en"
    found = _WRITTEN.fullmatch(exclaimed(source, other))
    meaning = _small(found["words"]) if found else meaning_of(word, other)
    if not meaning or _same(words, meaning):
        return
    if not (found and source.endswith("!")):  # "Santé !", which is no "Health!"
        in_turn = [meaning_of(words, language), meaning_of(_TO + words, language) if language == "en" else ""]
        if any(_same(one, word) for one in in_turn) or (not any(in_turn) and is_known_word(words)):
            return
    has_capital = words[0].isupper() and word[0].isupper()
    yield Edit(*written.span("words"), meaning[0].upper() + meaning[1:] if has_capital else meaning)


def _small(words: str) -> str:
    """With a small first letter, unless it is an acronym's or "I"."""
    keeps_capital = (words[:2].isalpha() and words[:2].isupper()) or words.startswith(("I ", "I'"))
    return words if keeps_capital else words[0].lower() + words[1:]


def _same(one: str, other: str) -> bool:
    return one.casefold().removeprefix(_TO) == other.casefold().removeprefix(_TO)
