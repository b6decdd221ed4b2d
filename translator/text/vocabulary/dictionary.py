"""What French words are in English, and English words in French: the lists of `data/vocabulary` and `data/lexicon`.

What they are as a greeting or an exclamation may be another: `data/phrasebook`.
"""

from __future__ import annotations

from functools import lru_cache

from translator.text.vocabulary.inflection import plural, singulars
from translator.text.vocabulary.lists import LISTS, pairs_of


def meaning_of(word: str, language: str) -> str:
    """What a word of a language is in the other; nothing if it is not listed. English verbs are listed with "to".

    Args:
        word: as it is written, of several or one.
        language: of the word, "fr" or "en".

    Raises:
        TranslatorError: a list is missing or damaged.
    """
    listed = _listed(language)
    found = listed.get(word) or listed.get(word.lower(), "")
    if found:
        return found
    other = "en" if language == "fr" else "fr"
    singular = next((listed[one] for one in singulars(word.lower(), language) if one in listed), "")
    return plural(singular, other) if singular and " " not in singular else ""


def exclaimed(phrase: str, language: str) -> str:
    """What a phrase is in the other language as one says it, its mark included; nothing if the phrasebook has it not.

    Args:
        phrase: "Santé !", "bye".
        language: of the phrase, "fr" or "en".

    Raises:
        TranslatorError: the list is missing or damaged.
    """
    phrases, key = _phrases(language), _key(phrase)
    return phrases.get(key) or phrases.get(key.removesuffix(".")) or phrases.get(f"{key}.", "")


def _key(phrase: str) -> str:
    """Without case and spaces, of which the one before a mark has several widths."""
    return "".join(phrase.lower().split())


@lru_cache(maxsize=2)
def _phrases(language: str) -> dict[str, str]:
    return {_key(phrase): meaning for phrase, meaning in pairs_of("phrasebook", LISTS[language])}


@lru_cache(maxsize=2)
def _listed(language: str) -> dict[str, str]:
    listed: dict[str, str] = {}
    for french, english in pairs_of("lexicon", "heads"):
        word, meaning = (french, english) if language == "fr" else (english, french)
        listed.setdefault(word, meaning)
    name = LISTS[language]
    return listed | dict(pairs_of("vocabulary", name)) | dict(pairs_of("vocabulary", f"{name}-common"))
