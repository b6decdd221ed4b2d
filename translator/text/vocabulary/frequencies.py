"""How often words come in our own French and English text (`data/spelling`)."""

from __future__ import annotations

from functools import lru_cache

from translator.errors import TranslatorError
from translator.text.vocabulary.lists import LISTS, pairs_of


@lru_cache(maxsize=2)
def frequencies(language: str) -> dict[str, int]:
    """Counts by word, in small letters, the commonest first; of other languages than French and English none.

    Raises:
        TranslatorError: the list is missing or damaged.
    """
    if language not in LISTS:
        return {}
    try:
        return {word: int(count) for word, count in pairs_of("spelling", LISTS[language])}
    except ValueError as error:
        raise TranslatorError(
            f"a count in data/spelling/{LISTS[language]}.tsv is none; install translator anew"
        ) from error
